"""Leaves of a set as rooms about rounds need them: those that are appraised, their neighbours, what they had before."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from caicach.assessments.models import Entry, Round, Score
from caicach.core.text import fold
from caicach.criteria.models import CriteriaSet, Criterion

Leaf = TypeVar("Leaf", Criterion, Entry)
LeafKey = tuple[int, str]
"""An agency and the meaning of a leaf."""


def appraised_leaves(criteria_set: CriteriaSet) -> list[Criterion]:
    """The leaves that an agency scores itself and others appraise."""
    codes = {leaf.code for leaf in criteria_set.as_core.leaves() if leaf.scored_by == "appraisal"}
    return [node for node in criteria_set.node_list if node.code in codes]


def meaning_of(node: Criterion) -> str:
    """What a leaf is known by from one year to the next: its number and its name."""
    return f"{node.code} {fold(node.name)}"


def before_of(entry: Entry, before: Mapping[LeafKey, Score]) -> Score | None:
    """What counted for the same agency and leaf, among what was read for many."""
    return before.get((entry.assessment.agency_id, meaning_of(entry.criterion)))


def counted_before(round: Round, agencies: Iterable[int], codes: Iterable[str] | None = None) -> dict[LeafKey, Score]:
    """What counted in the round before, of some agencies and of all leaves or of some.

    A leaf goes by code and name: another name may be another criterion.
    """
    if round.previous_id is None:
        return {}
    rows = Entry.objects.filter(assessment__round=round.previous_id, assessment__agency__in=set(agencies))
    if codes is not None:
        rows = rows.filter(criterion__code__in=set(codes))
    found = rows.with_scores().select_related("criterion", "assessment")
    return {(one.assessment.agency_id, meaning_of(one.criterion)): one.newest for one in found if one.newest}


def neighbours(leaves: Sequence[Leaf], key: UUID) -> tuple[Leaf | None, Leaf | None]:
    """What stands before and behind a leaf, or an entry, of a list; nothing where it is not in there."""
    place = next((number for number, one in enumerate(leaves) if one.pk == key), None)
    if place is None:
        return None, None
    return leaves[place - 1] if place else None, leaves[place + 1] if place + 1 < len(leaves) else None
