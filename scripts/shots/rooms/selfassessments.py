"""An agency's self-assessment and one of its leaves."""

from camera import Walk

WALKS = [
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
]
