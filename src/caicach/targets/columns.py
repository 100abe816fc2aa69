"""The columns of a file of values. Headings are part of the file's form: Vietnamese in every language of the site."""

VALUE_HEADINGS: dict[str, tuple[str, ...]] = {
    "plan": ("kế hoạch", "số kế hoạch"),
    "code": ("mã chỉ tiêu", "số chỉ tiêu"),
    "gauge": ("nội dung đo", "chỉ tiêu"),
    "name": ("cơ quan", "tên cơ quan", "đơn vị", "mã cơ quan"),
    "value": ("giá trị",),
    "unit": ("đơn vị tính",),
    "as_of": ("số liệu đến ngày", "tính đến ngày", "ngày"),
    "source_text": ("nguồn", "văn bản"),
}
"""For each key the spellings of its heading; the first one is written by the export."""
