"""Cells out of the lines of one flattened row.

In such a dump the cells of a row follow each other with their own lines. Where a cell has a single line, the first
line of the next cell is printed behind it on the same line. The best division is found by dynamic programming: each
cell is judged by what its column may hold and by the width to which the lines of the column are broken.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from caicach.core.documents.cell_lines import mended
from caicach.core.documents.recognition.columns import Role
from caicach.core.schedule.grammar import read_time_frame
from caicach.core.schedule.schedule import ScheduleKind
from caicach.core.text import fold

_POINTS = re.compile(r"\d{1,3}(?:[.,]\d{1,4})?")
_BODY = (
    r"(?:sở|ban|ngành|cơ quan|đơn vị|ubnd|uỷ ban|ủy ban|văn phòng|vp|phòng|trung tâm|báo(?! cáo)|đài|cổng|công an|"
    r"công ty|cục|"
    r"chi cục|thanh tra|hội(?! nghị)|đoàn|mặt trận|tổ|bộ phận|bộ chỉ huy|kho bạc|bảo hiểm|bưu điện|thuế|trường|hđnd|"
    r"địa phương|"
    r"xã|phường|liên đoàn|khối|viện|tòa án|bệnh viện|công chức|lãnh đạo|thành viên|bộ|chi nhánh|doanh nghiệp)"
)
AGENCY = re.compile(
    rf"[-–+]?\s*(?:(?:đơn vị |cơ quan )?(?:chủ trì|phối hợp)\s*:)?\s*(?:giám đốc|thủ trưởng|chủ tịch|chánh|trưởng|"
    rf"phó|người đứng đầu)?"
    rf"\s*(?:các |những )?{_BODY}\b",
    re.IGNORECASE,
)
_RUN_TOGETHER = re.compile(
    r"[^\W\d_]\s(?:(?:Các|Những)\s|(?:Sở|UBND|UBMTTQ|Văn phòng|Công an|Giám đốc|Chủ tịch|Tỉnh đoàn|Trung tâm|Báo|Đài|"
    r"Đoàn Thanh niên|Kho bạc|Bảo hiểm xã hội|VNPT|Viettel|Bưu điện|Thanh tra|Phòng|Chi cục|Hội|Thủ trưởng|Công ty)\b)"
)
_TWO_OFFICES = re.compile(r"\b(?:Văn phòng|VP)\s(?=Phòng|Trung tâm|Các\s|Hội\s|Báo\s|Công an|Tỉnh đoàn|Đoàn T)")
_HARMLESS = re.compile(
    r"(?:\b(?:và|của|các|đốc|trưởng|tịch|Chánh|thuộc|tại|phó|Phó|HĐND|Thường trực|với|cùng|do|từ|cho|theo|gửi|trình|"
    r"Trưởng|Ủy ban|lãnh đạo|Lãnh đạo|đại diện|qua|trên|giữa|về|đến|là|Văn phòng|Phòng|Đảng ủy)|[,;:\-–])$"
)
_PRODUCT = re.compile(
    r"(?:cac )?(?:van ban|bao cao|ke hoach|quyet dinh|hoi nghi|to trinh|danh muc|de an|chuong trinh|bien ban|"
    r"thong bao|huong dan|"
    r"cong van|quy che|quy dinh|nghi quyet|he thong|phan mem|lop|tin|bai|chuyen|ket qua|ho so|bang|co so du lieu|"
    r"phieu|cuoc|"
    r"tai lieu|so lieu|bo |giay|chi thi|noi dung|ty le|du thao|it nhat|\d+)"
)
_STANDARD = re.compile(r"(?:\d+%|dam bao|bao dam|dung|day du|kip thoi|100|toi thieu|hoan thanh|cac |viec |thuc hien)")
_TIME = re.compile(
    r"thang|qu[iy]\b|trong|truoc|sau|thu?o?u?ng x|hang|dinh ky|ca nam|nam \d|theo|tu\b|ngay|den|cham|du kien|\d|khi|"
    r"hoan|giai|t\d|q\d|cuoi|dau|xong|lan|moi|tuan"
)
_JOINS = re.compile(
    r"(?:\b(?:của|và|cho|với|tại|theo|các|được|về|trên|từ|trong|bằng|đến|là|hoặc|thuộc|giai đoạn|năm|tháng|số|quý|"
    r"ngày|Sở|"
    r"Ủy ban|Ủy|Phòng|Đoàn|Trung tâm|Đài|Cổng|UBND|Văn phòng|Giám đốc|Chủ tịch|Thủ trưởng|Chánh)|[,(\-–])$"
)
_LABELLED = re.compile(r"(?:-\s*)?(?:chủ trì|đơn vị chủ trì|cơ quan chủ trì|phối hợp)", re.IGNORECASE)
_HEADING_VALUE = -3.0  # below it a row is taken for a heading of one merged cell
_ANY_LABEL = re.compile(r"(?:chủ trì|phối hợp)\s*:", re.IGNORECASE)
_MOST_LINES = {
    Role.LEAD: 24,
    Role.COORDINATING: 30,
    Role.AGENCIES: 40,
    Role.TIME: 8,
    Role.START: 5,
    Role.END: 5,
    Role.NOTE: 12,
}
_MOST_LINES_OF_A_ROW = 70
_IMPOSSIBLE = -40.0


@dataclass(slots=True)
class Widths:
    """What the rows have taught of the columns: the longest line of each, in letters, and the manner of labels."""

    longest: Mapping[Role, int] = field(default_factory=dict)
    is_labelled: bool = False  # cells of lead and coordination open with "Chủ trì:"


def cells_of(parts: Sequence[Sequence[str]], roles: Sequence[Role], widths: Widths) -> dict[Role, str]:
    """Divide the lines of a row (without its number) into the columns that stand right of it.

    parts: the lines on each page that the row stands on; on a new page every cell goes on from the first column.
    """
    if sum(map(len, parts)) > _MOST_LINES_OF_A_ROW:  # the numbers of the rows below were not seen: nothing is sure
        return {Role.TITLE: _joined([line for lines in parts for line in lines])}
    cells: dict[Role, str] = {}
    for number, lines in enumerate(parts):
        division = _Division(lines, tuple(roles), widths, before=cells, is_torn=number < len(parts) - 1)
        value, cuts = division.best(0, 0, 0)
        if len(parts) == 1 and (value < _HEADING_VALUE or _is_heading(lines, widths)):
            return {Role.TITLE: _joined(lines)}
        for role, text in zip(roles, division.texts(cuts), strict=False):
            if text:
                cells[role] = _joined([cells[role], text]) if role in cells else text
    return cells


def _is_heading(lines: Sequence[str], widths: Widths) -> bool:
    """Lines that run far beyond the width of the title's column: the cell is merged with those beside it."""
    widest = widths.longest.get(Role.TITLE)
    if not widest or len(lines) > 3:
        return False
    return len(lines[0]) > widest * 1.8 and not any(AGENCY.match(line) for line in lines[1:])


class _Piece:
    """Words that may be one cell: judged for many columns, so what does not depend on the column is known once."""

    __slots__ = ("breaks", "lengths", "text")

    def __init__(self, lines: list[str]) -> None:
        self.text = _joined(lines)
        self.lengths = [len(line) for line in lines]
        self.breaks = [_broken(line, following) for line, following in zip(lines, lines[1:], strict=False)]


@lru_cache(maxsize=16_384)
def _broken(line: str, following: str) -> tuple[int, bool]:
    """How wide a line would be with the first word of the next, and whether that one opens like another cell."""
    first = following.split()[0]
    return len(line) + 1 + len(first), following[:1].isupper() and not _JOINS.search(line)


class _Division:
    """The search: `best` gives the value and the cuts of the best way to fill the columns from a place on.

    before: what the cells of the row hold on earlier pages. is_torn: they go on on the next one.
    """

    def __init__(
        self,
        lines: Sequence[str],
        roles: tuple[Role, ...],
        widths: Widths,
        *,
        before: Mapping[Role, str],
        is_torn: bool,
    ) -> None:
        self.words = [line.split() for line in lines if line.strip()]
        self.lines = [" ".join(words) for words in self.words]
        self.roles, self.widths, self.is_torn = roles, widths, is_torn
        self.before = dict(before)
        self.memory: dict[tuple[int, int, int], tuple[float, tuple[tuple[int, int], ...]]] = {}
        self.pieces: dict[tuple[tuple[int, int], tuple[int, int]], _Piece] = {}

    def best(self, column: int, line: int, word: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if column == len(self.roles):
            left = sum(len(words) for words in self.words[line:]) - word
            return (_IMPOSSIBLE * min(left, 5) if left else 0.0), ()
        key = (column, line, word)
        if key not in self.memory:
            self.memory[key] = max(
                (self._with(column, line, word, end) for end in self._ends(column, line, word)),
                key=lambda found: found[0],
            )
        return self.memory[key]

    def _with(
        self, column: int, line: int, word: int, end: tuple[int, int]
    ) -> tuple[float, tuple[tuple[int, int], ...]]:
        own = self._value(self.roles[column], (line, word), end)
        rest, cuts = self.best(column + 1, *end)
        return own + rest, (end, *cuts)

    def _ends(self, column: int, line: int, word: int) -> list[tuple[int, int]]:
        """Where a cell may end: nowhere (empty), within its only line, or at the end of a later line."""
        ends = [(line, word)]
        if line >= len(self.words):
            return ends
        if column == len(self.roles) - 1:
            return [*ends, (len(self.words), 0)]
        ends.extend((line, stop) for stop in range(word + 1, len(self.words[line])) if self._may_begin(line, stop))
        if self.roles[column] in _ONE_LINE:
            return [*ends, (line + 1, 0)]
        last = min(len(self.words), line + _MOST_LINES.get(self.roles[column], len(self.words))) + 1
        ends.extend((stop, 0) for stop in range(line + 1, last) if self._may_begin(stop, 0))
        if self.roles[column + 1] in _DATED:
            ends.extend(self._beside(line))
        return ends

    def _beside(self, line: int) -> list[tuple[int, int]]:
        """Cells set in the middle of their height: a time may stand behind the last line of the cell before it."""
        return [
            (stop, word)
            for stop in range(line + 1, len(self.words))
            for word in range(1, len(self.words[stop]))
            if self._may_begin(stop, word) and _opens_a_time(self.words[stop][word])
        ]

    def _may_begin(self, line: int, word: int) -> bool:
        """No cell begins with a small letter, or in the middle of a name, unless it began on another page."""
        if line >= len(self.words) or self.before:
            return True
        return not self.words[line][word][0].islower() and self.words[line][word] not in ("–", "&", ")", "/")

    def _lines(self, start: tuple[int, int], end: tuple[int, int]) -> list[str]:
        if start == end:
            return []
        if start[0] == end[0]:
            return [" ".join(self.words[start[0]][start[1] : end[1]])]
        first = " ".join(self.words[start[0]][start[1] :])
        middle = self.lines[start[0] + 1 : end[0]]
        last = [" ".join(self.words[end[0]][: end[1]])] if end[1] else []
        return [first, *middle, *last]

    def texts(self, cuts: Sequence[tuple[int, int]]) -> list[str]:
        start, found = (0, 0), []
        for end in cuts:
            found.append(_joined(self._lines(start, end)))
            start = end
        return found

    def _piece(self, start: tuple[int, int], end: tuple[int, int]) -> _Piece:
        if (start, end) not in self.pieces:
            self.pieces[start, end] = _Piece(self._lines(start, end))
        return self.pieces[start, end]

    def _value(self, role: Role, start: tuple[int, int], end: tuple[int, int]) -> float:
        above = self.before.get(role, "")
        if start == end:
            return _meaning(role, above) if above else _EMPTY.get(role, -0.5)
        piece = self._piece(start, end)
        text = _joined([above, *self._lines(start, end)]) if above else piece.text
        if self.is_torn:
            return max(_meaning(role, text), _begun(role, text)) + self._shape(role, piece)
        if role is Role.AGENCIES and self.widths.is_labelled and not _LABELLED.match(text):
            return _IMPOSSIBLE / 4
        return _meaning(role, text) + self._shape(role, piece)

    def _shape(self, role: Role, piece: _Piece) -> float:
        """Lines that are broken to the width of the column speak for it, too long or too short ones against it."""
        widest = self.widths.longest.get(role)
        value = 0.0
        if widest:
            value -= 2.0 * sum(length > widest + 2 for length in piece.lengths)
        limit = widest or max(piece.lengths)
        for used, is_another in piece.breaks:
            room = limit - used
            if room > limit * 0.12 and room > 1:
                value -= 1.6 if widest else 0.7
            if is_another and room > 0:
                value -= 0.5
        return value


@lru_cache(maxsize=4096)
def _opens_a_time(word: str) -> bool:
    return bool(_TIME.match(fold(word)))


_DATED = {Role.TIME, Role.START, Role.END, Role.MAX_SCORE}
_ONE_LINE = {Role.MAX_SCORE, Role.PREVIOUS_SCORE, Role.TARGET_SCORE}
_EMPTY: dict[Role, float] = {
    Role.TITLE: -12.0,
    Role.LEAD: -2.5,
    Role.AGENCIES: -2.5,
    Role.TIME: -1.5,
    Role.START: -1.5,
    Role.END: -0.8,
    Role.DELIVERABLE: -1.2,
    Role.COORDINATING: -1.0,
    Role.ACCEPTANCE: -1.0,
    Role.MAX_SCORE: -1.0,
    Role.PREVIOUS_SCORE: -1.0,
    Role.TARGET_SCORE: -1.0,
    Role.SOLUTIONS: -0.4,
    Role.NOTE: 0.0,
    Role.BUDGET: -0.2,
}


@lru_cache(maxsize=200_000)
def _meaning(role: Role, text: str) -> float:
    """How well a text suits a column."""
    if role in _ONE_LINE:
        return 3.0 if _POINTS.fullmatch(text) else -15.0
    value = -2.5 if text[0].islower() or text[0] in ",.;:)" else 0.0
    if _JOINS.search(text[-16:]):
        value -= 2.0
    if role in _DATED:
        return value + _time_value(text)
    if role in (Role.LEAD, Role.COORDINATING, Role.AGENCIES):
        return value + _agency_value(role, text)
    if role is Role.NOTE:
        return value - 1.5
    return value + _words_value(role, text)


def _begun(role: Role, text: str) -> float:
    """How well words suit a column that goes on on the next page: a time may still lack its month."""
    return 0.5 if role in _DATED and _TIME.match(fold(text)) and len(text) < 60 else _IMPOSSIBLE


def _words_value(role: Role, text: str) -> float:
    """Columns of free words are known by how they open."""
    key = fold(text[:60])
    if role is Role.BUDGET:
        return 2.0 if re.fullmatch(r"[\d.,]+(?: ?(?:trieu|ty)?(?: dong)?)?", key) else -8.0
    if re.fullmatch(r"[\d.,]{4,}", key):
        return -8.0
    if role is Role.DELIVERABLE:
        opens = 1.2 if _PRODUCT.match(key) else -0.2
        return opens - 1.2 * _run_together(text) - max(0, len(text) - 160) * 0.01
    if role is Role.ACCEPTANCE:
        return 0.8 if _STANDARD.match(key) else 0.0
    if role is Role.TITLE and key.startswith(("chu tri:", "phoi hop:")):
        return -10.0
    return -3.0 if _ANY_LABEL.search(text) else 0.0


def _time_value(text: str) -> float:
    if len(text) > 140 or not _TIME.match(fold(text)):
        return -15.0
    schedule = read_time_frame("", text, year=2026)
    if schedule.kind in (ScheduleKind.UNREADABLE, ScheduleKind.NONE):
        return -12.0
    return 3.0 if schedule.due_on or schedule.kind is not ScheduleKind.WINDOW else 1.0


def _run_together(text: str) -> int:
    """How often a name begins without anything that divides it from the words before: two cells read as one."""
    joined = sum(not _HARMLESS.search(text[: found.start() + 1]) for found in _RUN_TOGETHER.finditer(text))
    return joined + len(_TWO_OFFICES.findall(text))


def _agency_value(role: Role, text: str) -> float:
    if not AGENCY.match(text):
        return -6.0
    key = fold(text)
    value = 2.0 - 2.5 * _run_together(text)
    if role is Role.AGENCIES:
        value += 1.5 * key.startswith("chu tri") - 2.0 * ("phoi hop" in key and not key.startswith("chu tri"))
    if role is Role.COORDINATING and re.match(r"cac |nhung ", key):
        value += 0.5
    if role is Role.LEAD and key.count("co quan, don vi"):
        value -= 1.0
    return value - max(0, len(key) - 260) * 0.02


def _joined(lines: Sequence[str]) -> str:
    text = ""
    for line in lines:
        is_torn = text.endswith("-") and text[-2:-1].isalpha()
        text = text + line if is_torn or not text else f"{text}\n{line}"
    return mended(text).replace("\n", " ")
