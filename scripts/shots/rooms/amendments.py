"""Amending a plan in force: a new version, what it changes and its decision."""

from camera import Walk

WALKS = [
    Walk(
        "demo-coordinator",
        [
            ("go", "/ke-hoach/?kind=annual&year=2025"),
            ("click", "main tbody a"),
            ("click", ".menu-button summary"),
            ("click", "a[href$='/phien-ban-moi/']"),
            ("click", "main form .button-primary"),
            ("click", "a[href$='/ban-hanh/']"),
            ("shot", "amendment"),
            ("go", "/ke-hoach/?kind=annual&year=2026"),
            ("click", "main tbody a"),
            ("click", "a[href$='/doc-quyet-dinh/']"),
            ("fill", "#id_text", "Bãi bỏ nhiệm vụ số 1.1 Mục I\nSửa đổi nhiệm vụ số 99: thời hạn: Quý IV"),
            ("click", "main form .button-primary"),
            ("shot", "amendment-read"),
        ],
    ),
]
