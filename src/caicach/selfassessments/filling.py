"""An agency's own part: leaf by leaf, then signed by its head."""

import hashlib
import json
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from caicach.agencies.permissions import require
from caicach.assessments.bodies import route_of
from caicach.assessments.errors import (
    AlreadyAppealed,
    AlreadySubmitted,
    ClaimRefused,
    FiguresMoved,
    NotComplete,
    NotSubmitted,
    ProofMissing,
)
from caicach.assessments.filling_rules import is_returned, require_changeable
from caicach.assessments.leaves import appraised_leaves
from caicach.assessments.ledger import ledger_values, outdated_leaves, with_ledger
from caicach.assessments.locking import locked_assessment, locked_entry, store
from caicach.assessments.models import AppraisalState, Assessment, Entry, Phase, Stage
from caicach.assessments.scores import absent_inputs, checked, is_same, write_score
from caicach.assessments.windows import require_open
from caicach.audit.trail import record
from caicach.core.scoring.claims import Claim
from caicach.core.scoring.outcome import Missing
from caicach.delegations.separation import refuse_own_hat
from caicach.jobs.faults import faultpoint
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.formats import shown_day

_MOST_CODES = 8


@transaction.atomic
def fill(
    *,
    entry: Entry,
    version: int,
    claim: Claim,
    explanation: str,
    is_done: bool,
    by: User,
    today: date,
) -> Entry:
    """Write down what an agency says of a leaf. What the ledger of figures knows counts as the ledger has it.

    is_done: the agency has finished this leaf; then figures and proof must be there, or words why not.
    """
    row = locked_entry(entry, version)
    require(by, Permission.ASSESSMENT_FILL, row.assessment.agency)
    require_changeable(row, today)
    known = ledger_values(row.criterion.as_core, row.assessment.agency, row.assessment.round)
    claim = with_ledger(replace(claim, decided=None), known)
    row.explanation = explanation.strip()
    if is_done:
        check_done(row, claim)
    else:
        checked(row.criterion.as_core, claim)
    if not is_same(row.filled, claim) and not (row.filled is None and claim.is_empty):
        _appraise_anew(row)
        write_score(row, Stage.FILLED, claim, by=by, figures={name: str(one.figure.pk) for name, one in known.items()})
    row.is_done = is_done
    if is_done and is_returned(row, today):
        row.appraisal, row.answered_at = AppraisalState.WAITING, timezone.now()
    store(row, "explanation", "filled", "is_done", "appraisal", "appraised", "answered_at", "agreed_at")
    record(
        "assessments.filled",
        actor=by,
        target=row,
        claim=row.filled.claim if row.filled else {},
        explanation=row.explanation,
        is_done=is_done,
    )
    return row


@transaction.atomic
def put_before_head(*, assessment: Assessment, version: int, by: User, today: date) -> Assessment:
    """Everything is filled in: the head may sign."""
    row = locked_assessment(assessment, version)
    require(by, Permission.ASSESSMENT_FILL, row.agency)
    _check_open(row, today)
    row.ready_at, row.ready_by = timezone.now(), by
    store(row, "ready_at", "ready_by")
    record("assessments.put_before_head", actor=by, target=row)
    return row


@transaction.atomic
def sign(*, assessment: Assessment, version: int, by: User, today: date) -> Assessment:
    """The head signs and sends; from now on the claims, their evidence and the way of appraisal stand."""
    row = locked_assessment(assessment, version)
    require(by, Permission.ASSESSMENT_SIGN, row.agency)
    refuse_own_hat(by, row.ready_by)
    _check_open(row, today)
    row.submitted_at, row.submitted_by = timezone.now(), by
    row.submitted_hash, row.route = hash_of(row), route_of(row.round)
    store(row, "submitted_at", "submitted_by", "submitted_hash", "route")
    faultpoint("assessments.signed")
    record("assessments.signed", actor=by, target=row, sha256=row.submitted_hash)
    return row


@transaction.atomic
def take_back(*, assessment: Assessment, version: int, by: User, today: date) -> Assessment:
    """Undo the signature as long as nobody has appraised anything and the window is open."""
    row = locked_assessment(assessment, version)
    require(by, Permission.ASSESSMENT_SIGN, row.agency)
    if row.submitted_at is None:
        raise NotSubmitted(agency=row.agency)
    require_open(row, Phase.FILLING, today)
    if row.entries.exclude(appraisal=AppraisalState.WAITING).exists():
        raise AlreadySubmitted(agency=row.agency, at=shown_day(row.submitted_at))
    was = row.submitted_hash
    row.submitted_at, row.submitted_by, row.submitted_hash = None, None, ""
    store(row, "submitted_at", "submitted_by", "submitted_hash")
    record("assessments.taken_back", actor=by, target=row, signed_hash=was)
    return row


def open_leaves(assessment: Assessment) -> list[str]:
    """Codes of the leaves that the agency has not finished."""
    own = [leaf.pk for leaf in appraised_leaves(assessment.round.criteria_set)]
    rows = assessment.entries.filter(criterion__in=own, is_done=False)
    return list(rows.order_by("criterion__order").values_list("criterion__code", flat=True))


def hash_of(assessment: Assessment) -> str:
    """The SHA-256 of every claim of an agency and of the files that prove it, as they are now."""
    entries = assessment.entries.select_related("filled", "criterion").order_by("criterion__order")
    pieces: dict[str, list[str]] = {}
    for code, sha, key in assessment.entries.filter(evidence__removed_at=None, evidence__isnull=False).values_list(
        "criterion__code", "evidence__document__file__sha256", "evidence__document"
    ):
        pieces.setdefault(code, []).append(sha or str(key))
    told = [
        [
            one.criterion.code,
            one.filled.claim if one.filled else {},
            one.explanation,
            sorted(pieces.get(one.criterion.code, [])),
        ]
        for one in entries
    ]
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def check_done(entry: Entry, claim: Claim) -> None:
    """A finished leaf has its figures, and proof or words in its place."""
    criterion = entry.criterion.as_core
    outcome = checked(criterion, claim)
    if isinstance(outcome, Missing):
        absent = absent_inputs(criterion, outcome) or _("điểm tự chấm")
        raise ClaimRefused(code=criterion.code, what=_("còn thiếu {absent}.").format(absent=absent))
    has_words = bool(entry.explanation)
    if claim.is_not_applicable and not has_words:
        raise ClaimRefused(code=criterion.code, what=_("hãy ghi giải trình vì sao không áp dụng."))
    if criterion.evidence and not has_words and not entry.evidence.filter(removed_at=None).exists():
        raise ProofMissing(code=criterion.code)


def _appraise_anew(row: Entry) -> None:
    """After a signed form was opened again: what was appraised was another claim, so it waits once more."""
    if row.appraised is None:
        return
    if hasattr(row, "appeal"):
        raise AlreadyAppealed(code=row.criterion.code)
    row.appraisal, row.appraised, row.agreed_at = AppraisalState.WAITING, None, None


def _check_open(row: Assessment, today: date) -> None:
    if row.submitted_at is not None:
        raise AlreadySubmitted(agency=row.agency, at=shown_day(row.submitted_at))
    require_open(row, Phase.FILLING, today)
    if codes := open_leaves(row):
        shown = ", ".join(codes[:_MOST_CODES]) + ("…" if len(codes) > _MOST_CODES else "")
        raise NotComplete(count=len(codes), codes=shown)
    if codes := outdated_leaves(row):
        raise FiguresMoved(codes=", ".join(codes[:_MOST_CODES]))
