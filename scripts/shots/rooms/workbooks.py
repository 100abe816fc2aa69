"""Criteria sets as files: one with faults."""

from camera import Walk

WALKS = [
    Walk(
        "demo-coordinator",
        [
            ("go", "/bo-tieu-chi/nhap/"),
            ("choose", "input[type=file]", "README.md"),
            ("click", "main form .button-primary"),
            ("shot", "criteria-refused"),
        ],
    ),
]
