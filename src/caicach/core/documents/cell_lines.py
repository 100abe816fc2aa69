"""A cell of several lines as one line, with what stood apart kept apart by semicolons."""

import re

from caicach.core.documents.agency_words import HEAD, START
from caicach.core.text import nfc, squeeze

BULLET = re.compile(r"^(?:[-–—+•*·●○▪]+|[0-9]{1,2}[.)](?=\s)|[a-zđ]\)(?=\s))\s*")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_BREAKING_TAG = re.compile(r"<(?:br|/?li|/?p|/?ul|/?ol|/?div)\b[^<>]{0,200}>", re.IGNORECASE)
_GOES_ON = re.compile(  # the end of a line that cannot be the end of a name
    r"(?:[,:(&-]|\b(?:và|của|thuộc|với|các|được|do|giao|tại|trên|chủ trì|phối hợp|Các|Ủy ban|Uỷ ban|UBND|HĐND"
    r"|Thường trực|Sở|Phòng|Ban|Trung tâm|Công ty|Chi nhánh|Bộ|Cục|Chi cục|Đoàn|Hội|Hội đồng|Đảng ủy|Đại diện))$"
)

_OFFICE_OF = re.compile(r"UBND|HĐND|Ủy ban|Uỷ ban|Hội đồng|Sở|Đoàn|Tỉnh|Thành|Đảng|Ban Chỉ")  # "Văn phòng" of whom


def lines_as_list(text: str) -> str:
    """The cell in one line; a line that begins with a bullet or a new agency is kept apart by a semicolon."""
    joined = ""
    for line in map(squeeze, _TAG.sub(" ", _BREAKING_TAG.sub("\n", nfc(text))).splitlines()):
        bare = BULLET.sub("", line)
        if not line:
            continue
        if joined and (bare != line or _is_new(joined, line)):
            joined = f"{joined.rstrip(' ;')}; {bare}"
        else:
            joined = f"{joined} {line}"
    return joined.strip()


def _is_new(before: str, line: str) -> bool:
    """Whether a line without a bullet begins another agency: not in small letters, not behind an unfinished line."""
    last = before.rsplit(";", 1)[-1].strip()
    if last.endswith("Văn phòng") and _OFFICE_OF.match(line):
        return False
    return (
        not line[0].islower() and bool(START.match(line)) and not _GOES_ON.search(before) and not HEAD.fullmatch(last)
    )
