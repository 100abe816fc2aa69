"""Published results: the list, a ranking, an agency leaf by leaf. The demonstration has them once it has rounds."""

from camera import Walk

WALKS = [
    Walk(
        "demo-coordinator",
        [
            ("go", "/cong-bo/"),
            ("shot", "publications"),
        ],
    ),
]
