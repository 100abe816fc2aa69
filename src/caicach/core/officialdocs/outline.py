"""Which line of a paper is what: heading block, kind, subject, bases, signature, recipients, annexes."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from caicach.core.officialdocs.lines import Line

NATION_WORDS = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM", re.IGNORECASE)
MOTTO_WORDS = re.compile(r"Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc", re.IGNORECASE)
NUMBER_WORDS = re.compile(r"^Số\s*:", re.IGNORECASE)
DATE_WORDS = re.compile(r"\bngày\b.*\btháng\b.*\bnăm\b", re.IGNORECASE)
_LETTER_SUBJECT = re.compile(r"^V/v\b", re.IGNORECASE)
_RECIPIENTS = re.compile(r"^Nơi nhận\s*:?", re.IGNORECASE)
_ANNEX = re.compile(r"^PHỤ LỤC(?:\s+(?P<number>[IVXLC]+|\d+|[A-Z]))?(?:\s*[:.])?$", re.IGNORECASE)
_BASES_END = re.compile(r"^(?:QUYẾT ĐỊNH|QUYẾT NGHỊ)\s*:|^Điều\s+1\b")
ARTICLE = re.compile(r"^Điều\s+\d+\s*[.:]?")
KINDS = (
    "NGHỊ QUYẾT", "QUYẾT ĐỊNH", "CHỈ THỊ", "QUY CHẾ", "QUY ĐỊNH", "THÔNG CÁO", "THÔNG BÁO", "HƯỚNG DẪN",
    "CHƯƠNG TRÌNH", "KẾ HOẠCH", "PHƯƠNG ÁN", "ĐỀ ÁN", "DỰ ÁN", "BÁO CÁO", "BIÊN BẢN", "TỜ TRÌNH", "HỢP ĐỒNG",
    "CÔNG ĐIỆN", "BẢN GHI NHỚ", "BẢN THỎA THUẬN", "GIẤY ỦY QUYỀN", "GIẤY MỜI", "GIẤY GIỚI THIỆU",
    "GIẤY NGHỈ PHÉP", "PHIẾU GỬI", "PHIẾU CHUYỂN", "PHIẾU BÁO", "THƯ CÔNG",
)  # fmt: skip
_WITH_BASES = ("QUYẾT ĐỊNH", "NGHỊ QUYẾT")
_HEAD_LINES = 14
_SIGN_LINES = 12


@dataclass(slots=True)
class PaperOutline:
    """The lines of a paper by what they are; a part that was not found is none or empty."""

    lines: Sequence[Line]
    nation: Line | None = None
    motto: Line | None = None
    superiors: list[Line] = field(default_factory=list)
    agency: Line | None = None
    number: Line | None = None
    day: Line | None = None
    letter_subject: Line | None = None
    kind: Line | None = None
    subject: Line | None = None
    bases: list[Line] = field(default_factory=list)
    text: list[Line] = field(default_factory=list)
    signature: list[Line] = field(default_factory=list)
    recipients_head: Line | None = None
    recipients: list[Line] = field(default_factory=list)
    annexes: list[tuple[Line, str]] = field(default_factory=list)
    is_annex: bool = False  # the file holds nothing but an annex

    @property
    def layout_tables(self) -> list[Any]:
        """Tables that only lay out heading block and signature."""
        placed = (self.nation, self.number, self.recipients_head)
        return [line.table for line in placed if line is not None and line.table is not None]

    @property
    def needs_bases(self) -> bool:
        return self.kind is not None and self.kind.words.upper() in _WITH_BASES


def outline_of(lines: Sequence[Line]) -> PaperOutline:
    """Sort the lines. A file whose first line is “Phụ lục” and that has no national heading is an annex alone."""
    outline = PaperOutline(lines)
    annexes = [(line, found) for line in lines if line.table is None and (found := _ANNEX.match(line.words))]
    outline.annexes = [(line, found["number"] or "") for line, found in annexes]
    first = annexes[0][0].order if annexes else len(lines) + 1
    main = [line for line in lines if line.order < first]
    outline.is_annex = not main and bool(annexes)
    after = _sort_head(outline, main)
    before = _sort_end(outline, main)
    _sort_text(outline, [line for line in main if after < line.order < before])
    return outline


def _sort_head(outline: PaperOutline, main: Sequence[Line]) -> int:
    """The heading block; the place of its last line."""
    nation = _first(main[:_HEAD_LINES], lambda line: NATION_WORDS.search(line.words))
    is_table = nation is not None and nation.table is not None
    head = [line for line in main if line.table is nation.table] if nation and is_table else list(main[:_HEAD_LINES])
    outline.nation = nation
    outline.motto = _first(head, lambda line: MOTTO_WORDS.search(line.words))
    outline.number = _first(head, lambda line: NUMBER_WORDS.match(line.words))
    outline.day = _first(head, lambda line: DATE_WORDS.search(line.words) and len(line.words) < 70)
    outline.letter_subject = _first(head, lambda line: _LETTER_SUBJECT.match(line.words))
    own = [line for line in head if _names_agency(outline, line)]
    if own:
        outline.superiors, outline.agency = own[:-1], own[-1]
    known = [outline.nation, outline.motto, outline.number, outline.day, outline.letter_subject]
    placed = head if is_table else [line for line in known if line is not None]
    return max((line.order for line in placed), default=0)


def _names_agency(outline: PaperOutline, line: Line) -> bool:
    """Lines above the number, in its cell; without a table those that stand above it and are nothing else."""
    if outline.number is None or line.order >= outline.number.order:
        return False
    if line in (outline.nation, outline.motto, outline.day):
        return False
    return _is_below(line, outline.number) and any(letter.isalpha() for letter in line.text)


def _is_below(line: Line, other: Line) -> bool:
    """Whether two lines stand in one column of one table, or both in none."""
    return line.table is other.table and line.column == other.column


def _sort_end(outline: PaperOutline, main: Sequence[Line]) -> int:
    """Recipients and signature; the place of the first of their lines."""
    head = _first(reversed(main), lambda line: _RECIPIENTS.match(line.words))
    if head is None:
        return len(outline.lines) + 1
    outline.recipients_head = head
    if head.table is None:
        behind = [line for line in main if line.order > head.order and line.table is None]
        outline.recipients = [line for line in behind if line.words.startswith(("-", "–", "+"))]
        near = [line for line in main if abs(line.order - head.order) <= _SIGN_LINES and line.table is None]
        outline.signature = [line for line in near if _is_authority(line)][:2]
        return min(line.order for line in (head, *outline.signature))
    ends = [line for line in main if line.table is head.table]
    outline.recipients = [line for line in ends if _is_below(line, head) and line.order > head.order]
    others = [line for line in ends if not _is_below(line, head)]
    outline.signature = others[: _authority_lines(others)]
    return min(line.order for line in ends)


def _authority_lines(lines: Sequence[Line]) -> int:
    """How many lines stand together at the top: authority and title; the name follows after room for the signature."""
    count = 1
    for before, line in zip(lines, lines[1:], strict=False):
        if line.paragraph is not before.paragraph and line.paragraph.getprevious() is not before.paragraph:
            break
        count += 1
    return min(count, 3)


def _is_authority(line: Line) -> bool:
    return any(letter.isalpha() for letter in line.text) and line.words == line.words.upper() and len(line.words) < 80


def _sort_text(outline: PaperOutline, rest: Sequence[Line]) -> None:
    kind = _first(rest[:4], lambda line: line.table is None and line.words.upper() in KINDS)
    if outline.letter_subject is None and kind is not None:
        outline.kind = kind
        behind = [line for line in rest if line.order > kind.order]
        if behind and behind[0].table is None and behind[0].alignment == "center":
            outline.subject = behind[0]
        rest = behind[1:] if outline.subject else behind
    outline.text = [line for line in rest if line.table is None]
    if outline.needs_bases:
        for line in outline.text:
            if _BASES_END.match(line.words):
                break
            if line.alignment != "center":
                outline.bases.append(line)


def _first(lines: Iterable[Line], test: Callable[[Line], object]) -> Line | None:
    return next((line for line in lines if test(line)), None)
