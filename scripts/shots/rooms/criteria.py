"""Criteria sets: the list, one set, a criterion tried with figures, a file with faults."""

from camera import Walk

WALKS = [
    Walk(
        "demo-coordinator",
        [
            ("go", "/bo-tieu-chi/"),
            ("shot", "criteria-sets"),
            ("click", "main table a"),
            ("shot", "criteria-set"),
            ("click", "main tbody tr:not(.section-head):not(.row-group) a"),
            ("shot", "criterion"),
            ("go", "/bo-tieu-chi/nhap/"),
            ("choose", "input[type=file]", "README.md"),
            ("click", "main form .button-primary"),
            ("shot", "criteria-refused"),
            ("go", "/bo-tieu-chi/"),
            ("click", "main table a"),
            ("click", "a[href$='/chep/']"),
            ("shot", "criteria-copy"),
            ("click", "main form .button-primary"),
            ("shot", "criteria-draft"),
            ("click", "a[href$='/soan/bang/']"),
            ("shot", "criteria-draft-table"),
            ("click", "main a[href$='/soan/'], nav a[href$='/soan/']"),
            ("click", "main tbody tr:not(.section-head):not(.row-group) a"),
            ("shot", "criterion-edit"),
            ("go", "/bo-tieu-chi/doi-chieu/"),
            ("click", "main table a"),
            ("shot", "crosswalk"),
        ],
    ),
]
