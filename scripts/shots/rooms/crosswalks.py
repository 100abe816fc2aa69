"""Crosswalks: old beside new."""

from camera import Walk

WALKS = [
    Walk(
        "demo-coordinator",
        [
            ("go", "/bo-tieu-chi/doi-chieu/"),
            ("click", "main table a"),
            ("shot", "crosswalk"),
        ],
    ),
]
