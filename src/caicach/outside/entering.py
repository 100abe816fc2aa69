"""Points that no agency gives itself: from surveys, from other indices, from a decision of above."""

from django.db import transaction

from caicach.agencies.permissions import require_or_machine
from caicach.assessments.errors import AgencyLeft, NotFromOutside, ReasonMissing, RoundNotOpen
from caicach.assessments.locking import locked_entry, store
from caicach.assessments.models import Entry, Stage
from caicach.assessments.scores import is_same, write_score
from caicach.audit.trail import record
from caicach.core.scoring.claims import Claim
from caicach.core.scoring.criteria import ScoredBy
from caicach.people.models import User
from caicach.people.permissions import Permission


@transaction.atomic
def enter_outside(*, entry: Entry, version: int, claim: Claim, source: str, by: User | None) -> Entry:
    """Write down a result from outside with its source. Until then the leaf has no points, and is not zero."""
    row = locked_entry(entry, version)
    require_or_machine(by, Permission.OUTSIDE_SCORE_ENTER)
    if row.criterion.as_core.scored_by is ScoredBy.APPRAISAL:
        raise NotFromOutside(code=row.criterion.code)
    if not row.assessment.round.is_open:
        raise RoundNotOpen(round=row.assessment.round)
    if row.assessment.left_at is not None:
        raise AgencyLeft(agency=row.assessment.agency)
    if not source.strip():
        raise ReasonMissing()
    if is_same(row.outside, claim) and row.outside and row.outside.source == source.strip():
        return row
    score = write_score(row, Stage.OUTSIDE, claim, by=by, source=source.strip())
    store(row, "outside")
    record("assessments.outside_entered", actor=by, target=row, claim=score.claim, source=score.source)
    return row
