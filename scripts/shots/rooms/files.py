"""The scanning of stored files."""

from camera import Walk

WALKS = [
    Walk("demo-sysadmin", [("go", "/tep/quet-vi-rut/"), ("shot", "virus-scan")]),
]
