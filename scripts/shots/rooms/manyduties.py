"""All duties of one person handed over to another."""

from camera import Walk

WALKS = [
    Walk(
        "demo-focal_point",
        [("go", "/viec/ban-giao/"), ("shot", "hand-over"), ("click", "main ul.card a"), ("shot", "hand-over-person")],
    ),
]
