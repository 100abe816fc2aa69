"""The check of form; templates of the office; papers that were made, and letters."""

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
    Walk(
        "demo-coordinator",
        [
            ("go", "/the-thuc/mau/"),
            ("shot", "template-list"),
            ("go", "/the-thuc/mau/reminder_letter/"),
            ("shot", "template-detail"),
            ("go", "/the-thuc/mau/reminder_letter/ban-1/"),
            ("shot", "template-version"),
            ("go", "/the-thuc/da-lap/"),
            ("shot", "made-list"),
            ("click", "main table a"),
            ("shot", "made-detail"),
            ("go", "/cong-van/don-doc/"),
            ("shot", "letter-new"),
        ],
    ),
]
