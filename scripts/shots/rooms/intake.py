"""What was taken in, and a file that is refused."""

from camera import Walk

WALKS = [
    Walk("demo-coordinator", [("go", "/nhap/"), ("shot", "imports")]),
    Walk(
        "demo-coordinator",
        [
            ("go", "/nhap/ke-hoach/"),
            ("choose", "input[type=file]", "README.md"),
            ("click", "main form .button-primary"),
            ("shot", "import-refused"),
        ],
    ),
]
