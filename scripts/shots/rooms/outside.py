"""Results from outside: the table of a round and one leaf."""

from camera import Walk

WALKS = [
    Walk(
        "demo-coordinator",
        [
            ("go", "/cham-diem/"),
            ("click", "main table a[href*='/cham-diem/']"),
            ("click", "main .menu-button summary"),
            ("click", "main .menu-panel a[href*='nguon-ngoai']"),
            ("shot", "outside-results"),
            ("click", "main ul a[href*='nguon-ngoai']"),
            ("shot", "outside-leaf"),
        ],
    ),
]
