"""Criteria sets: the list, one set, what uses it, a criterion tried with figures."""

from camera import Walk

WALKS = [
    Walk(
        "demo-coordinator",
        [
            ("go", "/bo-tieu-chi/"),
            ("shot", "criteria-sets"),
            ("click", "main table a"),
            ("shot", "criteria-set"),
            ("click", "a[href$='/thu-hoi/']"),
            ("shot", "criteria-withdraw"),
            ("go", "/bo-tieu-chi/"),
            ("click", "main table a"),
            ("click", "main tbody tr:not(.section-head):not(.row-group) a"),
            ("shot", "criterion"),
        ],
    ),
]
