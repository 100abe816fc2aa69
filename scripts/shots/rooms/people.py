"""Signing in, the register of agencies, people, the audit trail."""

from camera import Walk

PASTED = "họ và tên\tcơ quan\tvai trò\nTrần Thị Thử\tSở Tư pháp\tcông chức\nLê Văn Lạ\tSở Không Có\tđầu mối\n"
TABLE = "mã\ttên\tloại\nso-tu-phap\tSở Tư pháp và Hộ tịch\tsở\nso-moi\tSở Mới\tsở\n"
MERGER = "?kind=merge&on=01/01/2027&legal_basis=Nghị+quyết+12&from_1=so-tai-chinh&from_2=so-cong-thuong&to_1=so-noi-vu"

WALKS = [
    Walk("", [("go", "/tai-khoan/dang-nhap/"), ("shot", "login")]),
    Walk("", [("go", "/tai-khoan/dang-nhap/"), ("shot", "login-dark")], theme="dark"),
    Walk(
        "demo-coordinator",
        [
            ("go", "/tai-khoan/"),
            ("shot", "profile"),
            ("go", "/tai-khoan/hai-buoc/bat/"),
            ("shot", "second-factor"),
        ],
    ),
    Walk(
        "demo-coordinator",
        [
            ("go", "/co-quan/"),
            ("shot", "agencies"),
            ("go", "/co-quan/?on=01/02/2025&kind=district"),
            ("shot", "agencies-then"),
            ("go", "/co-quan/?q=so+tu+phap"),
            ("click", "#agencies .cell-title a"),
            ("shot", "agency"),
            ("go", "/co-quan/?on=01/02/2025&kind=district"),
            ("click", "#agencies .cell-title a"),
            ("click", "a:has-text('Như hiện nay')"),
            ("shot", "agency-gone"),
            ("go", "/co-quan/moi/"),
            ("shot", "agency-new"),
            ("go", "/co-quan/nhap/"),
            ("shot", "agency-import"),
            ("fill", "textarea[name=text]", TABLE),
            ("click", "main form .button-primary"),
            ("shot", "agency-import-preview"),
            ("go", "/co-quan/ke-thua/"),
            ("shot", "succession"),
            ("go", f"/co-quan/ke-thua/phan-chia/{MERGER}"),
            ("click", "button[name=preview]"),
            ("shot", "succession-preview"),
            ("go", "/co-quan/nhom/"),
            ("shot", "groups"),
            ("click", "main table a"),
            ("shot", "group"),
            ("go", "/co-quan/linh-vuc/"),
            ("shot", "domains"),
            ("click", "main table a"),
            ("shot", "domain"),
        ],
    ),
    Walk(
        "demo-sysadmin",
        [
            ("go", "/"),
            ("shot", "people"),
            ("click", "#people .cell-title a"),
            ("shot", "person"),
            ("go", "/co-quan/nguoi-dung/moi/"),
            ("shot", "person-invite"),
            ("go", "/co-quan/nguoi-dung/nhap/"),
            ("fill", "textarea[name=text]", PASTED),
            ("click", "main form .button-primary"),
            ("shot", "people-pasted"),
        ],
    ),
    Walk(
        "demo-auditor",
        [
            ("go", "/"),
            ("shot", "audit"),
            ("click", "button:has-text('Kiểm tra tính toàn vẹn')"),
            ("shot", "audit-check"),
            ("go", "/dieu-hanh/"),
            ("shot", "not-allowed"),
        ],
    ),
]
