"""Signing in, the register of agencies, people, the audit trail."""

from camera import Walk

WALKS = [
    Walk("", [("go", "/tai-khoan/dang-nhap/"), ("shot", "login")]),
    Walk("demo-coordinator", [("go", "/co-quan/"), ("shot", "agencies")]),
    Walk("demo-sysadmin", [("go", "/co-quan/nguoi-dung/"), ("shot", "people")]),
    Walk("demo-auditor", [("go", "/nhat-ky/"), ("shot", "audit")]),
]
