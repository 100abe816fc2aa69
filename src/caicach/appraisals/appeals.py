"""What an agency may say against its appraisal, and the answer of somebody who has not scored it."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from caicach.agencies.permissions import require
from caicach.appraisals.appraising import one_with
from caicach.assessments.bodies import works_in
from caicach.assessments.errors import (
    AlreadyAppealed,
    AlreadyDecided,
    MayNotLower,
    NoDifference,
    OwnAgency,
    OwnWord,
    ReasonMissing,
)
from caicach.assessments.filling_rules import is_different
from caicach.assessments.locking import locked_entry, store
from caicach.assessments.models import Appeal, Entry, Phase, Score, Stage
from caicach.assessments.scores import checked, require_whole, rounded_points, write_score
from caicach.assessments.windows import require_open
from caicach.audit.trail import record
from caicach.core.scoring.claims import Claim
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.errors import RowMovedOn
from caicach.ui.formats import shown_number


@transaction.atomic
def agree(*, entry: Entry, version: int, by: User, today: date) -> Entry:
    """The agency takes the appraised score as it is."""
    row = _with_difference(entry, version, by, today)
    row.agreed_at = timezone.now()
    store(row, "agreed_at")
    record("assessments.agreed", actor=by, target=row)
    return row


@transaction.atomic
def appeal(*, entry: Entry, version: int, text: str, by: User, today: date) -> Appeal:
    """The agency explains why it does not agree."""
    if not text.strip():
        raise ReasonMissing()
    row = _with_difference(entry, version, by, today)
    if Appeal.objects.filter(entry=row).exists():
        raise AlreadyAppealed(code=row.criterion.code)
    made = Appeal(entry=row, text=text.strip(), made_by=by)
    made.full_clean()
    made.save(force_insert=True)
    row.agreed_at = None
    store(row, "agreed_at")
    record("assessments.appealed", actor=by, target=row, text=made.text)
    return made


@transaction.atomic
def decide(*, appeal: Appeal, version: int, claim: Claim | None, answer: str, by: User, today: date) -> Appeal:
    """Answer an appeal in writing. claim: what counts from now on; None, and the appraisal stands."""
    row = Appeal.objects.select_for_update().get(pk=appeal.pk)
    if row.version != version:
        raise RowMovedOn(row=row)
    if row.decided_at is not None:
        raise AlreadyDecided()
    if not answer.strip():
        raise ReasonMissing()
    entry = Entry.objects.with_scores().select_for_update(of=("self",)).get(pk=row.entry_id)
    _check_reviewer(entry, by, today)
    assert entry.appraised is not None
    if claim is not None:
        require_whole(entry.criterion.as_core, claim)
    _check_direction(entry, claim)
    standing = entry.appraised.as_core if claim is None else claim
    score = write_score(entry, Stage.DECIDED, standing, by=by, reason=answer.strip())
    store(entry, "decided")
    row.answer, row.decided_by, row.decided_at = answer.strip(), by, timezone.now()
    row.is_changed = score.points != entry.appraised.points
    row.version += 1
    row.save(update_fields=["answer", "decided_by", "decided_at", "is_changed", "version"])
    record("assessments.appeal_decided", actor=by, target=entry, points=score.points, answer=row.answer)
    return row


def earlier_decisions(entry: Entry) -> list[Appeal]:
    """What was decided on the same criterion before, in this round and in those before, the newest first."""
    rows = Appeal.objects.filter(entry__criterion__code=entry.criterion.code, decided_at__isnull=False)
    kept = rows.exclude(entry=entry).select_related("entry__assessment__agency", "entry__assessment__round")
    return list(kept.select_related("entry__decided", "entry__appraised").order_by("-decided_at")[:10])


def _with_difference(entry: Entry, version: int, by: User, today: date) -> Entry:
    row = locked_entry(entry, version)
    require(by, Permission.ASSESSMENT_FILL, row.assessment.agency)
    require_open(row.assessment, Phase.APPEAL, today)
    if not is_different(row):
        raise NoDifference(code=row.criterion.code)
    return row


def _check_reviewer(entry: Entry, by: User, today: date) -> None:
    """Another person than all who scored it, and of another agency."""
    require(by, Permission.APPEAL_DECIDE)
    agency = entry.assessment.agency
    if works_in(by, agency, on=today):
        raise OwnAgency(agency=agency)
    require_open(entry.assessment, Phase.DECISION, today)
    if Score.objects.filter(entry=entry, by__in=one_with(by, entry, today)).exists():
        raise OwnWord()


def _check_direction(entry: Entry, claim: Claim | None) -> None:
    """Points go down only where the round says that they may."""
    if claim is None or entry.assessment.round.may_lower or entry.appraised is None:
        return
    before, after = entry.appraised.points, rounded_points(checked(entry.criterion.as_core, claim))
    if before is not None and (after or Decimal(0)) < before:
        raise MayNotLower(points=shown_number(before))
