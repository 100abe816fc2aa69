"""What stands in the way of duties: obstacles, requests for time or help, events that dates wait for."""

from camera import Walk

WALKS = [
    Walk(
        "demo-focal_point",
        [
            ("go", "/viec/?status=in_progress"),
            ("click", ".duties .cell-title a"),
            ("click", "a:has-text('Nêu vướng mắc')"),
            ("shot", "obstacle-add"),
            ("go", "/viec/?status=in_progress"),
            ("click", ".duties .cell-title a"),
            ("click", "a:has-text('Xin gia hạn, hỗ trợ')"),
            ("shot", "request-add"),
        ],
    ),
    Walk(
        "demo-coordinator",
        [
            ("go", "/viec/vuong-mac/"),
            ("shot", "obstacles"),
            ("click", "main tbody th a"),
            ("shot", "obstacle"),
            ("go", "/viec/de-nghi/"),
            ("shot", "requests"),
            ("click", "main tbody th a"),
            ("shot", "request"),
            ("go", "/viec/su-kien/"),
            ("shot", "events"),
            ("click", "main tbody th a"),
            ("shot", "event-record"),
        ],
    ),
]
