"""Writing a score: the claim is checked against the leaf, scored once, and kept with who said it and why."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from caicach.assessments.errors import ClaimRefused
from caicach.assessments.models import Entry, Score, Stage
from caicach.core.scoring import criteria as core
from caicach.core.scoring.claims import Claim, outcome_of
from caicach.core.scoring.outcome import Missing, NotApplicable, Outcome, Scored
from caicach.core.scoring.plain import to_plain
from caicach.people.models import User
from caicach.ui.formats import shown_number

SIX_DIGITS = Decimal("0.000001")


def checked(criterion: core.Criterion, claim: Claim) -> Outcome:
    """What a claim comes to. Raises ClaimRefused for figures and points that cannot be."""
    points = [one for one in (claim.given, claim.decided) if one is not None]
    if any(one > criterion.max_score or one < 0 for one in points):
        most = shown_number(criterion.max_score)
        raise ClaimRefused(code=criterion.code, what=_("điểm phải từ 0 đến {most}.").format(most=most))
    if claim.is_not_applicable and criterion.when_not_applicable == core.WhenNotApplicable.NEVER:
        raise ClaimRefused(code=criterion.code, what=_("áp dụng cho mọi cơ quan."))
    try:
        return outcome_of(criterion, claim)
    except (TypeError, ValueError) as impossible:
        raise ClaimRefused(code=criterion.code, what=_("số liệu không hợp lý, hãy xem lại.")) from impossible


def absent_inputs(criterion: core.Criterion, outcome: Missing) -> str:
    """What a leaf still wants, by the words of its inputs; nothing where only points are wanted."""
    labels = {one.name: one.label for one in criterion.inputs}
    return "; ".join(labels.get(name, name) for name in outcome.inputs)


def require_whole(criterion: core.Criterion, claim: Claim) -> None:
    """Raise unless a claim comes to points or does not apply: whoever scores for others leaves nothing open."""
    outcome = checked(criterion, claim)
    if isinstance(outcome, Missing):
        absent = absent_inputs(criterion, outcome)
        what = _("còn thiếu {absent}; điền đủ số liệu, hoặc ghi điểm ấn định.").format(absent=absent)
        raise ClaimRefused(code=criterion.code, what=what if absent else _("hãy ghi điểm ấn định."))


def write_score(
    entry: Entry,
    stage: Stage,
    claim: Claim,
    *,
    by: User | None,
    reason: str = "",
    reason_code: str = "",
    source: str = "",
    figures: Mapping[str, Any] | None = None,
) -> Score:
    """Add a score and let it hold for its stage. The caller stores the entry."""
    outcome = checked(entry.criterion.as_core, claim)
    row = Score(entry=entry, stage=stage, claim=to_plain(claim), by=by, figures=dict(figures or {}))
    row.reason, row.reason_code, row.source = reason.strip(), reason_code, source.strip()
    row.points = rounded_points(outcome)
    row.is_not_applicable = isinstance(outcome, NotApplicable)
    row.full_clean(exclude=["claim", "figures"])
    row.save(force_insert=True)
    setattr(entry, stage.value, row)
    return row


def rounded_points(outcome: Outcome) -> Decimal | None:
    """The points as lists show them; None where there are none."""
    return outcome.points.quantize(SIX_DIGITS) if isinstance(outcome, Scored) else None


def is_same(score: Score | None, claim: Claim) -> bool:
    """Whether a score says just this."""
    return score is not None and bool(score.claim == to_plain(claim))
