"""Work of the agencies, and what leaders see of it."""

from camera import Walk

WALKS = [
    Walk("demo-focal_point", [("go", "/viec/"), ("shot", "my_work")]),
    Walk("demo-agency_head", [("go", "/viec/"), ("shot", "my_work_head")]),
    Walk("demo-leader", [("go", "/dieu-hanh/"), ("shot", "overview")]),
]
