"""The check of form: sending a paper, what was found in one."""

from camera import Walk

WALKS = [
    Walk(
        "demo-focal_point",
        [
            ("go", "/the-thuc/"),
            ("shot", "form-check"),
            ("choose", "input[type=file]", "tests/papers/001.docx"),
            ("click", "main form.form .button-primary"),
            ("shot", "form-findings"),
        ],
    ),
]
