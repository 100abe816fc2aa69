"""Improvement: where a round loses points, what would lift an agency, figures tried, today's index, plans."""

from camera import Walk

WALKS = [
    Walk(
        "demo-coordinator",
        [
            ("go", "/cai-thien/"),
            ("shot", "improvement"),
            ("click", "main table a[href*='/hom-nay/']"),
            ("shot", "today"),
            ("click", "main tbody a[href*='/co-quan/']"),
            ("shot", "agency-gaps"),
            ("click", "main tbody a[href*='/thu/']"),
            ("shot", "what-if"),
            ("go", "/cai-thien/"),
            ("click", "main tbody tr:nth-child(3) th a"),
            ("shot", "gaps"),
            ("click", "main a[href$='/ke-hoach/']"),
            ("shot", "round-plan-choice"),
            ("click", "main form .button-primary"),
            ("shot", "round-plan"),
            ("go", "/cai-thien/"),
            ("click", "main tbody tr:nth-child(3) th a"),
            ("click", "main .tabs a:nth-child(3)"),
            ("click", "main tbody a[href*='/co-quan/']"),
            ("click", "main a[href$='/nen-lam/']"),
            ("shot", "best-options"),
        ],
    ),
]
