"""What leaders look ahead on: early warnings, the load of the year, the load of a plan."""

from camera import Walk

WALKS = [
    Walk(
        "demo-coordinator",
        [
            ("go", "/dieu-hanh/canh-bao/"),
            ("shot", "early-warnings"),
            ("go", "/dieu-hanh/ke-hoach-kiem-tra/"),
            ("shot", "inspection-plan"),
            ("go", "/dieu-hanh/khoi-luong/"),
            ("shot", "workload"),
            ("go", "/ke-hoach/"),
            ("click", "main tbody th a, main tbody .cell-title a"),
            ("click", "a:has-text('Khối lượng theo tháng')"),
            ("shot", "plan-load"),
        ],
    ),
]
