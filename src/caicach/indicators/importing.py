"""What a file of figures would do to the ledger: row by row, with every problem and how to repair it."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from caicach.agencies.matching import AgencyFinder
from caicach.agencies.models import Agency
from caicach.core.figures import read_typed_figure
from caicach.core.text import fold
from caicach.indicators.columns import FIGURE_HEADINGS
from caicach.indicators.entries import Entry, EntryKey, check_entry
from caicach.indicators.models import IMPORT, TYPED, Figure, Indicator
from caicach.tables.rows import RowProblem, parse_day
from caicach.tables.sheet import TableRow
from caicach.ui.errors import CaicachError
from caicach.ui.fields import doubt_about


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row of the file, read; now: the figure in whose place it would step."""

    number: int
    entry: Entry
    now: Figure | None

    @property
    def state(self) -> str:
        if self.now is None:
            return "new"
        told = (self.now.numerator, self.now.denominator, self.now.value, self.now.source_text)
        return "same" if told == (*self.entry.numbers, self.entry.source_text) else "changed"


@dataclass(slots=True)
class FigureImport:
    """All rows of a file and all problems; it may be written only when there are none."""

    rows: list[FigureRow] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    blank: int = 0  # rows of an exported sheet that nobody has filled in

    def count(self, state: str) -> int:
        return sum(row.state == state for row in self.rows)

    @property
    def fingerprint(self) -> str:
        """The same as long as the file would do the same to the same ledger."""
        lines = (f"{row.entry.key} {row.state} {row.now.pk if row.now else ''}" for row in self.rows)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def plan_figures(table: Sequence[TableRow]) -> FigureImport:
    """Read all rows and compare them with the ledger. Nothing is written."""
    result = FigureImport()
    finder, agencies = AgencyFinder.of_register(), {row.code: row for row in Agency.objects.all()}
    indicators = _indicators()
    read: list[tuple[int, Entry]] = []
    for line in table:
        if not any(line.cells.get(key) for key in ("numerator", "denominator", "value", "source_text")):
            result.blank += 1
            continue
        entry = _Reader(line, result.problems).entry(finder, agencies, indicators)
        if entry:
            read.append((line.number, entry))
    _refuse_repeated(read, result.problems)
    known = _known([entry for _number, entry in read])
    for number, entry in read:
        row = FigureRow(number, entry, known.get(entry.key))
        result.rows.append(row)
        _refuse_what_is_closed(row, result.problems)
    return result


class _Reader:
    """Reads the cells of one row; what cannot be read becomes a problem."""

    def __init__(self, line: TableRow, problems: list[RowProblem]) -> None:
        self._line, self._problems, self._is_clean = line, problems, True

    def entry(
        self, finder: AgencyFinder, agencies: dict[str, Agency], indicators: dict[str, Indicator]
    ) -> Entry | None:
        """The entry, or None with its problems told."""
        indicator, agency = self._indicator(indicators), self._agency(finder, agencies)
        days = {key: self._day(key) for key in ("first", "last", "as_of")}
        numbers = {key: self._number(key) for key in ("numerator", "denominator", "value")}
        source_text = self._line.cells.get("source_text", "")
        first, last, as_of = days["first"], days["last"], days["as_of"]
        if not (indicator and agency and first and last and as_of and self._is_clean):
            return None
        if last < first:
            self.refuse("last", _("Đến ngày sớm hơn từ ngày."), _("Xem lại hai ngày."))
            return None
        told: dict[str, Any] = {**numbers, "source": IMPORT, "source_text": source_text, "as_of": as_of}
        entry = Entry(indicator=indicator, agency=agency, first=first, last=last, **told)
        return entry if self._is_sound(entry) else None

    def refuse(self, key: str, what: str, repair: str) -> None:
        self._is_clean = False
        self._problems.append(RowProblem(self._line.number, FIGURE_HEADINGS[key][0], what, repair))

    def _is_sound(self, entry: Entry) -> bool:
        try:
            check_entry(entry)
        except CaicachError as error:
            key = "numerator" if entry.indicator.is_ratio else "value"
            self.refuse("source_text" if not entry.source_text else key, str(error), _("Sửa dòng này."))
            return False
        if len(entry.source_text) > 300:
            self.refuse("source_text", _("Quá dài."), _("Viết gọn lại."))
        return self._is_clean

    def _indicator(self, indicators: dict[str, Indicator]) -> Indicator | None:
        text = self._line.cells.get("indicator", "")
        found = indicators.get(fold(text)) if text else None
        if found is None:
            what = _("Không có chỉ số “%(text)s”.") % {"text": text[:80]} if text else _("Thiếu chỉ số.")
            self.refuse("indicator", what, _("Ghi mã hoặc tên chỉ số như trong danh sách."))
        return found

    def _agency(self, finder: AgencyFinder, agencies: dict[str, Agency]) -> Agency | None:
        text = self._line.cells.get("name", "")
        if not text:
            self.refuse("name", _("Thiếu cơ quan."), _("Ghi tên, tên ngắn hoặc mã của cơ quan."))
            return None
        answer = finder.find(text)
        if not answer.code:
            self.refuse("name", answer.what, answer.repair)
        return agencies.get(answer.code)

    def _day(self, key: str) -> date | None:
        text = self._line.cells.get(key, "")
        if not text:
            self.refuse(key, _("Thiếu ngày."), _("Ghi ngày/tháng/năm, ví dụ 01/07/2025."))
            return None
        if (day := parse_day(text)) is None:
            what = _("“%(text)s” không phải là ngày.") % {"text": text[:60]}
            self.refuse(key, what, _("Ghi ngày/tháng/năm, ví dụ 01/07/2025."))
        return day

    def _number(self, key: str) -> Decimal | None:
        if not (text := self._line.cells.get(key, "")):
            return None
        found = read_typed_figure(text)
        if found.value is not None and found.unit in ("", "%"):
            return found.value
        what = _("“%(text)s” không phải là số.") % {"text": text[:60]}
        if found.proposals:
            what = doubt_about(text, found.proposals)
        self.refuse(key, what, _("Ghi số, dấu phẩy cho phần thập phân, ví dụ 12 hoặc 12,5."))
        return None


def _indicators() -> dict[str, Indicator]:
    """Indicators by code and by name; two of one name are known by their codes only."""
    rows = list(Indicator.objects.all())
    names = [fold(row.name) for row in rows]
    by_name = {fold(row.name): row for row in rows if names.count(fold(row.name)) == 1}
    return {**by_name, **{fold(row.code): row for row in rows}}


def _known(entries: list[Entry]) -> dict[EntryKey, Figure]:
    keys = {entry.key for entry in entries}
    rows = Figure.objects.current().filter(
        agency__in={entry.agency.pk for entry in entries}, indicator__in={entry.indicator.pk for entry in entries}
    )
    found = {(row.indicator_id, row.agency_id, row.period_first, row.period_last): row for row in rows}
    return {key: row for key, row in found.items() if key in keys}


def _refuse_repeated(read: list[tuple[int, Entry]], problems: list[RowProblem]) -> None:
    first: dict[EntryKey, int] = {}
    for number, entry in read:
        if entry.key in first:
            what = _("Cùng chỉ số, cơ quan và kỳ với dòng %(row)s.") % {"row": first[entry.key]}
            problems.append(RowProblem(number, FIGURE_HEADINGS["name"][0], what, _("Bỏ một trong hai dòng.")))
        first.setdefault(entry.key, number)


def _refuse_what_is_closed(row: FigureRow, problems: list[RowProblem]) -> None:
    if row.now is None or row.state == "same":
        return
    say: Callable[[str, str], None] = lambda what, repair: problems.append(  # noqa: E731
        RowProblem(row.number, FIGURE_HEADINGS["indicator"][0], what, repair)
    )
    if row.now.is_frozen:
        say(_("Số liệu của kỳ này đã chốt."), _("Bỏ dòng này; nếu số đã chốt sai, hãy đính chính ở trang của số liệu."))
    elif row.now.source not in TYPED:
        say(_("Số liệu này do hệ thống tự tính."), _("Bỏ dòng này; nếu sai, hãy sửa nơi phát sinh rồi tính lại."))
