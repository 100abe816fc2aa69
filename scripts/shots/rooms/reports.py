"""Reports: the list, who has sent, an agency's part, a section being written, a changed number, the check."""

from camera import Walk

WALKS = [
    Walk(
        "demo-coordinator",
        [
            ("go", "/bao-cao/"),
            ("shot", "reports"),
            ("click", "main tbody tr:nth-child(1) th a"),
            ("shot", "report-matrix"),
            ("go", "/bao-cao/mo/"),
            ("shot", "report-open"),
        ],
    ),
    Walk(
        "demo-focal_point",
        [
            ("go", "/bao-cao/"),
            ("click", "main .list a"),
            ("shot", "report-part"),
            ("click", "a[href$='/kiem-tra/']"),
            ("shot", "report-check"),
            ("go", "/bao-cao/"),
            ("click", "main .list a"),
            ("click", "#muc-procedure .spread a.button"),
            ("shot", "report-section"),
            ("click", "main td a[href*='/bao-cao/so/']"),
            ("shot", "report-number"),
        ],
    ),
]
