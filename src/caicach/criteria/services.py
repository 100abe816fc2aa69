"""Every change to criteria sets: read in as a draft, issued, withdrawn, thrown away."""

import hashlib
import json
from typing import Any

from django.db import transaction
from django.utils import timezone

from caicach.agencies.permissions import require_or_machine
from caicach.audit.trail import record
from caicach.core.scoring import criteria as core
from caicach.core.scoring.plain import to_plain
from caicach.core.text import fold
from caicach.criteria.errors import SetNotDraft, SetNotIssued
from caicach.criteria.models import CriteriaSet, Criterion, SetState
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
    is_new = row._state.adding
    _take_over(row, checked, content)
    row.made_by, row.version = by, row.version if is_new else row.version + 1
    row.full_clean(exclude=["content"])
    row.save()
    row.nodes.all().delete()
    _write_nodes(row, checked)
    record("criteria.set_read_in", actor=by, target=row, sha256=row.content_hash, leaves=row.leaf_count)
    return row, True


@transaction.atomic
def issue_set(*, criteria_set: CriteriaSet, version: int, by: User | None) -> CriteriaSet:
    """Put a draft into force; from then on it never changes."""
    row = _locked(criteria_set, version, by)
    if not row.is_draft:
        raise SetNotDraft(set=row)
    row.state, row.issued_at = SetState.ISSUED, timezone.now()
    _save(row, "state", "issued_at")
    record("criteria.set_issued", actor=by, target=row, sha256=row.content_hash)
    return row


@transaction.atomic
def withdraw_set(*, criteria_set: CriteriaSet, version: int, by: User | None) -> CriteriaSet:
    """Take a set out of force; it stays to be read."""
    row = _locked(criteria_set, version, by)
    if row.state != SetState.ISSUED:
        raise SetNotIssued(set=row)
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


def _write_nodes(row: CriteriaSet, checked: core.CriteriaSet) -> None:
    made: list[Criterion] = []
    for criterion in checked.criteria:
        _write(row, criterion, None, made)
    Criterion.objects.bulk_create(made)


def _write(row: CriteriaSet, criterion: core.Criterion, parent: Criterion | None, made: list[Criterion]) -> None:
    node = Criterion(
        criteria_set=row,
        parent=parent,
        order=len(made) + 1,
        depth=parent.depth + 1 if parent else 0,
        code=criterion.code,
        name=criterion.name,
        max_score=criterion.max_score,
        is_leaf=criterion.is_leaf,
        search_text=fold(" ".join([criterion.code, criterion.name, *criterion.leads, *criterion.evidence])),
    )
    made.append(node)
    for child in criterion.children:
        _write(row, child, node, made)
