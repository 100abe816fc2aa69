"""Journey 1: from a signed document to a plan, up to the step before it is issued; the run is given up at the end."""

from camera import Walk

PAPER = "src/caicach/demo/content/ke-hoach-bo-sung-2026.docx"
NEXT = ".action-bar .button-primary"

WALKS = [
    Walk(
        "demo-coordinator",
        [
            ("go", "/nhap/ke-hoach/"),
            ("choose", "input[type=file]", PAPER),
            ("shot", "import"),
            ("click", "main form .button-primary"),
            ("shot", "import-reading"),
            ("wait", "**/cau-truc/"),
            ("shot", "import-structure"),
            ("click", NEXT),
            ("shot", "import-review"),
            ("press", "0"),
            ("wait", "**vua=**"),
            ("shot", "import-review-answered"),
            ("click", ".steps a:has-text('Kiểm tra')"),
            ("shot", "import-check"),
            ("go", "/nhap/ke-hoach/"),
            ("choose", "input[type=file]", PAPER),
            ("click", "main form .button-primary"),
            ("shot", "import-known"),
            ("click", "main a:has-text('Mở lượt nhập đó')"),
            ("click", "main button:has-text('Bỏ lượt nhập')"),
        ],
    ),
]
