"""The columns of a file of figures. Headings are part of the file's form: Vietnamese in every language of the site."""

FIGURE_HEADINGS: dict[str, tuple[str, ...]] = {
    "indicator": ("chỉ số", "mã chỉ số"),
    "name": ("cơ quan", "tên cơ quan", "đơn vị", "mã cơ quan"),
    "first": ("từ ngày", "kỳ từ ngày"),
    "last": ("đến ngày", "kỳ đến ngày"),
    "numerator": ("tử số",),
    "denominator": ("mẫu số",),
    "value": ("giá trị",),
    "source_text": ("nguồn", "văn bản", "nguồn số liệu"),
    "as_of": ("số liệu đến ngày", "tính đến ngày"),
}
"""For each key the spellings of its heading; the first one is written by the export."""
