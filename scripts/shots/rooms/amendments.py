"""Amending a plan in force: a new version, what it changes and its decision."""

from camera import Walk

WALKS = [
    Walk(
        "demo-coordinator",
        [
            ("go", "/ke-hoach/?kind=annual&year=2025"),
            ("click", "main tbody a"),
            ("click", ".menu-button summary"),
            ("click", "a[href$='/phien-ban-moi/']"),
            ("click", "main form .button-primary"),
            ("click", "a[href$='/ban-hanh/']"),
            ("shot", "amendment"),
        ],
    ),
]
