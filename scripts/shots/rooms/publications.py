"""Published results: the list, a ranking, an agency leaf by leaf, what a leader sees before approving."""

from camera import Walk

WALKS = [
    Walk(
        "demo-coordinator",
        [
            ("go", "/cong-bo/"),
            ("shot", "publications"),
            ("click", "main tbody .cell-title a"),
            ("shot", "publication"),
            ("click", "main tbody .cell-title a"),
            ("shot", "publication-agency"),
        ],
    ),
    Walk("demo-leader", [("go", "/"), ("click", ".errands a"), ("shot", "publication-approve")]),
    Walk(
        "demo-coordinator",
        [
            ("go", "/cong-bo/"),
            ("click", "main .table a[href*='/cong-bo/']"),
            ("click", "main a[href*='/cong-bo/dot/']"),
            ("shot", "publications-of-a-round"),
            ("click", "main a[href$='/mo-lai/']"),
            ("shot", "ask-to-reopen"),
        ],
    ),
]
