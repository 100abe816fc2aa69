"""Plans as they were decided, drafts, corrections, the cascade."""

from camera import Walk

PLAN = "main table a:has-text('hành chính tỉnh Lạc Xuyên năm 2026')"
ROW = "#rows tbody tr:not(.section-head):not(.row-group) th a"
TABLE = "STT\tNội dung\tSản phẩm\tChủ trì\tKết thúc\n1\tTập huấn kỹ năng số\tTài liệu\tSở Nội vụ\tTháng 5\n"

WALKS = [
    Walk(
        "demo-coordinator",
        [
            ("go", "/ke-hoach/"),
            ("shot", "plans"),
            ("click", PLAN),
            ("shot", "plan"),
            ("click", "[data-fold-all]"),
            ("shot", "plan-folded"),
            ("click", ".tabs a:has-text('Chỉ tiêu')"),
            ("shot", "plan-targets"),
            ("click", ".tabs a:has-text('Nhiệm vụ')"),
            ("click", ROW),
            ("shot", "plan-row"),
            ("click", "a[href*='dinh-chinh/?o=time']"),
            ("shot", "plan-correct"),
        ],
    ),
    Walk(
        "demo-coordinator",
        [
            ("go", "/ke-hoach/"),
            ("click", PLAN),
            ("fill", "#id_q", "khao sat"),
            ("click", ".toolbar button"),
            ("shot", "plan-filtered"),
            ("click", "#rows .menu:has-text('Tải về') summary"),
            ("click", ".menu-panel a:has-text('Bản in')"),
            ("shot", "plan-print"),
        ],
    ),
    Walk(
        "demo-coordinator",
        [
            ("go", "/ke-hoach/?q=khong-co-ke-hoach-nay"),
            ("shot", "plans-nohit"),
            ("go", "/ke-hoach/"),
            ("click", PLAN),
            ("click", ".menu-button summary"),
            ("click", ".menu-panel a:has-text('Độ phủ')"),
            ("shot", "plan-coverage"),
            ("go", "/ke-hoach/moi/"),
            ("shot", "draft-new"),
        ],
    ),
    Walk(
        "demo-coordinator",
        [
            ("go", "/ke-hoach/"),
            ("click", PLAN),
            ("click", ".menu-button summary"),
            ("click", ".menu-panel a:has-text('phiên bản mới')"),
            ("shot", "plan-new-version"),
            ("click", "main form .button-primary"),
            ("shot", "draft-grid"),
            ("click", "main a:has-text('Dán từ Excel')"),
            ("fill", "textarea[name=text]", TABLE),
            ("click", "main form .button-primary"),
            ("shot", "draft-paste"),
            ("click", "main a:has-text('Không thêm')"),
            ("click", ".crumbs li:last-child a"),
            ("click", ".tabs a:has-text('Phiên bản')"),
            ("shot", "plan-versions"),
            ("click", "main th a"),
            ("click", "main a:has-text('Soạn tiếp')"),
            ("click", ".actions .menu-button summary"),
            ("click", ".menu-panel a:has-text('Xóa dự thảo')"),
            ("shot", "draft-discard"),
            ("click", "main form .button-danger"),
        ],
    ),
    Walk(
        "demo-focal_point",
        [("go", "/ke-hoach/"), ("click", PLAN), ("click", "main a:has-text('Cụ thể hóa')"), ("shot", "plan-cascade")],
    ),
    Walk("demo-coordinator", [("go", "/ke-hoach/"), ("click", PLAN), ("shot", "plan-dark")], theme="dark"),
]
