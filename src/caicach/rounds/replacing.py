"""A set is replaced during the year: a new round carries on with what means the same under both sets."""

from django.utils import timezone

from caicach.assessments.errors import RoundNotOpen
from caicach.assessments.models import Entry, EntryEvidence, Round, RoundState, Score, Stage
from caicach.audit.trail import record
from caicach.core.scoring.criteria import Criterion
from caicach.people.models import User

_BATCH = 500


def carry_over(round: Round, *, by: User | None) -> int:
    """End the round that this one replaces, and bring over what agencies have filled in. Returns how many leaves.

    Only leaves of the same number, name, maximum, rule and inputs; they are to be looked at again, so none is done.
    """
    if round.replaces is None:
        return 0
    old = Round.objects.select_for_update().select_related("criteria_set").get(pk=round.replaces.pk)
    if not old.is_open:
        raise RoundNotOpen(round=old)
    pairs = _pairs(old, round)
    _copy_scores(pairs)
    _copy_evidence(pairs)
    old.state, old.version = RoundState.ENDED, old.version + 1
    old.save(update_fields=["state", "version"])
    record("assessments.round_replaced", actor=by, target=old, by_round=str(round.pk), leaves=len(pairs))
    return len(pairs)


def same_leaves(old: Round, new: Round) -> set[str]:
    """Codes of the leaves that mean the same under both sets."""
    before = {leaf.code: leaf for leaf in old.criteria_set.as_core.leaves()}
    after = new.criteria_set.as_core.leaves()
    return {leaf.code for leaf in after if leaf.code in before and _is_same(before[leaf.code], leaf)}


def _is_same(one: Criterion, other: Criterion) -> bool:
    names = ("name", "max_score", "rule", "inputs", "scored_by", "kind", "when_not_applicable", "only_full_mark")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _pairs(old: Round, new: Round) -> list[tuple[Entry, Entry]]:
    """Old and new entries of the same agency and a leaf that means the same, where something was filled in."""
    codes = same_leaves(old, new)
    rows = Entry.objects.filter(criterion__code__in=codes).select_related("criterion", "assessment", "filled")
    fresh = {(one.assessment.agency_id, one.criterion.code): one for one in rows.filter(assessment__round=new)}
    begun = rows.filter(assessment__round=old, filled__isnull=False)
    keys = ((one, (one.assessment.agency_id, one.criterion.code)) for one in begun)
    return [(one, fresh[key]) for one, key in keys if key in fresh]


def _copy_scores(pairs: list[tuple[Entry, Entry]]) -> None:
    copies = []
    for old, new in pairs:
        held = old.filled
        assert held is not None
        same = {"claim": held.claim, "points": held.points, "is_not_applicable": held.is_not_applicable}
        copies.append(Score(entry=new, stage=Stage.FILLED, figures=held.figures, by=held.by, **same))
        new.explanation = old.explanation
    Score.objects.bulk_create(copies, batch_size=_BATCH)
    for (_old, new), score in zip(pairs, copies, strict=True):
        new.filled = score
    Entry.objects.bulk_update([new for _old, new in pairs], ["filled", "explanation"], batch_size=_BATCH)


def _copy_evidence(pairs: list[tuple[Entry, Entry]]) -> None:
    fresh = {old.pk: new for old, new in pairs}
    held = EntryEvidence.objects.filter(entry__in=list(fresh), removed_at=None)
    EntryEvidence.objects.bulk_create(
        [
            EntryEvidence(
                entry=fresh[one.entry_id], document_id=one.document_id, place=one.place, added_by_id=one.added_by_id,
                period_reason=one.period_reason, added_at=timezone.now(),
            )
            for one in held
        ],
        batch_size=_BATCH,
    )  # fmt: skip
