"""A decision that lists only what it changes in a plan: rows that are replaced, added, abolished.

The text is lines; lines with tabs are a table. A clause names its row by number (with the heading it stands under) or
by name in quotes. What is not understood is a doubt with its line, never a guess.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from caicach.core.text import fold, nfc, squeeze

CELLS = (
    "title", "acceptance_note", "deliverable", "lead_text", "coordinating_text", "start_text", "end_text",
    "budget_million_vnd", "note",
)  # fmt: skip


class Act(StrEnum):
    REPLACE = "replace"
    ADD = "add"
    ABOLISH = "abolish"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One change. section: the heading above the row, as printed ("II"); name: the title it has in the plan now."""

    line: int
    words: str
    act: Act
    code: str = ""
    section: str = ""
    name: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line that says something about rows and was not understood. code: act_unknown, row_not_named, …"""

    code: str
    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Amending:
    """All that was read. others: lines that change no row, such as heading block, bases and signature."""

    clauses: Sequence[Clause]
    doubts: Sequence[Doubt]
    others: Sequence[tuple[int, str]]


_MARK = r"(?:(?:Điều|Khoản)\s+\d+\.\s*|\d+(?:\.\d+)*[.)]\s+|[a-zđ][.)]\s+|[-–+]\s*)?"
_ACTS = (
    (Act.REPLACE, r"sửa đổi, bổ sung|sửa đổi|điều chỉnh|thay thế|thay đổi"),
    (Act.ADD, r"bổ sung|thêm"),
    (Act.ABOLISH, r"bãi bỏ|hủy bỏ|huỷ bỏ|không thực hiện|bỏ"),
)
_ACT = re.compile("|".join(f"(?P<{act.value}>{words})" for act, words in _ACTS), re.IGNORECASE)
_WHAT = r"(?:các\s+|một số\s+)?(?:nhiệm vụ|hoạt động|công việc|nội dung|mục|dòng)"
_CLAUSE = re.compile(
    rf"^{_MARK}(?P<act>{_ACT.pattern})\s+(?:mới\s+)?{_WHAT}\b\s*(?P<rest>.*)$", re.IGNORECASE | re.DOTALL
)
_NAMED = re.compile(
    rf"^{_MARK}(?:nhiệm vụ|hoạt động|công việc)\s+(?P<rest>(?:số|thứ|[“\"\d]).*)$", re.IGNORECASE | re.DOTALL
)
_CODE = re.compile(
    r"^(?:số\s+|thứ\s+|có số thứ tự\s+)?"
    r"(?P<code>(?:[IVXLC]+|[A-Z])?(?:[./]?\d+)+(?:\.[a-zđ])?|[IVXLC]+|[A-Z])(?=[\s.,:;)“\"]|$)"
)
_SECTION = re.compile(
    r"^[\s,]*(?:vào|tại|thuộc|của)?\s*(?:mục|phần|nhóm)\s+(?P<section>[IVXLC]+(?:\.\d+)*|[A-Z]|\d+(?:\.\d+)*)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"^[\s,:]*[“\"](?P<name>[^”\"]+)[”\"]")
_PLAN = re.compile(
    r"^[\s,]*(?:tại|của|ban hành|kèm theo|trong)\b(?!\s*(?:mục|phần|nhóm))"
    r"[^:“\";]*?(?:Kế hoạch|Phụ lục|Quyết định|Danh mục)[^:“\";]*",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^Điều\s+\d+", re.IGNORECASE)
_LEADS_ON = re.compile(r"(?:như sau|sau đây|sau)\s*[:.]?\s*$", re.IGNORECASE)
_SPEAKS_OF_ROWS = re.compile(r"\b(?:nhiệm vụ|hoạt động|công việc)\s+(?:số|thứ)\s*[IVXLC\d]", re.IGNORECASE)
_ROMAN_FIRST = re.compile(r"^(?P<section>[IVXLC]+|[A-Z])[./\s]+(?P<code>\d.*)$")
_LABELS: Mapping[str, tuple[str, ...]] = {
    "lead_text": ("co quan chu tri", "don vi chu tri", "chu tri"),
    "coordinating_text": ("co quan phoi hop", "don vi phoi hop", "phoi hop"),
    "start_text": ("thoi gian bat dau", "bat dau"),
    "end_text": ("thoi gian hoan thanh", "thoi han hoan thanh", "thoi gian thuc hien", "thoi han", "thoi gian",
                 "ket thuc", "hoan thanh"),
    "deliverable": ("san pham", "ket qua"),
    "acceptance_note": ("tieu chuan", "yeu cau"),
    "budget_million_vnd": ("kinh phi",),
    "note": ("ghi chu",),
    "title": ("noi dung", "ten nhiem vu", "nhiem vu"),
}  # fmt: skip
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "act": ("hinh thuc", "noi dung thay doi", "thay doi", "sua doi"),
    "code": ("so thu tu tai", "stt tai", "so thu tu cua", "so thu tu trong", "so tt tai"),
    "section": ("thuoc muc", "muc", "phan"),
    "own": ("stt", "tt", "so tt", "so thu tu"),
    **_LABELS,
}
_ORDINALS = re.compile(r"^\(?\d{1,2}\)?$")


def read_amending(text: str) -> Amending:
    """Read the text of a decision."""
    reader = _Reader()
    for number, line in enumerate(nfc(text).replace("\r\n", "\n").split("\n"), 1):
        if "\t" in line:
            reader.table_line(number, [squeeze(cell) for cell in line.split("\t")])
        elif squeeze(line):
            reader.text_line(number, squeeze(line))
    return Amending(reader.clauses, reader.doubts, reader.others)


class _Reader:
    """Goes through the lines; knows what the heading above them does to the rows that follow."""

    def __init__(self) -> None:
        self.clauses: list[Clause] = []
        self.doubts: list[Doubt] = []
        self.others: list[tuple[int, str]] = []
        self._act: Act | None = None
        self._columns: dict[int, str] | None = None

    def text_line(self, number: int, words: str) -> None:
        self._columns = None
        if _ARTICLE.match(words):
            self._act = None
        found = _CLAUSE.match(words)
        if found and _is_heading(words, found["rest"]):
            self._act = _act_of(found["act"], is_heading=True) if _LEADS_ON.search(words) else None
            self.others.append((number, words))
        elif found:
            self._clause(number, words, _act_of(found["act"]), found["rest"])
        elif named := _NAMED.match(words):
            self._clause(number, words, self._act, named["rest"])
        elif _SPEAKS_OF_ROWS.search(words):
            self.doubts.append(Doubt("act_unknown", number, words))
        else:
            self.others.append((number, words))

    def _clause(self, number: int, words: str, act: Act | None, rest: str) -> None:
        if act is None:
            self.doubts.append(Doubt("act_unknown", number, words))
            return
        code, section, name, rest = _named_row(rest)
        said = list(_said(rest))
        if act is Act.ADD and name:
            said, name = [("title", name), *said], ""
        cells = dict(said)
        if len(cells) < len(said) or (cells and act is Act.ABOLISH):
            self.doubts.append(Doubt("too_much_said", number, words))
            return
        if not code and not name and not (act is Act.ADD and cells):
            self.doubts.append(Doubt("row_not_named", number, words))
            return
        self._add(Clause(line=number, words=words, act=act, code=code, section=section, name=name, cells=cells))

    def table_line(self, number: int, cells: list[str]) -> None:
        words = " | ".join(cell for cell in cells if cell)
        if not words:
            return
        if self._columns is None:
            self._columns = _columns_of(cells)
            if self._columns is None:
                self.others.append((number, words))  # a table of another kind, such as the block of the signature
            return
        distinct = {cell for cell in cells if cell}
        if all(_ORDINALS.match(cell) for cell in cells if cell) and len(distinct) > 1:
            return
        if len(distinct) == 1 and (only := _ACT.match(next(iter(distinct)))):
            self._act = _act_of(only[0])
            return
        row = {name: cells[place] for place, name in self._columns.items() if place < len(cells)}
        self._row(number, words, row)

    def _row(self, number: int, words: str, row: dict[str, str]) -> None:
        said = _ACT.match(row.pop("act", ""))
        act = _act_of(said[0]) if said else self._act
        if act is None:
            self.doubts.append(Doubt("act_unknown", number, words))
            return
        own, code = row.pop("own", ""), row.pop("code", None)
        section, code = _divided(own if code is None else code, row.pop("section", ""))
        cells = {name: text for name, text in row.items() if name in CELLS and text}
        name = ""
        if not code and act is not Act.ADD:
            name = cells.pop("title", "")
        if act is Act.ABOLISH and code:
            name, cells = cells.get("title", ""), {}
        if not code and not name and not (act is Act.ADD and cells.get("title")):
            self.doubts.append(Doubt("row_not_named", number, words))
            return
        self._add(Clause(line=number, words=words, act=act, code=code, section=section, name=name, cells=cells))

    def _add(self, clause: Clause) -> None:
        if clause.act is Act.REPLACE and not clause.cells:
            self.doubts.append(Doubt("nothing_said", clause.line, clause.words))
        elif clause.act is Act.ADD and not clause.cells.get("title"):
            self.doubts.append(Doubt("title_missing", clause.line, clause.words))
        else:
            self.clauses.append(clause)


def _act_of(words: str, *, is_heading: bool = False) -> Act | None:
    """“Sửa đổi, bổ sung một số nhiệm vụ như sau” leaves open what happens to each row."""
    if is_heading and fold(words) == fold("sửa đổi, bổ sung"):
        return None
    found = _ACT.match(words)
    return next(act for act, _words in _ACTS if found and found[act.value] is not None) if found else None


def _is_heading(words: str, rest: str) -> bool:
    """ "Bãi bỏ các nhiệm vụ sau:", or the title of the decision: speaks of rows and names none."""
    speaks_of_some = bool(_LEADS_ON.search(words)) or "mot so" in fold(words)
    return speaks_of_some and not _CODE.match(_behind_plan(rest)) and "“" not in words


def _behind_plan(rest: str) -> str:
    found = _PLAN.match(rest)
    return rest[found.end() :].strip() if found else rest.strip()


def _named_row(rest: str) -> tuple[str, str, str, str]:
    """Number, heading and name of the row, and what is said of it."""
    code = section = name = ""
    rest = rest.strip()
    for _step in range(4):
        if not code and (found := _CODE.match(rest)):
            code, rest = found["code"], rest[found.end() :]
        elif not section and (found := _SECTION.match(rest)):
            section, rest = found["section"], rest[found.end() :]
        elif not name and (found := _NAME.match(rest)):
            name, rest = squeeze(found["name"]), rest[found.end() :]
        elif found := _PLAN.match(rest):
            rest = rest[found.end() :]
        else:
            break
        rest = rest.strip()
    divided, code = _divided(code, section)
    return code, divided, name, rest


def _divided(code: str, section: str) -> tuple[str, str]:
    """ "II.1.2" is the row 1.2 under II."""
    code, section = code.strip(" .)"), section.strip(" .)")
    found = _ROMAN_FIRST.match(code)
    if found and not section:
        return found["section"], found["code"].strip(" .)")
    return section, code


def _said(rest: str) -> Iterator[tuple[str, str]]:
    """The cells that a clause names: “thời hạn: trước ngày …; chủ trì: …”. Words without a label are the title."""
    rest = re.sub(r"^\s*(?:như sau|thành|với nội dung)?\s*[:.]?\s*", "", rest, flags=re.IGNORECASE).rstrip(" .;")
    for part in filter(None, (one.strip() for one in rest.split(";"))):
        label, sign, said = part.partition(":")
        name = _label_of(label) if sign else None
        if name is not None:
            yield name, said.strip(' “”"')
        elif part:
            yield "title", part.strip(' “”"')


def _label_of(words: str) -> str | None:
    folded = fold(words)
    return next((name for name, marks in _LABELS.items() if folded in marks or _ends(folded, marks)), None)


def _ends(folded: str, marks: Sequence[str]) -> bool:
    return any(folded == f"{lead} {mark}" for mark in marks for lead in ("ve", "sua", "doi", "sua doi", "dieu chinh"))


def _columns_of(cells: Sequence[str]) -> dict[int, str] | None:
    """The columns of a heading row; None where the first row is not one."""
    found: dict[int, str] = {}
    for place, cell in enumerate(cells):
        words = fold(cell)
        name = next((name for name, marks in _COLUMNS.items() if any(_heads(words, mark) for mark in marks)), None)
        if name is not None and name not in found.values():
            found[place] = name
    return found if {"title", "code", "own"} & set(found.values()) and len(found) > 1 else None


def _heads(words: str, mark: str) -> bool:
    if mark in ("tt", "stt", "so tt", "so thu tu", "muc", "phan"):
        return words == mark
    return mark in words and len(words) < 60
