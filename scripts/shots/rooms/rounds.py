"""Rounds: the list, one round, setting one up."""

from camera import Walk

WALKS = [
    Walk(
        "demo-coordinator",
        [
            ("go", "/cham-diem/"),
            ("shot", "rounds"),
            ("click", "main table a[href*='/cham-diem/']"),
            ("shot", "round"),
            ("go", "/cham-diem/moi/"),
            ("click", "main form .button-primary"),
            ("shot", "round-setup"),
            ("click", "main button:has-text('Bỏ đợt này')"),
        ],
    ),
]
