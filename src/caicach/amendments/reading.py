"""An amending decision read against the plan in force: what each clause would do to which row, or why it cannot."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction

from caicach.agencies.permissions import require
from caicach.amendments import errors
from caicach.audit.trail import record
from caicach.core.plans.amending import CELLS, Act, Clause, Doubt, read_amending
from caicach.core.plans.matching import Matched, PlanRow, match_clauses
from caicach.people.models import User
from caicach.plandrafts.pasting import content_of_form
from caicach.plandrafts.row_services import add_item, change_draft_item, level_below, remove_item
from caicach.plandrafts.services import draft_new_version
from caicach.plans.models import Plan, PlanItem
from caicach.plans.permissions import drafting_permission
from caicach.plans.row_edits import CellReader, DoubtfulNumber, RowEdit, read_budget

_TIMES = ("start_text", "end_text")
_CELLS = tuple(name for name in CELLS if name not in _TIMES)
_FORM = ("outline_code", *CELLS)


@dataclass(frozen=True, slots=True)
class ReadClause:
    """A clause with the row it means. refusal: why it cannot be done as it stands, a code; unknown: agencies."""

    matched: Matched
    item: PlanItem | None
    cells: Sequence[tuple[str, str, str]]  # name of the cell, what stands now, what would stand
    refusal: str = ""
    below: int = 0  # rows below one that is abolished
    unknown: Sequence[str] = ()

    @property
    def clause(self) -> Clause:
        return self.matched.clause


@dataclass(frozen=True, slots=True)
class ReadDecision:
    """All clauses of a text, what was not understood, and the lines that change nothing."""

    clauses: Sequence[ReadClause]
    doubts: Sequence[Doubt]
    others: Sequence[tuple[int, str]]
    fingerprint: str

    @property
    def refused(self) -> int:
        return sum(bool(one.refusal) for one in self.clauses) + len(self.doubts)

    @property
    def is_ready(self) -> bool:
        return bool(self.clauses) and not self.refused


def read_decision(plan: Plan, text: str) -> ReadDecision:
    """What the text would do to a plan in force. Nothing is written."""
    text = text.replace("\r\n", "\n").strip("\n")  # as browsers send back what they were given
    read = read_amending(text)
    items = list(plan.items.select_related("parent").order_by("order"))
    by_key = {str(item.pk): item for item in items}
    rows = _rows_of(items)
    reader = CellReader(plan)
    clauses = _without_lost([_read(one, by_key, items, reader) for one in match_clauses(read.clauses, rows)])
    seen = f"{plan.pk} {plan.version} {[(item.pk, item.version) for item in items]} {text}"
    return ReadDecision(clauses, read.doubts, read.others, hashlib.sha256(seen.encode()).hexdigest()[:16])


def _without_lost(clauses: Sequence[ReadClause]) -> list[ReadClause]:
    """What is changed in a row, or added below one, that the same decision abolishes is refused."""
    gone = [one.item.path for one in clauses if one.item is not None and one.clause.act is Act.ABOLISH]

    def is_lost(one: ReadClause) -> bool:
        if one.item is None or one.clause.act is Act.ABOLISH:
            return False
        return any(one.item.path == path or one.item.path.startswith(f"{path}/") for path in gone)

    return [replace(one, refusal="abolished_too") if is_lost(one) else one for one in clauses]


def _rows_of(items: Sequence[PlanItem]) -> list[PlanRow]:
    codes: dict[UUID | None, tuple[str, ...]] = {None: ()}
    for item in items:
        codes[item.pk] = (*codes.get(item.parent_id, ()), item.outline_code or item.path.rpartition("/")[2])
    return [PlanRow(str(item.pk), codes[item.pk], item.title) for item in items]


def _read(matched: Matched, by_key: dict[str, PlanItem], items: Sequence[PlanItem], reader: CellReader) -> ReadClause:
    item = by_key[matched.row.key] if matched.row else None
    clause = matched.clause
    said = clause.cells
    now = _texts(item) if item is not None and clause.act is Act.REPLACE else {}
    cells = [(name, now.get(name, ""), text) for name, text in said.items() if now.get(name, "") != text]
    below = 0
    if item is not None and clause.act is Act.ABOLISH:
        below = sum(other.path.startswith(f"{item.path}/") for other in items)
    refusal = matched.refusal or _against(clause, cells)
    names = [name for field in ("lead_text", "coordinating_text") for name in reader.duty_names(said.get(field, ""))]
    unknown = [name.printed for name in names if not name.key]
    return ReadClause(matched, item, cells, refusal, below, unknown)


def _against(clause: Clause, cells: Sequence[tuple[str, str, str]]) -> str:
    if clause.act is Act.REPLACE and not cells:
        return "nothing_changes"
    try:
        read_budget(clause.cells.get("budget_million_vnd", ""), is_pasted=True)
    except (DoubtfulNumber, ValueError):
        return "budget_unreadable"
    return ""


def _texts(item: PlanItem) -> dict[str, str]:
    told = {name: str(getattr(item, name) or "") for name in _CELLS}
    start, end = _ends(item)
    return told | {"start_text": start, "end_text": end}


def _ends(item: PlanItem) -> tuple[str, str]:
    """The two cells of a time frame; what was read as one text is its end."""
    start, end = item.schedule.get("start_text", ""), item.schedule.get("end_text", "")
    return (start, end) if start or end else ("", item.time_frame_text)


@transaction.atomic
def draft_as_decided(*, plan: Plan, text: str, fingerprint: str, by: User) -> Plan:
    """The next version of a plan as a draft with exactly what the decision says; all clauses or none."""
    require(by, drafting_permission(plan.kind), plan.owner)
    read = read_decision(plan, text)
    if read.fingerprint != fingerprint:
        raise errors.DecisionMovedOn()
    if not read.is_ready:
        raise errors.DecisionNotReady(count=max(read.refused, 1))
    draft = draft_new_version(plan=plan, by=by)
    rows = {row.lineage: row for row in draft.items.all()}
    reader = CellReader(draft)
    order = (Act.REPLACE, Act.ADD, Act.ABOLISH)
    for one in sorted(read.clauses, key=lambda each: order.index(each.clause.act)):
        row = rows[one.item.lineage] if one.item else None
        _carry_out(one, draft, row, reader, by)
    counts: dict[str, int] = {act.value: sum(one.clause.act is act for one in read.clauses) for act in Act}
    record("amendments.decision_read", actor=by, target=draft, **counts)
    return draft


def _carry_out(one: ReadClause, draft: Plan, row: PlanItem | None, reader: CellReader, by: User) -> None:
    clause = one.clause
    if clause.act is Act.ADD:
        level = level_below(row)
        typed: dict[str, Any] = {name: clause.cells.get(name, "") for name in _FORM}
        typed |= {"outline_code": _printed_code(clause.code, row), "level": level}
        add_item(plan=draft, content=content_of_form(typed, reader), under=row, by=by)
        return
    assert row is not None
    fresh = PlanItem.objects.filter(pk=row.pk).first()
    if fresh is None:
        return  # abolished with the row above it
    if clause.act is Act.ABOLISH:
        remove_item(item=fresh, version=fresh.version, by=by)
    else:
        change_draft_item(item=fresh, edits=_edits(fresh, clause), version=fresh.version, by=by)


def _printed_code(code: str, parent: PlanItem | None) -> str:
    """ "1.d" is printed as "d" where the rows beside it print only their last step."""
    beside = list(parent.children.values_list("outline_code", flat=True)) if parent else []
    return code.rpartition(".")[2] if beside and not any("." in one for one in beside) else code


def _edits(item: PlanItem, clause: Clause) -> list[RowEdit]:
    edits = [RowEdit(name, clause.cells[name]) for name in _CELLS if name in clause.cells]
    if set(_TIMES) & set(clause.cells):
        start, end = _ends(item)
        edits.append(
            RowEdit("time_frame_text", clause.cells.get("start_text", start), clause.cells.get("end_text", end))
        )
    return edits
