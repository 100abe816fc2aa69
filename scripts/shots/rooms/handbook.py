"""Help, and what a visitor sees when something is not there or not his."""

from camera import Walk

WALKS = [
    Walk(
        "demo-focal_point",
        [
            ("go", "/tro-giup/#can-xem-lai"),
            ("shot", "handbook"),
            ("go", "/ke-hoach/00000000-0000-0000-0000-000000000000/"),
            ("shot", "not-there"),
            ("go", "/ke-hoach/"),
        ],
    ),
    Walk("demo-coordinator", [("go", "/giao-dien/"), ("shot", "gallery")]),
]
