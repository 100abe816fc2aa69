"""The appraisers' part: accept, change with a reason, return with a day, read a second time."""

import hashlib
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from caicach.agencies.permissions import require
from caicach.assessments.bodies import appraising_for, is_on_route, route_names, works_in
from caicach.assessments.errors import (
    AlreadyAppealed,
    AnswerAwaited,
    NotSecondRead,
    NotSubmitted,
    NotYourCriterion,
    OwnAgency,
    OwnWord,
    ReasonMissing,
    ReturnTooEarly,
    ReturnTooLate,
)
from caicach.assessments.filling_rules import is_returned
from caicach.assessments.locking import locked_entry, store
from caicach.assessments.models import Appeal, AppraisalState, Entry, Phase, Score, Stage
from caicach.assessments.scores import require_whole, write_score
from caicach.assessments.windows import require_open, windows_of
from caicach.audit.trail import record
from caicach.core.scoring.claims import Claim
from caicach.delegations.separation import others_of
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.formats import day_in_words, shown_day

_SCORING = frozenset({Permission.ASSESSMENT_FILL, Permission.APPRAISAL_DO, Permission.APPEAL_DECIDE})


@transaction.atomic
def accept(*, entry: Entry, version: int, by: User, today: date) -> Entry:
    """The agency's own score holds."""
    row = _to_appraise(entry, version, by, today)
    claim = row.filled.as_core if row.filled else Claim()
    return _appraised(row, AppraisalState.ACCEPTED, claim, by=by)


@transaction.atomic
def change(*, entry: Entry, version: int, claim: Claim, reason_code: str, reason: str, by: User, today: date) -> Entry:
    """Other figures, other points, or not applicable; never without a reason."""
    if not reason.strip():
        raise ReasonMissing()
    row = _to_appraise(entry, version, by, today)
    require_whole(row.criterion.as_core, claim)
    return _appraised(row, AppraisalState.CHANGED, claim, by=by, reason_code=reason_code, reason=reason)


@transaction.atomic
def return_(*, entry: Entry, version: int, reason: str, until: date, by: User, today: date) -> Entry:
    """Ask the agency to put something right, until a day."""
    if not reason.strip():
        raise ReasonMissing()
    if until < today:
        raise ReturnTooEarly(until=shown_day(until))
    row = _to_appraise(entry, version, by, today)
    _check_in_time(row, until)
    row.appraisal, row.return_reason, row.return_until = AppraisalState.RETURNED, reason.strip(), until
    row.answered_at, row.is_done, row.appraised = None, False, None
    store(row, "appraisal", "return_reason", "return_until", "answered_at", "is_done", "appraised")
    record("assessments.returned", actor=by, target=row, reason=row.return_reason, until=until)
    return row


@transaction.atomic
def read_again(*, entry: Entry, version: int, claim: Claim, reason: str, by: User, today: date) -> Entry:
    """The second reading of a leaf that chance has chosen, by another person than the first. It changes no score."""
    row = locked_entry(entry, version)
    _check_appraiser(row, by, today)
    if not is_second_read(row):
        raise NotSecondRead(code=row.criterion.code, agency=row.assessment.agency)
    if row.appraised is None or row.appraised.by_id in one_with(by, row, today):
        raise OwnWord()
    require_whole(row.criterion.as_core, claim)
    score = write_score(row, Stage.SECOND, claim, by=by, reason=reason)
    store(row, "second")
    record("assessments.read_again", actor=by, target=row, points=score.points, reason=score.reason)
    return row


def is_second_read(entry: Entry) -> bool:
    """Whether chance, fixed by the round's seed, wants this leaf of this agency read a second time."""
    round = entry.assessment.round
    return is_chosen(round.seed, entry.assessment.agency.code, entry.criterion.code, round.second_share)


def is_chosen(seed: str, agency_code: str, criterion_code: str, share: Decimal) -> bool:
    """The same seed chooses the same leaves: SHA-256 of seed, agency and leaf in its lowest `share`."""
    drawn = hashlib.sha256(f"{seed}:{agency_code}:{criterion_code}".encode()).digest()[:8]
    return Decimal(int.from_bytes(drawn)) < share * 2**64


def _to_appraise(entry: Entry, version: int, by: User, today: date) -> Entry:
    """The entry, locked, if this person may appraise it now."""
    row = locked_entry(entry, version)
    _check_appraiser(row, by, today)
    if Appeal.objects.filter(entry=row).exists():
        raise AlreadyAppealed(code=row.criterion.code)
    if is_returned(row, today):
        raise AnswerAwaited(code=row.criterion.code, agency=row.assessment.agency, until=shown_day(row.return_until))
    return row


def _check_in_time(row: Entry, until: date) -> None:
    """What is put right has to be appraised again, so it comes in while the appraisal is open."""
    assessment = row.assessment
    window = windows_of(assessment.round).of(Phase.APPRAISAL, assessment.agency)
    if window is not None and until > window.closes_on:
        raise ReturnTooLate(until=shown_day(until), last=day_in_words(window.closes_on))


def _check_appraiser(row: Entry, by: User, today: date) -> None:
    """Raise unless this person appraises this leaf of this agency today. The own agency comes first: it is a rule."""
    assessment = row.assessment
    require(by, Permission.APPRAISAL_DO)
    if works_in(by, assessment.agency, on=today):
        raise OwnAgency(agency=assessment.agency)
    if assessment.submitted_at is None:
        raise NotSubmitted(agency=assessment.agency)
    require_open(assessment, Phase.APPRAISAL, today)
    if not is_on_route(row, appraising_for(by, on=today)):
        names = route_names(assessment, row.criterion.code)
        raise NotYourCriterion(code=row.criterion.code, bodies=names or shown_day(None))
    if Score.objects.filter(entry=row, stage=Stage.FILLED, by__in=one_with(by, row, today)).exists():
        raise OwnWord()


def one_with(by: User, row: Entry, today: date) -> set[int]:
    """Everybody who counts as this person in the round: himself, and with whom he has acted for one another since."""
    round = row.assessment.round
    return others_of(by, since=timezone.localdate(round.opened_at or round.made_at), until=today, acts=_SCORING)


def _appraised(
    row: Entry, state: AppraisalState, claim: Claim, *, by: User, reason_code: str = "", reason: str = ""
) -> Entry:
    score = write_score(row, Stage.APPRAISED, claim, by=by, reason_code=reason_code, reason=reason)
    row.appraisal = state
    store(row, "appraisal", "appraised")
    record(
        "assessments.appraised",
        actor=by,
        target=row,
        state=state,
        points=score.points,
        claim=score.claim,
        reason=score.reason,
    )
    return row
