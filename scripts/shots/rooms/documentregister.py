"""The register of documents: the list, adding, checking what was read, one document, a page of its file."""

from camera import Walk

WALKS = [
    Walk(
        "demo-focal_point",
        [
            ("go", "/tep/so-van-ban/"),
            ("shot", "documents"),
            ("click", "main tbody tr:nth-child(2) th a"),
            ("shot", "document"),
            ("go", "/tep/so-van-ban/them/"),
            ("shot", "document-add"),
            ("go", "/tep/so-van-ban/them/khong-kem-tep/"),
            ("shot", "document-reference"),
            ("go", "/tep/so-van-ban/kiem-tra/"),
            ("shot", "document-check"),
        ],
    ),
]
