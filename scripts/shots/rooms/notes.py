"""Notes on the paragraphs of a part of a report: beside the paragraphs, a new one, one with its answers."""

from camera import Walk

WALKS = [
    Walk(
        "demo-agency_head",
        [
            ("go", "/bao-cao/"),
            ("click", "main tbody a"),
            ("click", "main tbody a[href^='/bao-cao/phan/']"),
            ("click", "a[href^='/ghi-chu/phan/']"),
            ("shot", "notes"),
            ("click", "main .note a"),
            ("shot", "note"),
            ("click", "main a[href^='/ghi-chu/phan/']"),
            ("click", "a[href*='/doan/']"),
            ("shot", "note-new"),
        ],
    ),
]
