"""Acting for others: the list, whom to act for, a new one."""

from camera import Walk

WALKS = [
    Walk(
        "demo-agency_head",
        [
            ("go", "/lam-thay/"),
            ("shot", "delegations"),
            ("go", "/lam-thay/giao/"),
            ("shot", "delegation-choice"),
            ("click", "main .card a"),
            ("shot", "delegation-new"),
        ],
    ),
]
