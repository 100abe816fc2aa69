"""Results from outside for a whole round: what is there, what was typed for a leaf, what a table says."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from caicach.agencies.matching import AgencyFinder
from caicach.assessments.forms import ClaimForm, begun
from caicach.assessments.models import Entry, Round
from caicach.assessments.scores import checked, is_same, rounded_points
from caicach.core.scoring.claims import Claim, outcome_of
from caicach.core.scoring.criteria import ScoredBy
from caicach.core.scoring.outcome import Missing
from caicach.core.scoring.plain import to_plain
from caicach.core.text import fold
from caicach.criteria.models import Criterion
from caicach.outside.entering import enter_outside
from caicach.people.models import User
from caicach.tables.rows import RowProblem
from caicach.tables.sheet import TableRow
from caicach.ui.errors import CaicachError

# Headings are part of the file's form: Vietnamese in every language of the site.
OUTSIDE_HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("Cơ quan", "tên cơ quan", "mã cơ quan"),
    "code": ("Tiêu chí", "mã tiêu chí"),
    "input": ("Nội dung",),
    "value": ("Kết quả", "giá trị"),
    "source": ("Nguồn",),
}
NOT_APPLICABLE_WORD = "không áp dụng"
_MOST_LETTERS = 300


@dataclass(frozen=True, slots=True)
class OutsideRow:
    """An agency with its leaves from outside, in the order of the columns; None: it has no such leaf."""

    agency: Any
    entries: list[Entry | None]

    @property
    def missing(self) -> int:
        return sum(entry is not None and entry.outside is None for entry in self.entries)


@dataclass(slots=True)
class OutsideChange:
    """A result that would be written."""

    entry: Entry
    claim: Claim
    source: str
    row: int

    @property
    def points(self) -> Decimal | None:
        """What it comes to; None: it does not apply."""
        return rounded_points(outcome_of(self.entry.criterion.as_core, self.claim))


@dataclass(slots=True)
class OutsidePlan:
    """What a table would write; only when there is no problem."""

    changes: list[OutsideChange] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    same: int = 0

    @property
    def fingerprint(self) -> str:
        told = [[str(one.entry.pk), one.entry.version, to_plain(one.claim), one.source] for one in self.changes]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


def outside_leaves(round: Round) -> list[Criterion]:
    """The leaves of the set that no agency scores itself."""
    codes = {leaf.code for leaf in round.criteria_set.as_core.leaves() if leaf.scored_by is not ScoredBy.APPRAISAL}
    return [node for node in round.criteria_set.nodes.all() if node.code in codes]


def outside_entries(round: Round, leaves: Iterable[Criterion]) -> list[Entry]:
    """These leaves of all agencies that stand in the round, agency by agency."""
    rows = Entry.objects.with_scores().filter(
        assessment__round=round, assessment__left_at=None, criterion__in=[leaf.pk for leaf in leaves]
    )
    order = ("assessment__agency__protocol_order", "assessment__agency__collation_key", "criterion__order")
    whole = rows.select_related("assessment__agency", "assessment__round", "criterion__criteria_set")
    return list(whole.order_by(*order))


def outside_table(round: Round, leaves: Sequence[Criterion]) -> list[OutsideRow]:
    """Agencies by leaves."""
    held: dict[UUID, dict[UUID, Entry]] = {}
    agencies: dict[UUID, Any] = {}
    for entry in outside_entries(round, leaves):
        held.setdefault(entry.assessment_id, {})[entry.criterion_id] = entry
        agencies[entry.assessment_id] = entry.assessment.agency
    return [OutsideRow(agencies[key], [entries.get(leaf.pk) for leaf in leaves]) for key, entries in held.items()]


class OutsideForm(ClaimForm):
    """The result of one agency for one leaf."""

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any) -> None:
        self.entry = entry
        held = entry.outside.as_core if entry.outside else None
        criterion = entry.criterion.as_core
        initial = begun(criterion, held, version=entry.version)
        super().__init__(*args, criterion=criterion, prefix=str(entry.pk), initial=initial, **kwargs)
        for name, typed in self.fields.items():
            typed.widget.attrs["aria-label"] = f"{typed.label}: {entry.assessment.agency.brief}"
            if name == "claim_given":
                typed.label = _("Điểm")


def typed_changes(forms: Iterable[OutsideForm], source: str) -> tuple[list[OutsideChange], bool]:
    """What was typed for a leaf over the agencies, and whether all of it can be. Errors stand on the forms."""
    found, is_right = [], True
    for number, form in enumerate(forms, 1):
        if not form.is_valid():
            is_right = False
            continue
        claim = form.claim()
        if claim.is_empty or is_same(form.entry.outside, claim):
            continue
        if wrong := what_is_wrong(form.entry, claim):
            form.add_error(None, wrong)
            is_right = False
        found.append(OutsideChange(form.entry, claim, source, number))
    return found, is_right


def what_is_wrong(entry: Entry, claim: Claim) -> str:
    """Why a result cannot be, or nothing: half of the figures is no result."""
    criterion = entry.criterion.as_core
    try:
        outcome = checked(criterion, claim)
    except CaicachError as refused:
        return str(refused)
    if isinstance(outcome, Missing):
        labels = {one.name: one.label for one in criterion.inputs}
        absent = "; ".join(labels.get(name, name) for name in outcome.inputs) or _("kết quả")
        return _("còn thiếu {absent}.").format(absent=absent)
    return ""


@transaction.atomic
def write_results(changes: Iterable[OutsideChange], *, by: User) -> int:
    """Enter every result with its source, all or none."""
    count = 0
    for one in changes:
        enter_outside(entry=one.entry, version=one.entry.version, claim=one.claim, source=one.source, by=by)
        count += 1
    return count


def plan_results(round: Round, table: Sequence[TableRow]) -> OutsidePlan:
    """Read a table of agency, criterion, what, value and source, and compare it with what is there."""
    return _Plan(round).read(table)


@dataclass(slots=True)
class _Plan:
    """Reads a table; blank values are left out, since what is missing is not zero."""

    round: Round
    plan: OutsidePlan = field(default_factory=OutsidePlan)
    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)
    rows: dict[tuple[str, str], list[TableRow]] = field(default_factory=dict)

    def read(self, table: Sequence[TableRow]) -> OutsidePlan:
        for entry in outside_entries(self.round, outside_leaves(self.round)):
            self.entries[entry.assessment.agency.code, entry.criterion.code] = entry
        finder = AgencyFinder.of_register()
        for row in table:
            if row.cells.get("value"):
                self._sort_in(row, finder)
        for key, rows in self.rows.items():
            self._read_leaf(self.entries[key], rows)
        return self.plan

    def _sort_in(self, row: TableRow, finder: AgencyFinder) -> None:
        named = finder.find(row.cells.get("name", ""))
        if not named.code:
            self._refuse(row, "name", named.what or _("Không rõ cơ quan."), named.repair)
            return
        key = (named.code, row.cells.get("code", ""))
        if key in self.entries:
            self.rows.setdefault(key, []).append(row)
        elif not any(code == named.code for code, _leaf in self.entries):
            what = _("Cơ quan này không có trong đợt.")
            self._refuse(row, "name", what, _("Ghi cơ quan có trong danh sách của đợt."))
        else:
            codes = ", ".join(sorted({leaf for _code, leaf in self.entries}))
            what = _("Tiêu chí “{code}” không lấy kết quả từ bên ngoài.").format(code=key[1][:40])
            self._refuse(row, "code", what, _("Ghi một trong các mã: {codes}.").format(codes=codes))

    def _read_leaf(self, entry: Entry, rows: list[TableRow]) -> None:
        before = len(self.plan.problems)
        held = entry.outside.as_core if entry.outside else None
        given = {name: value for name, value in begun(entry.criterion.as_core, held, version=entry.version).items()
                 if value is not None and name != "claim_not_applicable"}  # fmt: skip
        places = self._take(entry, rows, given)
        source = self._source(rows)
        form = ClaimForm(given, criterion=entry.criterion.as_core)
        if not form.is_valid():
            for name, errors in form.errors.items():
                self._refuse(places.get(name, rows[0]), "value", " ".join(map(str, errors)), _("Sửa ô này."))
        if len(self.plan.problems) > before:
            return
        claim = form.claim()
        if is_same(entry.outside, claim):
            self.plan.same += 1
        elif wrong := what_is_wrong(entry, claim):
            self._refuse(rows[0], "value", wrong, _("Ghi đủ các nội dung của tiêu chí này."))
        else:
            self.plan.changes.append(OutsideChange(entry, claim, source, rows[0].number))

    def _take(self, entry: Entry, rows: list[TableRow], given: dict[str, Any]) -> dict[str, TableRow]:
        """Each value under the input that its row names; where there is one input, it need not be named."""
        inputs = entry.criterion.as_core.inputs
        by_label = {fold(one.label): one.name for one in inputs} | {fold(one.name): one.name for one in inputs}
        places: dict[str, TableRow] = {}
        for row in rows:
            if fold(row.cells["value"]) == fold(NOT_APPLICABLE_WORD):
                given.clear()
                given |= {"claim_not_applicable": "on", "version": entry.version}
                if len(rows) > 1:
                    self._refuse(row, "value", _("Không áp dụng mà lại có kết quả."), _("Chỉ giữ một dòng."))
                continue
            asked = row.cells.get("input", "")
            name = by_label.get(fold(asked)) if asked else inputs[0].name if len(inputs) == 1 else None
            if name is None or name in places:
                choices = "; ".join(one.label for one in inputs)
                what = _("Không rõ nội dung “{text}”, hoặc ghi hai lần.").format(text=asked[:60])
                self._refuse(row, "input", what, _("Ghi một trong: {choices}.").format(choices=choices))
            else:
                given[name], places[name] = row.cells["value"], row
        return places

    def _source(self, rows: list[TableRow]) -> str:
        told = {row.cells.get("source", "") for row in rows} - {""}
        if len(told) == 1 and len(source := told.pop()) <= _MOST_LETTERS:
            return source
        what = _("Chưa có nguồn, nguồn quá dài, hoặc một tiêu chí có hai nguồn.")
        self._refuse(rows[0], "source", what, _("Ghi văn bản công bố, ví dụ số và ngày của quyết định."))
        return ""

    def _refuse(self, row: TableRow, column: str, what: str, repair: str) -> None:
        self.plan.problems.append(RowProblem(row.number, OUTSIDE_HEADINGS[column][0], what, repair))


def sample_rows(round: Round) -> list[list[str]]:
    """The table to be filled: a row for each input of each leaf of each agency that has no result yet."""
    rows = [[spellings[0] for spellings in OUTSIDE_HEADINGS.values()]]
    for entry in outside_entries(round, outside_leaves(round)):
        if entry.outside is None:
            agency, code = entry.assessment.agency.name, entry.criterion.code
            rows += [[agency, code, one.label, "", ""] for one in entry.criterion.as_core.inputs]
    return rows
