"""A cell of several lines as one line, with what stood apart kept apart by semicolons."""

import re
from functools import lru_cache

from caicach.core.documents.agency_words import COMPOUND, HEAD, START
from caicach.core.text import nfc, squeeze

BULLET = re.compile(r"^(?:[-–—+•*·●○▪]+|[0-9]{1,2}[.)](?=\s)|[a-zđ]\)(?=\s))\s*")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_BREAKING_TAG = re.compile(r"<(?:br|/?li|/?p|/?ul|/?ol|/?div)\b[^<>]{0,200}>", re.IGNORECASE)
_GOES_ON = re.compile(  # the end of a line behind which even the first word of an agency does not begin a new one
    r"(?:[,:(&-]|\b(?:và|của|thuộc|với|các|Các|được|do|giao|tại|trên|chủ trì|phối hợp|Ủy ban|Uỷ ban|Thường trực"
    r"|Trung tâm|Công ty|Chi nhánh|Bộ|Cục|Chi cục|Đoàn|Hội|Hội đồng|Đảng ủy|Đại diện))$"
)
_OFFICE_OF = re.compile(r"UBND|HĐND|Ủy ban|Uỷ ban|Hội đồng|Sở|Đoàn|Tỉnh|Thành|Đảng|Ban Chỉ")  # "Văn phòng" of whom


_IN_A_FIGURE = re.compile(r"[\d/.-]\s*\n\s*/?\d")  # without this none of the next five is found
_TORN_FIGURES = (  # what a narrow column breaks in the middle of a word
    (re.compile(r"(?<=\d[/.-])\s*\n\s*(?=\d)|(?<=\d)\s*\n\s*(?=[/]\d)"), ""),
    (re.compile(r"(?P<head>[/.-]\d{1,3})\s*\n\s*(?P<tail>\d{1,3})(?!\d)"), r"\g<head>\g<tail>"),
    (re.compile(r"(?P<head>\bnăm 20?)\s*\n\s*(?P<tail>\d{2,3})(?!\d)", re.IGNORECASE), r"\g<head>\g<tail>"),
    (re.compile(r"(?P<head>\d\.(?:\d{3}\.)*\d\d)\s*\n\s*(?P<tail>\d)(?!\d)"), r"\g<head>\g<tail>"),
    (re.compile(r"(?P<head>\d\.(?:\d{3}\.)+\d)\s*\n\s*(?P<tail>\d\d)(?!\d)"), r"\g<head>\g<tail>"),
)
_TORN_WORDS = (
    (re.compile(r"(?<=\w)\n(?P<tail>[bcdđghklmnpqrstvx]{1,2})(?=\s|$)"), r"\g<tail>"),  # no word has only consonants
    (re.compile(r"(?<=\w)[ \t]-[ \t]*\n\s*(?=\w)"), " - "),
)
_TORN_NAMES = tuple(
    (re.compile(r"\s+".join(map(re.escape, name.split())), re.IGNORECASE), name) for name in COMPOUND if " - " in name
)


@lru_cache(maxsize=8192)  # flattened text tries the same pieces of cells many times
def mended(text: str) -> str:
    """The lines of a cell with figures and names put together again that a line end has torn: "15/01/202⏎6"."""
    torn = (*_TORN_FIGURES, *_TORN_WORDS) if _IN_A_FIGURE.search(text) else _TORN_WORDS if "\n" in text else ()
    for pattern, instead in (*torn, *_TORN_NAMES) if "-" in text else torn:
        text = pattern.sub(instead, text)
    return text


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
    if re.search(r"(?:^|\s)(?:Văn phòng|VP)$", last) and _OFFICE_OF.match(line):
        return False
    return (
        not line[0].islower() and bool(START.match(line)) and not _GOES_ON.search(before) and not HEAD.fullmatch(last)
    )
