"""What a form that comes back would change: leaf by leaf, old and new, with every wrong cell at once."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caicach.assessments.filling_rules import require_changeable
from caicach.assessments.forms import begun
from caicach.assessments.ledger import LedgerValues
from caicach.assessments.models import Assessment, Entry
from caicach.assessments.scores import checked, is_same
from caicach.core.figures import read_figure
from caicach.core.scoring.claims import Claim
from caicach.core.scoring.plain import to_plain
from caicach.core.text import fold, squeeze
from caicach.criteria.forms import NO, YES
from caicach.criteria.kinds import levels_of
from caicach.people.models import User
from caicach.selfassessments import filling
from caicach.selfassessments.forms import FillForm
from caicach.selfassessments.sheets import (
    DONE_WORD,
    GIVEN,
    NO_WORD,
    NOT_APPLICABLE,
    SHEET_HEADINGS,
    YES_WORD,
    SheetLine,
    ledger_of,
    lines_of,
    own_entries,
    words_of,
)
from caicach.tables.rows import RowProblem
from caicach.tables.sheet import TableRow, UnreadableTable
from caicach.ui.errors import CaicachError
from caicach.ui.fields import plain_number

_DONE_WORDS = {fold(word) for word in (DONE_WORD, YES_WORD, "xong", "đã xong", "1")}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that would change, as words."""

    label: str
    old: str
    new: str


@dataclass(slots=True)
class LeafChange:
    """A leaf with what the sheet says of it. has_moved: it was changed here after the sheet was taken out."""

    entry: Entry
    claim: Claim
    explanation: str
    is_done: bool
    has_moved: bool
    differences: list[Difference] = field(default_factory=list)


@dataclass(slots=True)
class SheetPlan:
    """What a sheet would do; it may be written only when there is no problem."""

    changes: list[LeafChange]
    problems: list[RowProblem]
    same: int = 0

    @property
    def fingerprint(self) -> str:
        """The same as long as the sheet would do the same to the same rows."""
        told = [
            [str(one.entry.pk), one.entry.version, to_plain(one.claim), one.explanation, one.is_done]
            for one in self.changes
        ]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


def plan_sheet(assessment: Assessment, table: Sequence[TableRow], *, today: date) -> SheetPlan:
    """Read all rows and compare them with what is there. Nothing is written. Raises UnreadableTable."""
    _check_is_ours(assessment, table)
    plan = SheetPlan([], [])
    entries = {entry.criterion.code: entry for entry in own_entries(assessment)}
    known = ledger_of(assessment, entries.values())
    lines = {code: lines_of(entry, known[code]) for code, entry in entries.items()}
    of_leaf: dict[str, dict[str, TableRow]] = {}
    for row in table:
        _sort_in(row, lines, of_leaf, plan.problems)
    for code, rows in of_leaf.items():
        _Reader(entries[code], known[code], lines[code], rows, plan, today).read()
    return plan


@transaction.atomic
def apply_sheet(*, plan: SheetPlan, by: User, today: date) -> int:
    """Fill in every leaf that differs, all or none. Returns how many."""
    if plan.problems:
        raise ValueError("a sheet with problems is not written")
    for one in plan.changes:
        filling.fill(
            entry=one.entry,
            version=one.entry.version,
            claim=one.claim,
            explanation=one.explanation,
            is_done=one.is_done,
            by=by,
            today=today,
        )
    return len(plan.changes)


def _check_is_ours(assessment: Assessment, table: Sequence[TableRow]) -> None:
    keys = {row.cells.get("sheet", "") for row in table}
    if keys != {str(assessment.pk)}:
        why = _("đây không phải biểu của {agency} trong đợt này. Hãy tải biểu ở trang của cơ quan rồi điền lại.")
        raise UnreadableTable(why=why.format(agency=assessment.agency.brief))


def _sort_in(
    row: TableRow,
    lines: Mapping[str, list[SheetLine]],
    of_leaf: dict[str, dict[str, TableRow]],
    problems: list[RowProblem],
) -> None:
    """A row under its leaf, or a problem: an unknown leaf, an unknown line, the same line twice."""
    code, name = row.cells.get("code", ""), row.cells.get("input", "")
    if code not in lines:
        what = _("Tiêu chí {code} không có trong phần cơ quan tự chấm.").format(code=code or "—")
        problems.append(RowProblem(row.number, SHEET_HEADINGS["code"][0], what, _("Giữ nguyên cột Mã như khi tải về.")))
    elif name not in {line.input for line in lines[code]} or name in of_leaf.get(code, {}):
        what = _("Dòng này của tiêu chí {code} thừa hoặc đã bị sửa.").format(code=code)
        problems.append(RowProblem(row.number, SHEET_HEADINGS["input"][0], what, _("Tải lại biểu rồi điền lại.")))
    else:
        of_leaf.setdefault(code, {})[name] = row


class _Reader:
    """Reads the rows of one leaf; what cannot be becomes a problem with its row and column."""

    def __init__(
        self, entry: Entry, known: LedgerValues, lines: list[SheetLine], rows: Mapping[str, TableRow], plan: SheetPlan,
        today: date,
    ) -> None:  # fmt: skip
        self.entry, self.known, self.lines = entry, known, lines
        self.rows, self.plan, self.today = rows, plan, today
        self.criterion = entry.criterion.as_core
        self.first = min(rows.values(), key=lambda row: row.number)

    def read(self) -> None:
        if self.entry.filled is None and not self._says_anything():
            self.plan.same += 1
            return
        before = len(self.plan.problems)
        form = self._form()
        if len(self.plan.problems) > before or not self._is_valid(form):
            return
        change = LeafChange(self.entry, form.claim(), self._explanation(), self._is_done(), self._has_moved())
        change.differences = self._differences(change)
        if not change.differences:
            self.plan.same += 1
            return
        if not change.is_done and self.entry.is_done:
            change.differences.append(Difference(_("Đã xong"), YES_WORD, NO_WORD))
        self._check(change)
        self.plan.changes.append(change)

    def _form(self) -> FillForm:
        """The typed cells in the form of the page; a blank cell keeps what is there."""
        claim = self.entry.filled.as_core if self.entry.filled else None
        held = begun(self.criterion, claim, version=self.entry.version)
        given: dict[str, Any] = {name: "" if value is None else value for name, value in held.items()}
        if not given.get(NOT_APPLICABLE):
            given.pop(NOT_APPLICABLE, None)
        for name, row in self.rows.items():
            text = row.cells.get("value", "")
            if text and name not in self.known:
                self._take(given, name, text, row)
        given["claim_explanation"] = self._explanation()
        return FillForm(given, criterion=self.criterion, locked=self.known)

    def _take(self, given: dict[str, Any], name: str, text: str, row: TableRow) -> None:
        rule = self.criterion.rule
        levels = levels_of(rule).get(name) if rule else None
        if levels is not None:
            codes = {fold(label): code for code, label in levels.items()}
            if (code := codes.get(fold(text))) is None:
                repair = _("Chọn một trong: {choices}.").format(choices="; ".join(levels.values()))
                self._refuse(row, _("Không rõ mức “{text}”.").format(text=text[:60]), repair)
            given[name] = code or ""
        elif name == NOT_APPLICABLE or YES_WORD in self._choices(name):
            self._take_yes(given, name, text, row)
        else:
            given[name] = text

    def _choices(self, name: str) -> tuple[str, ...]:
        return next(line.choices for line in self.lines if line.input == name)

    def _take_yes(self, given: dict[str, Any], name: str, text: str, row: TableRow) -> None:
        yes = {fold(YES_WORD): True, fold(NO_WORD): False}.get(fold(text))
        if yes is None:
            what = _("“{text}” không phải là có hoặc không.").format(text=text[:60])
            self._refuse(row, what, _("Ghi “có” hoặc “không”."))
        elif name == NOT_APPLICABLE:
            given.pop(name, None)
            given |= {name: "on"} if yes else {}
        else:
            given[name] = YES if yes else NO

    def _is_valid(self, form: FillForm) -> bool:
        if form.is_valid():
            return self._keeps_locked()
        for name, errors in form.errors.items():
            row = self.rows.get(name, self.first)
            self._refuse(row, " ".join(map(str, errors)), _("Sửa ô này rồi nhập lại tệp."))
        return False

    def _says_anything(self) -> bool:
        """Whether the row holds more than what the ledger has filled in."""
        typed = any(row.cells.get("value") for name, row in self.rows.items() if name not in self.known)
        return typed or bool(self.first.cells.get("explanation")) or self._is_done()

    def _keeps_locked(self) -> bool:
        """Figures of the ledger stay as they are, or as they were when the sheet was taken out."""
        held = self.entry.filled.as_core.values if self.entry.filled else {}
        changed = []
        for name, one in self.known.items():
            text = self.rows[name].cells.get("value", "") if name in self.rows else ""
            if text and read_figure(text, is_vietnamese=True).value not in (one.value, held.get(name)):
                changed.append(name)
        for name in changed:
            what = _("Số này lấy từ sổ số liệu nên không sửa trong biểu.")
            self._refuse(self.rows[name], what, _("Để lại giá trị như khi tải về."))
        return not changed

    def _explanation(self) -> str:
        """The sheet holds one line; the same words on several lines are the same explanation."""
        typed = self.first.cells.get("explanation", "")
        now = self.entry.explanation
        return now if not typed or typed == squeeze(now) else typed

    def _is_done(self) -> bool:
        return fold(self.first.cells.get("done", "")) in _DONE_WORDS

    def _has_moved(self) -> bool:
        return self.first.cells.get("version", "") != str(self.entry.version)

    def _differences(self, change: LeafChange) -> list[Difference]:
        """What would be other than now. Taking the mark of "done" away alone changes nothing."""
        entry = self.entry
        before = entry.filled.as_core if entry.filled else Claim()
        found = []
        if not is_same(entry.filled, change.claim) and not (entry.filled is None and change.claim.is_empty):
            for line in self.lines:
                old, new = (_shown(self.criterion, claim, line.input) for claim in (before, change.claim))
                if old != new:
                    found.append(Difference(line.label, old, new))
        if change.explanation != entry.explanation:
            found.append(Difference(_("Giải trình"), entry.explanation, change.explanation))
        if change.is_done and not entry.is_done:
            found.append(Difference(_("Đã xong"), NO_WORD, YES_WORD))
        return found

    def _check(self, change: LeafChange) -> None:
        """Ask the rules now, so that the preview shows everything that would be refused."""
        asked = replace(change.claim, decided=None)
        try:
            require_changeable(self.entry, self.today)
            if change.is_done:
                held, self.entry.explanation = self.entry.explanation, change.explanation
                try:
                    filling.check_done(self.entry, asked)
                finally:
                    self.entry.explanation = held
            else:
                checked(self.criterion, asked)
        except CaicachError as refused:
            self._refuse(self.first, str(refused), _("Sửa các ô của tiêu chí này rồi nhập lại tệp."))

    def _refuse(self, row: TableRow, what: str, repair: str) -> None:
        self.plan.problems.append(RowProblem(row.number, SHEET_HEADINGS["value"][0], what, repair))


def _shown(criterion: Any, claim: Claim, name: str) -> str:
    """A value in words, or nothing."""
    if name == NOT_APPLICABLE:
        return YES_WORD if claim.is_not_applicable else NO_WORD
    value = claim.given if name == GIVEN else words_of(criterion, name, claim.values.get(name))
    return plain_number(value) if isinstance(value, Decimal) else value or ""
