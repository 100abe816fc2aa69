"""What a file of values would do: row by row, with every problem and how to repair it; all of it or nothing."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from caicach.agencies.matching import AgencyFinder
from caicach.agencies.models import Agency
from caicach.core.figures import read_typed_figure
from caicach.core.text import fold
from caicach.people.models import User
from caicach.tables.rows import RowProblem, parse_day
from caicach.tables.sheet import TableRow
from caicach.targets.columns import VALUE_HEADINGS
from caicach.targets.errors import ImportHasProblems
from caicach.targets.exporting import code_of
from caicach.targets.models import Gauge, TargetValue, Way
from caicach.targets.permissions import IN_FORCE
from caicach.targets.services import ValueEntry, Written, check_value, write_values
from caicach.ui.errors import CaicachError
from caicach.ui.fields import doubt_about


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One row of the file, read; now: the value of the same day in whose place it would step."""

    number: int
    entry: ValueEntry
    now: TargetValue | None

    @property
    def state(self) -> str:
        if self.now is None:
            return "new"
        is_same = (self.now.value, self.now.source_text) == (self.entry.value, self.entry.source_text)
        return "same" if is_same else "changed"


@dataclass(slots=True)
class ValueImport:
    """All rows of a file and all problems; it may be written only when there are none."""

    rows: list[ValueRow] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    blank: int = 0

    def count(self, state: str) -> int:
        return sum(row.state == state for row in self.rows)

    @property
    def fingerprint(self) -> str:
        """The same as long as the file would do the same."""
        lines = (f"{row.entry.key} {row.entry.value} {row.state} {row.now and row.now.pk}" for row in self.rows)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def plan_values(table: Sequence[TableRow]) -> ValueImport:
    """Read all rows and compare them with what is known. Nothing is written."""
    result, reader = ValueImport(), _Reader()
    read: list[tuple[int, ValueEntry]] = []
    for line in table:
        if not line.cells.get("value"):
            result.blank += 1  # a line that nobody has filled in tells nothing
            continue
        try:
            read.append((line.number, reader.entry(line)))
        except _Refused as refused:
            result.problems.append(
                RowProblem(line.number, VALUE_HEADINGS[refused.key][0], refused.what, refused.repair)
            )
    known = _known([entry for _number, entry in read])
    first: dict[object, int] = {}
    for number, entry in read:
        if entry.key in first:
            what = _("Cùng chỉ tiêu, cơ quan và ngày với dòng %(row)s.") % {"row": first[entry.key]}
            problem = RowProblem(number, VALUE_HEADINGS["name"][0], what, _("Bỏ một trong hai dòng."))
            result.problems.append(problem)
        first.setdefault(entry.key, number)
        result.rows.append(ValueRow(number, entry, known.get(entry.key)))
    return result


def apply_values(plan: ValueImport, by: User) -> Written:
    """Write all rows; with a problem left nothing is written. What a person may not tell is refused as a whole."""
    if plan.problems:
        raise ImportHasProblems(count=len(plan.problems))
    return write_values(entries=[row.entry for row in plan.rows], by=by, today=timezone.localdate())


class _Refused(Exception):
    """A cell that cannot be taken."""

    def __init__(self, key: str, what: str, repair: str) -> None:
        super().__init__(what)
        self.key, self.what, self.repair = key, what, repair


class _Reader:
    """Reads rows; what it looks up is asked of the database once."""

    def __init__(self) -> None:
        rows = Gauge.objects.filter(way=Way.TYPED, target__plan__state__in=IN_FORCE)
        gauges = rows.select_related("target__plan__owner", "keeper")
        self._gauges = {(fold(one.target.plan.number), code_of(one)): one for one in gauges}
        self._finder = AgencyFinder.of_register()
        self._agencies = {row.code: row for row in Agency.objects.all()}
        self._today = timezone.localdate()

    def entry(self, line: TableRow) -> ValueEntry:
        cells = line.cells
        key = fold(cells.get("plan", "")), cells.get("code", "").replace(",", ".")
        gauge = self._gauges.get(key)
        if gauge is None:
            what = _("Không có chỉ tiêu “%(code)s” đo bằng giá trị nhập ở kế hoạch “%(plan)s”.") % {
                "code": cells.get("code", "")[:20], "plan": cells.get("plan", "")[:60],
            }  # fmt: skip
            raise _Refused("code", what, _("Lấy số kế hoạch, mã chỉ tiêu từ tệp XLSX tải ở trang chỉ tiêu."))
        answer = self._finder.find(cells.get("name", ""))
        if not answer.code:
            raise _Refused("name", answer.what, answer.repair)
        day = parse_day(cells.get("as_of", ""))
        if day is None:
            what = _("“%(text)s” không phải là ngày.") % {"text": cells.get("as_of", "")[:60]}
            raise _Refused("as_of", what, _("Ghi ngày/tháng/năm, ví dụ 01/07/2025."))
        found = read_typed_figure(cells["value"])
        if found.value is None or found.unit not in ("", gauge.unit):
            what = _("“%(text)s” không phải là số.") % {"text": cells["value"][:60]}
            what = doubt_about(cells["value"], found.proposals) if found.proposals else what
            raise _Refused("value", what, _("Ghi số, dấu phẩy cho phần thập phân, ví dụ 12 hoặc 12,5."))
        source = cells.get("source_text", "")
        entry = ValueEntry(
            gauge=gauge, agency=self._agencies[answer.code], as_of=day, value=found.value, source_text=source
        )
        try:
            check_value(entry, today=self._today)
        except CaicachError as error:
            raise _Refused("source_text" if not source else "value", str(error), _("Sửa dòng này.")) from error
        return entry


def _known(entries: list[ValueEntry]) -> dict[tuple[object, int, object], TargetValue]:
    rows = TargetValue.objects.current().filter(gauge__in={entry.gauge.pk for entry in entries})
    return {(row.gauge_id, row.agency_id, row.as_of): row for row in rows}
