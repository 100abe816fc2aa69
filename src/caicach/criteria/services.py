"""Every change to criteria sets: read in as a draft, issued, withdrawn, thrown away."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from caicach.agencies.permissions import require_or_machine
from caicach.audit.trail import record
from caicach.core.scoring import criteria as core
from caicach.core.scoring.plain import to_plain
from caicach.core.text import fold
from caicach.criteria.errors import SetHasFaults, SetInUse, SetNotDraft, SetNotIssued
from caicach.criteria.models import CriteriaSet, Criterion, SetState
from caicach.criteria.sentences.problems import problem_sentence
from caicach.criteria.uses import uses_of
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.errors import RowMovedOn


@transaction.atomic
def keep_draft(*, checked: core.CriteriaSet, by: User | None) -> tuple[CriteriaSet, bool]:
    """Keep a checked set as a draft; of a draft with the same key it takes the place. Returns whether anything changed.

    by: None for a command on the server.
    """
    require_or_machine(by, Permission.CRITERIA_DRAFT)
    content = to_plain(checked)
    row = CriteriaSet.objects.select_for_update().filter(key=checked.key).first() or CriteriaSet(key=checked.key)
    if row.content_hash == hash_of(content):
        return row, False
    if not row.is_draft:
        raise SetNotDraft(set=row)
    if not row._state.adding:
        row.version, row.former_content = row.version + 1, row.content
    row.made_by = by
    write_content(row, checked)
    record("criteria.set_read_in", actor=by, target=row, sha256=row.content_hash, leaves=row.leaf_count)
    return row, True


@transaction.atomic
def issue_set(*, criteria_set: CriteriaSet, version: int, by: User | None) -> CriteriaSet:
    """Put a draft into force; from then on it never changes."""
    row = _locked(criteria_set, version, by)
    if not row.is_draft:
        raise SetNotDraft(set=row)
    if row.faults:
        raise SetHasFaults(set=row, count=len(row.faults), first=problem_sentence(row.faults[0]))
    row.state, row.issued_at, row.former_content = SetState.ISSUED, timezone.now(), None
    _save(row, "state", "issued_at", "former_content")
    record("criteria.set_issued", actor=by, target=row, sha256=row.content_hash)
    return row


@transaction.atomic
def withdraw_set(*, criteria_set: CriteriaSet, version: int, by: User | None) -> CriteriaSet:
    """Take a set out of force; it stays to be read. Refused while something that is scored by it goes on."""
    row = _locked(criteria_set, version, by)
    if row.state != SetState.ISSUED:
        raise SetNotIssued(set=row)
    if running := [use.name for use in uses_of(row) if use.is_running]:
        raise SetInUse(set=row, uses="; ".join(running))
    row.state = SetState.WITHDRAWN
    _save(row, "state")
    record("criteria.set_withdrawn", actor=by, target=row)
    return row


@transaction.atomic
def discard_set(*, criteria_set: CriteriaSet, version: int, by: User | None) -> None:
    """Throw a draft away."""
    row = _locked(criteria_set, version, by)
    if not row.is_draft:
        raise SetNotDraft(set=row)
    record("criteria.set_discarded", actor=by, target=row, sha256=row.content_hash)
    row.delete()


def hash_of(content: Any) -> str:
    """The SHA-256 of a set as plain data, the same wherever it is computed."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def write_content(row: CriteriaSet, made: core.CriteriaSet, *, renamed: Mapping[str, str] | None = None) -> None:
    """Save a set and its rows; a criterion that keeps its number, or is `renamed` (old: new), keeps its row's key."""
    _take_over(row, made, to_plain(made))
    row.full_clean(exclude=["content", "former_content"])
    keys = dict(row.nodes.values_list("code", "pk")) if not row._state.adding else {}
    row.save()
    row.nodes.all().delete()
    keys = {(renamed or {}).get(code, code): key for code, key in keys.items()}
    Criterion.objects.bulk_create(_nodes(row, made, keys))


def _locked(criteria_set: CriteriaSet, version: int, by: User | None) -> CriteriaSet:
    require_or_machine(by, Permission.CRITERIA_DRAFT)
    row = CriteriaSet.objects.select_for_update(of=("self",)).get(pk=criteria_set.pk)
    if row.version != version:
        raise RowMovedOn(row=row)
    return row


def _save(row: CriteriaSet, *fields: str) -> None:
    row.version += 1
    row.save(update_fields=[*fields, "version"])


def _take_over(row: CriteriaSet, checked: core.CriteriaSet, content: Any) -> None:
    leaves = list(checked.leaves())
    row.name, row.issuer, row.decision = checked.name, checked.issuer, checked.decision
    row.agency_kind, row.last_year = checked.agency_kind, max(checked.years, default=None)
    row.leaf_count = len(leaves)
    row.unconfirmed_count = sum(not leaf.is_confirmed for leaf in leaves)
    row.content, row.content_hash = content, hash_of(content)
    row.__dict__.pop("as_core", None)  # what was computed of the content before
    row.__dict__.pop("faults", None)


def _nodes(row: CriteriaSet, made: core.CriteriaSet, keys: Mapping[str, UUID]) -> list[Criterion]:
    """A row for each criterion, in order; keys: those of rows that are kept, by number."""
    above = {child.code: criterion.code for criterion in made.nodes() for child in criterion.children}
    nodes: dict[str, Criterion] = {}
    for order, criterion in enumerate(made.nodes(), 1):
        parent = nodes.get(above.get(criterion.code, ""))
        nodes[criterion.code] = Criterion(
            **({"pk": keys[criterion.code]} if criterion.code in keys else {}),
            criteria_set=row,
            parent=parent,
            order=order,
            depth=parent.depth + 1 if parent else 0,
            code=criterion.code,
            name=criterion.name,
            max_score=criterion.max_score,
            is_leaf=criterion.is_leaf,
            search_text=fold(" ".join([criterion.code, criterion.name, *criterion.leads, *criterion.evidence])),
        )
    return list(nodes.values())
