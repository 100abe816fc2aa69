"""Consolidated reports: those of a round, one of them, a section side by side, a paragraph, contradictions."""

from camera import Walk

WALKS = [
    Walk(
        "demo-coordinator",
        [
            ("go", "/bao-cao/"),
            ("click", "main tbody tr:nth-child(1) th a"),
            ("click", "a[href*='/tong-hop/dot/']"),
            ("shot", "consolidation-round"),
            ("click", "main tbody tr:last-child th a"),
            ("shot", "consolidation-report"),
            ("click", "#muc-procedure a.button"),
            ("shot", "consolidation-section"),
            ("click", "article a[href*='/doan/']"),
            ("shot", "consolidation-paragraph"),
            ("go", "/bao-cao/"),
            ("click", "main tbody tr:nth-child(1) th a"),
            ("click", "a[href*='/tong-hop/dot/']"),
            ("click", "main tbody tr:last-child th a"),
            ("click", "a.tile[href*='/mau-thuan/']"),
            ("shot", "consolidation-contradictions"),
        ],
    ),
]
