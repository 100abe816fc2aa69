"""Drafts of criteria sets: a copy, the list, the table, one criterion."""

from camera import Walk

WALKS = [
    Walk(
        "demo-coordinator",
        [
            ("go", "/bo-tieu-chi/"),
            ("click", "main table a"),
            ("click", "a[href$='/chep/']"),
            ("shot", "criteria-copy"),
            ("click", "main form .button-primary"),
            ("shot", "criteria-draft"),
            ("click", "a[href$='/soan/bang/']"),
            ("shot", "criteria-draft-table"),
            ("click", "nav.crumbs a[href$='/soan/']"),
            ("click", "main tbody tr:not(.section-head):not(.row-group) a"),
            ("shot", "criterion-edit"),
        ],
    ),
]
