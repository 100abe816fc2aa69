"""Targets through the year: the list of the province's plan, one target, how it is measured, its values."""

from camera import Walk

WALKS = [
    Walk(
        "demo-coordinator",
        [
            ("go", "/ke-hoach/?kind=annual&year=2026"),
            ("click", "main tbody a"),
            ("click", "a[href^='/chi-tieu/ke-hoach/']"),
            ("shot", "targets"),
            ("click", "main tbody tr:has(.chart-line) a"),
            ("shot", "target"),
            ("click", "a[href$='/gia-tri/']"),
            ("shot", "target-values"),
            ("go", "/ke-hoach/?kind=annual&year=2026"),
            ("click", "main tbody a"),
            ("click", "a[href^='/chi-tieu/ke-hoach/']"),
            ("click", "a[href*='/cach-do/']"),
            ("shot", "target-gauge"),
            ("go", "/ke-hoach/?kind=annual&year=2026"),
            ("click", "main tbody a"),
            ("click", "a[href^='/chi-tieu/ke-hoach/']"),
            ("click", "a[href$='/xac-nhan/']"),
            ("shot", "target-confirm"),
        ],
    ),
]
