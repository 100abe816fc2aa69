"""Notices: the list, how they come, urging from the overview, what was urged, what was sent."""

from camera import Walk

WALKS = [
    Walk(
        "demo-focal_point",
        [
            ("go", "/thong-bao/"),
            ("shot", "notices"),
            ("go", "/thong-bao/cach-nhan/"),
            ("shot", "notices-choice"),
            ("go", "/thong-bao/don-doc/"),
            ("shot", "reminders"),
        ],
    ),
    Walk(
        "demo-leader",
        [
            ("go", "/thong-bao/don-doc/qua-han/"),
            ("shot", "overdue"),
            ("go", "/dieu-hanh/"),
            ("click", ".worst .button"),
            ("shot", "urge-preview"),
        ],
    ),
    Walk("demo-coordinator", [("go", "/thong-bao/da-gui/"), ("shot", "mails")]),
]
