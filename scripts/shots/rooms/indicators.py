"""The ledger of figures: the list, one indicator, one figure, typing, a table with faults; other provinces."""

from camera import Walk

TABLE = "\n".join(
    [
        "chỉ số\tcơ quan\ttừ ngày\tđến ngày\ttử số\tmẫu số\tnguồn\tsố liệu đến ngày",
        "case_files_on_time\tSở Tư pháp\t15/12/2025\t31/10/2026\t1.234\t1300\tBáo cáo 5/BC-VPUBND\t31/10/2026",
        "feedback_answered\tSở Tư pháp\t15/12/2025\t31/10/2026\t12\t\tBáo cáo 5/BC-VPUBND\t31/10/2026",
        "số hồ sơ\tSở Tư pháp\t31/02/2026\t31/10/2026\t12\t13\tBáo cáo 5/BC-VPUBND\t31/10/2026",
    ]
)

WALKS = [
    Walk(
        "demo-coordinator",
        [
            ("go", "/so-lieu/"),
            ("shot", "figures"),
            ("go", "/so-lieu/chi-so/case_files_on_time/"),
            ("shot", "indicator"),
            ("click", "main tbody tr:nth-child(3) a"),
            ("shot", "figure"),
            ("go", "/so-lieu/nhap-tay/?chi_so=case_files_on_time"),
            ("shot", "figure-typed"),
            ("go", "/so-lieu/nhap-tep/"),
            ("shot", "figure-import"),
            (
                "fill",
                "textarea[name=text]",
                TABLE,
            ),
            ("click", "main form .button-primary"),
            ("shot", "figure-import-refused"),
            ("go", "/so-lieu/chot/"),
            ("shot", "figure-freeze"),
            ("go", "/viec/tinh-so-lieu/"),
            ("shot", "figures-count"),
            ("go", "/so-lieu/tinh-khac/"),
            ("shot", "external-indices"),
            ("go", "/so-lieu/tinh-khac/sipas/"),
            ("shot", "external-index"),
        ],
    ),
    Walk(
        "demo-focal_point",
        [
            ("go", "/so-lieu/"),
            ("shot", "figures-agency"),
            ("click", "main > p a, main p a"),
            ("shot", "agency-figures"),
        ],
    ),
]
