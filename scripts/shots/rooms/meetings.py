"""Meetings of the steering committee: the list, one with its conclusions, what is open of all."""

from camera import Walk

WALKS = [
    Walk(
        "demo-coordinator",
        [
            ("go", "/hop/"),
            ("shot", "meetings"),
            ("click", "main tbody th a"),
            ("shot", "meeting"),
            ("go", "/hop/ket-luan/"),
            ("shot", "conclusions"),
            ("go", "/hop/moi/"),
            ("shot", "meeting-new"),
        ],
    ),
    Walk("demo-agency_head", [("go", "/hop/"), ("click", "main tbody th a"), ("shot", "meeting-of-member")]),
]
