"""The calendar: month, week, the year of the whole and of one agency."""

from camera import Walk

WALKS = [
    Walk(
        "demo-coordinator",
        [
            ("go", "/lich/"),
            ("shot", "calendar-month"),
            ("go", "/lich/tuan/"),
            ("shot", "calendar-week"),
            ("go", "/lich/nam/"),
            ("shot", "calendar-year"),
        ],
    ),
    Walk("demo-focal_point", [("go", "/lich/"), ("shot", "calendar-own"), ("go", "/lich/nam/"), ("shot", "year-own")]),
]
