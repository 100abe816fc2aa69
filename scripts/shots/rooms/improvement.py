"""Improvement: the rounds. The demonstration has gaps once it has rounds."""

from camera import Walk

WALKS = [
    Walk(
        "demo-coordinator",
        [
            ("go", "/cai-thien/"),
            ("shot", "improvement"),
        ],
    ),
]
