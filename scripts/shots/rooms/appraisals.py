"""What waits for an appraiser, and the grid of a leaf."""

from camera import Walk

WALKS = [
    Walk(
        "demo-appraiser",
        [
            ("go", "/cham-diem/"),
            ("click", "main table a[href*='/cham-diem/']"),
            ("click", "main a.button-primary[href$='/tham-dinh/']"),
            ("shot", "appraisal-queue"),
            ("click", "main tbody a[href*='/tham-dinh/']"),
            ("shot", "appraisal-grid"),
        ],
    ),
]
