"""Changes to a draft, one at a time. A draft may hold faults while it is being written; it is issued without any."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db import transaction

from caicach.agencies.permissions import require_or_machine
from caicach.audit.trail import record
from caicach.core.scoring import criteria as core
from caicach.core.scoring.plain import from_plain, to_plain
from caicach.core.text import squeeze
from caicach.criteria.errors import SetNotDraft
from caicach.criteria.explaining import examples_of
from caicach.criteria.models import CriteriaSet, Criterion
from caicach.criteria.services import hash_of, write_content
from caicach.drafts import editing
from caicach.drafts.errors import CodeTaken, KeyTaken, NothingToUndo
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.errors import RowMovedOn


def facts_seen(criteria_set: core.CriteriaSet) -> str:
    """A fingerprint of the facts of a set: the same as long as nobody has changed them."""
    return hash_of(to_plain(editing.facts_of(criteria_set)))[:16]


def criterion_seen(criteria_set: core.CriteriaSet, code: str) -> str:
    """A fingerprint of one criterion with its examples, without what stands below it."""
    node = editing.own(criteria_set.node(code))
    return hash_of(to_plain([node, examples_of(criteria_set, code)]))[:16]


@transaction.atomic
def edit_criterion(
    *, criterion: Criterion, seen: str, new: core.Criterion, examples: tuple[core.WorkedExample, ...], by: User
) -> Criterion:
    """Rewrite one criterion and its examples; what others have done elsewhere in the set stays.

    seen: the fingerprint of what was opened.
    """
    row = _locked(criterion.criteria_set, by)
    node = row.nodes.filter(pk=criterion.pk).first()
    if node is None or criterion_seen(row.as_core, node.code) != seen:
        raise RowMovedOn(row=criterion)
    _refuse_taken(row, new.code, but=node.code)
    changed = editing.rewritten(row.as_core, node.code, new, examples)
    _keep(row, changed, by, "criteria.criterion_changed", code=new.code, renamed={node.code: new.code})
    return row.nodes.get(pk=criterion.pk)


@dataclass(frozen=True, slots=True)
class Cells:
    """What the table of a draft shows of a criterion. seen: a fingerprint, the same as long as nobody changes them."""

    code: str
    name: str
    max_score: Decimal

    @classmethod
    def of(cls, criterion: core.Criterion) -> "Cells":
        return cls(criterion.code, squeeze(criterion.name), criterion.max_score)

    @property
    def seen(self) -> str:
        return hash_of([self.code, self.name, f"{self.max_score.normalize():f}"])[:16]


@transaction.atomic
def edit_cells(*, criterion: Criterion, seen: str, cells: Cells, by: User) -> Criterion:
    """Rewrite number, name and points of a criterion; its rule, its examples and what stands below it stay.

    seen: the fingerprint of the cells that were opened.
    """
    row = _locked(criterion.criteria_set, by)
    node = row.nodes.filter(pk=criterion.pk).first()
    if node is None or Cells.of(row.as_core.node(node.code)).seen != seen:
        raise RowMovedOn(row=criterion)
    _refuse_taken(row, cells.code, but=node.code)
    new = replace(row.as_core.node(node.code), code=cells.code, name=cells.name, max_score=cells.max_score)
    changed = editing.rewritten(row.as_core, node.code, new, examples_of(row.as_core, node.code))
    _keep(row, changed, by, "criteria.criterion_changed", code=new.code, renamed={node.code: new.code})
    return row.nodes.select_related("criteria_set").get(pk=criterion.pk)


@transaction.atomic
def edit_facts(*, criteria_set: CriteriaSet, seen: str, facts: core.CriteriaSet, by: User) -> CriteriaSet:
    """Rewrite what the set says around its criteria."""
    row = _locked(criteria_set, by)
    if facts_seen(row.as_core) != seen:
        raise RowMovedOn(row=row)
    return _keep(row, editing.with_facts(row.as_core, facts), by, "criteria.facts_changed")


@transaction.atomic
def add_criterion(*, criteria_set: CriteriaSet, new: core.Criterion, under: Criterion | None, by: User) -> Criterion:
    """A criterion more, the last one below `under` or of the whole set."""
    row = _locked(criteria_set, by)
    _refuse_taken(row, new.code)
    parent = row.nodes.filter(pk=under.pk).first() if under else None
    if under and parent is None:
        raise RowMovedOn(row=under)
    changed = editing.added(row.as_core, new, under=parent.code if parent else "")
    _keep(row, changed, by, "criteria.criterion_added", code=new.code)
    return row.nodes.get(code=new.code)


@transaction.atomic
def move_criterion(*, criterion: Criterion, version: int, is_up: bool, by: User) -> CriteriaSet:
    """One place up or down among its siblings."""
    row = _locked(criterion.criteria_set, by, version)
    changed = editing.moved(row.as_core, criterion.code, is_up=is_up)
    return _keep(row, changed, by, "criteria.criterion_moved", code=criterion.code)


@transaction.atomic
def remove_criterion(*, criterion: Criterion, version: int, by: User) -> CriteriaSet:
    """A criterion and all below it are taken out; one step back brings them again."""
    row = _locked(criterion.criteria_set, by, version)
    changed = editing.without(row.as_core, criterion.code)
    return _keep(row, changed, by, "criteria.criterion_removed", code=criterion.code)


@transaction.atomic
def undo_change(*, criteria_set: CriteriaSet, version: int, by: User) -> CriteriaSet:
    """The draft as it was before the last change; done twice, that change is there again."""
    row = _locked(criteria_set, by, version)
    if row.former_content is None:
        raise NothingToUndo()
    return _keep(row, from_plain(core.CriteriaSet, row.former_content), by, "criteria.change_undone")


@transaction.atomic
def copy_set(*, criteria_set: CriteriaSet, key: str, name: str, year: int, by: User) -> CriteriaSet:
    """A draft that begins as a copy; its rules count as unconfirmed until they are held against the new text."""
    require_or_machine(by, Permission.CRITERIA_DRAFT)
    if CriteriaSet.objects.filter(key=key).exists():
        raise KeyTaken(key=key)
    made = editing.copied(criteria_set.as_core, key=key, name=name, year=year)
    row = CriteriaSet(key=key, made_by=by)
    write_content(row, made)
    record("criteria.set_copied", actor=by, target=row, copy_of=criteria_set.key, sha256=row.content_hash)
    return row


def _locked(criteria_set: CriteriaSet, by: User, version: int | None = None) -> CriteriaSet:
    require_or_machine(by, Permission.CRITERIA_DRAFT)
    row = CriteriaSet.objects.select_for_update(of=("self",)).filter(pk=criteria_set.pk).first()
    if row is None or (version is not None and row.version != version):
        raise RowMovedOn(row=criteria_set)
    if not row.is_draft:
        raise SetNotDraft(set=row)
    return row


def _refuse_taken(row: CriteriaSet, code: str, *, but: str = "") -> None:
    if code != but and row.nodes.filter(code=code).exists():
        raise CodeTaken(code=code)


def _keep(
    row: CriteriaSet,
    changed: core.CriteriaSet,
    by: User,
    event: str,
    *,
    code: str = "",
    renamed: Mapping[str, str] | None = None,
) -> CriteriaSet:
    """The changed set, with one step back; a change that changes nothing leaves no trace."""
    if hash_of(to_plain(changed)) == row.content_hash:
        return row
    row.former_content = row.content
    row.version += 1
    write_content(row, changed, renamed=renamed or {})
    told: dict[str, Any] = {"criterion": code} if code else {}
    record(event, actor=by, target=row, sha256=row.content_hash, **told)
    return row
