"""Rounds: the list and one round, a self-assessment with a leaf, the queue and its grid, results from outside."""

from camera import Walk

_ROUND = "main table a[href*='/cham-diem/']"

WALKS = [
    Walk(
        "demo-coordinator",
        [
            ("go", "/cham-diem/"),
            ("shot", "rounds"),
            ("click", _ROUND),
            ("shot", "round"),
            ("click", "main .menu-button summary"),
            ("click", "main .menu-panel a[href*='nguon-ngoai']"),
            ("shot", "outside-results"),
            ("click", "main ul a[href*='nguon-ngoai']"),
            ("shot", "outside-leaf"),
            ("go", "/cham-diem/moi/"),
            ("click", "main form .button-primary"),
            ("shot", "round-setup"),
            ("click", "main button:has-text('Bỏ đợt này')"),
        ],
    ),
    Walk(
        "demo-focal_point",
        [
            ("go", "/cham-diem/"),
            ("click", "main a[href*='/bai/']"),
            ("shot", "self-assessment"),
            ("click", "main tbody a[href*='/diem/']"),
            ("shot", "leaf"),
        ],
    ),
    Walk(
        "demo-appraiser",
        [
            ("go", "/cham-diem/"),
            ("click", _ROUND),
            ("click", "main a.button-primary[href$='/tham-dinh/']"),
            ("shot", "appraisal-queue"),
            ("click", "main tbody a[href*='/tham-dinh/']"),
            ("shot", "appraisal-grid"),
        ],
    ),
]
