"""Places inside a file in words: what the readers call `word/document.xml` or `page 3`."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_PLACES: tuple[tuple[re.Pattern[str], str | Promise], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), words)
    for pattern, words in (
        (r"page (\d+)", _("trang {0}")),
        (r"stream", _("nội dung nén của trang")),
        (r"paste", _("bảng dữ liệu")),
        (r"%PDF", _("đầu tệp")),
        (r"%%EOF", _("cuối tệp")),
        (r"ZIP(?:64)?", _("mục lục của tệp")),
        (r"word/document\d*\.xml", _("thân văn bản")),
        (r"word/header\d*\.xml", _("đầu trang")),
        (r"word/footer\d*\.xml", _("chân trang")),
        (r"word/(?:foot|end)notes\.xml", _("chú thích")),
        (r"word/comments\.xml", _("nhận xét bên lề")),
        (r"xl/worksheets/sheet(\d+)\.xml", _("trang tính thứ {0}")),
        (r"xl/sharedStrings\.xml", _("chữ trong các ô")),
        (r"(?:.*/)?_rels/.*\.rels", _("danh sách liên kết của tệp")),
        (r"(?:word|xl)/media/(.+)", _("ảnh {0}")),
        (r"(?:word|xl)/(?:embeddings|activeX|ctrlProps)/([^.]+).*", "{0}"),
        (r"(?:word|xl)/vba.*|xl/(?:macro|dialog)sheets/.*|.*customUI/.*", _("phần macro")),
        (r"xl/workbook\.xml", _("tên đã đặt cho các ô")),
        (r"(?:word|xl)/externalLinks/.*|xl/connections\.xml", _("liên kết tới tệp khác")),
    )
)


def place_in_words(where: str) -> str:
    """Where it is, for a person; a place that has no words is given as it is, such as the name of a sheet."""
    for pattern, words in _PLACES:
        if found := pattern.fullmatch(where):
            return str(words).format(*found.groups())
    return where
