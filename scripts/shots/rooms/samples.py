"""Samples: the frames, one frame, a draw with its list, one of the drawn, a new draw."""

from camera import Walk

WALKS = [
    Walk(
        "demo-survey_manager",
        [
            ("go", "/chon-mau/"),
            ("shot", "frames"),
            ("click", "main tbody a"),
            ("shot", "frame"),
            ("click", "main a[href^='/chon-mau/lan-rut/']"),
            ("shot", "draw"),
            ("click", "main tbody a"),
            ("shot", "drawn-one"),
            ("go", "/chon-mau/moi/"),
            ("shot", "frame-new"),
        ],
    ),
]
