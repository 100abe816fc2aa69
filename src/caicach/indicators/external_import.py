"""A table of published results: what it would do, every problem by its cell, and writing it: all or nothing."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from caicach.agencies.permissions import require_or_machine
from caicach.audit.trail import record
from caicach.core.figures import read_figure, read_typed_figure
from caicach.core.text import fold
from caicach.indicators.errors import ImportHasProblems
from caicach.indicators.external import province_key
from caicach.indicators.models import ExternalIndex, ExternalResult
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.tables.rows import RowProblem
from caicach.tables.sheet import TableRow
from caicach.ui.fields import doubt_about

EXTERNAL_HEADINGS: dict[str, tuple[str, ...]] = {
    "index": ("chỉ số", "mã chỉ số"),
    "year": ("năm", "năm đánh giá"),
    "name": ("tỉnh, thành phố", "tỉnh", "địa phương"),
    "value": ("kết quả", "điểm", "giá trị"),
    "most": ("tối đa", "điểm tối đa"),
    "rank": ("hạng", "xếp hạng", "thứ hạng"),
    "rank_of": ("trong số", "trên tổng số"),
    "source_text": ("nguồn", "văn bản"),
}
"""The columns of a file of published results; for each key the spellings of its heading."""

_YEARS = range(2000, 2101)
_MOST_DIGITS, _MOST_DECIMALS = 8, 4


@dataclass(frozen=True, slots=True)
class ExternalRow:
    """One row of the table, read, and what is known of this province and year."""

    number: int
    result: ExternalResult
    now: ExternalResult | None

    @property
    def state(self) -> str:
        if self.now is None:
            return "new"
        told = ("value", "most", "rank", "rank_of", "source_text", "province")
        return "same" if all(getattr(self.now, name) == getattr(self.result, name) for name in told) else "changed"


@dataclass(slots=True)
class ExternalImport:
    """All rows and all problems; it may be written only when there are none."""

    rows: list[ExternalRow] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)

    def count(self, state: str) -> int:
        return sum(row.state == state for row in self.rows)

    @property
    def fingerprint(self) -> str:
        lines = (f"{row.result} {row.state} {row.now.written_at if row.now else ''}" for row in self.rows)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def plan_external(table: Sequence[TableRow]) -> ExternalImport:
    """Read all rows and compare them with what is known. Nothing is written."""
    result = ExternalImport()
    indices = {fold(text): row for row in ExternalIndex.objects.all() for text in (row.code, row.name)}
    known = {(row.index_id, row.year, row.province_key): row for row in ExternalResult.objects.all()}
    seen: dict[tuple[int, int, str], int] = {}
    for line in table:
        read = _Reader(line, result.problems).result(indices)
        if read is None:
            continue
        key = read.index_id, read.year, read.province_key
        if key in seen:
            what = _("Cùng chỉ số, năm và tỉnh với dòng %(row)s.") % {"row": seen[key]}
            result.problems.append(RowProblem(line.number, EXTERNAL_HEADINGS["name"][0], what, _("Bỏ một dòng.")))
        seen.setdefault(key, line.number)
        result.rows.append(ExternalRow(line.number, read, known.get(key)))
    return result


@transaction.atomic
def apply_external(*, plan: ExternalImport, by: User | None) -> None:
    """Write all rows. What is published anew takes the place of the old number; the trail keeps both."""
    require_or_machine(by, Permission.FIGURE_WRITE)
    if plan.problems:
        raise ImportHasProblems(count=len(plan.problems))
    for row in plan.rows:
        if row.state == "same":
            continue
        row.result.written_by = by
        before = {}
        if row.now:
            row.result.pk, row.result._state.adding = row.now.pk, False
            before = {"before": row.now.value, "rank_before": row.now.rank}
        row.result.save()
        record("indicators.external_written", actor=by, target=row.result, value=row.result.value, **before)


class _Reader:
    """Reads the cells of one row; what cannot be read becomes a problem."""

    def __init__(self, line: TableRow, problems: list[RowProblem]) -> None:
        self._line, self._problems, self._is_clean = line, problems, True

    def result(self, indices: dict[str, ExternalIndex]) -> ExternalResult | None:
        cells = self._line.cells
        index = indices.get(fold(cells.get("index", "")))
        if index is None:
            names = ", ".join(dict.fromkeys(row.name for row in indices.values()))
            what = _("Không có chỉ số “%(text)s”.") % {"text": cells.get("index", "")[:60]}
            self._refuse("index", what, _("Chọn một trong: %(kinds)s.") % {"kinds": names})
        for key, what in (("name", _("Thiếu tên tỉnh.")), ("source_text", _("Thiếu nguồn."))):
            if not cells.get(key):
                self._refuse(key, what, _("Ghi tên tỉnh và văn bản công bố."))
        year, value, most = self._whole("year"), self._number("value"), self._number("most")
        rank, rank_of = self._whole("rank"), self._whole("rank_of")
        self._check(year, value, rank, rank_of)
        if not self._is_clean or index is None or year is None or value is None:
            return None
        province = cells["name"][:100]
        return ExternalResult(
            index=index, year=year, province=province, province_key=province_key(province), value=value, most=most,
            rank=rank, rank_of=rank_of, source_text=cells["source_text"][:300],
        )  # fmt: skip

    def _check(self, year: int | None, value: Decimal | None, rank: int | None, rank_of: int | None) -> None:
        if year is None or year not in _YEARS:
            self._refuse("year", _("Thiếu năm hoặc năm không hợp lệ."), _("Ghi năm, ví dụ 2024."))
        if value is None and not self._line.cells.get("value"):
            self._refuse("value", _("Thiếu kết quả."), _("Ghi số, dấu phẩy cho phần thập phân, ví dụ 12 hoặc 12,5."))
        if rank is not None and (rank < 1 or (rank_of is not None and rank > rank_of)):
            self._refuse("rank", _("Hạng không nằm trong tổng số."), _("Xem lại hạng và tổng số."))

    def _refuse(self, key: str, what: str, repair: str) -> None:
        self._is_clean = False
        self._problems.append(RowProblem(self._line.number, EXTERNAL_HEADINGS[key][0], what, repair))

    def _whole(self, key: str) -> int | None:
        if not (text := self._line.cells.get(key, "")):
            return None
        found = read_figure(text, is_vietnamese=True).value
        if found is not None and found % 1 == 0 and 0 <= found < 10_000:
            return int(found)
        what = _("“%(text)s” không phải là số nguyên.") % {"text": text[:60]}
        self._refuse(key, what, _("Ghi một số nguyên."))
        return None

    def _number(self, key: str) -> Decimal | None:
        if not (text := self._line.cells.get(key, "")):
            return None
        found = read_typed_figure(text)
        if found.value is not None and found.unit in ("", "%") and _fits(found.value):
            return found.value
        what = _("“%(text)s” không phải là số.") % {"text": text[:60]}
        if found.proposals:
            what = doubt_about(text, found.proposals)
        self._refuse(key, what, _("Ghi số, dấu phẩy cho phần thập phân, ví dụ 12 hoặc 12,5."))
        return None


def _fits(number: Decimal) -> bool:
    decimals = -int(number.normalize().as_tuple().exponent)
    return decimals <= _MOST_DECIMALS and abs(number) < 10**_MOST_DIGITS
