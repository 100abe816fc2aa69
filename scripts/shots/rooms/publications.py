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
]
