"""Every change of a duty after it was assigned: progress, handing in, confirming, returning."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from caicach.agencies.permissions import require
from caicach.audit.trail import record
from caicach.delegations.separation import refuse_own_hat
from caicach.documentregister.periods import is_outside, reason_for
from caicach.duties.errors import (
    AlreadySeen,
    AlreadySubmitted,
    EvidenceReturned,
    NothingReported,
    NotSubmitted,
    ReasonMissing,
)
from caicach.duties.evidence_period import first_day
from caicach.files.models import Document
from caicach.jobs.faults import faultpoint
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.errors import RowMovedOn
from caicach.work.errors import AlreadyConfirmed, WorkWithdrawn
from caicach.work.followers import tell_reported
from caicach.work.models import Assignment, Occurrence, ProgressReport, ReportEvidence, Verdict
from caicach.work.permissions import require_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What an agency says of its duty; None is "not said"."""

    text: str = ""
    obstacle: str = ""
    percent: int | None = None
    quantity: int | None = None
    occurrence: Occurrence | None = None
    proofs: tuple[Document, ...] = ()
    period_reason: str = ""  # why a document from before the period proves the duty all the same


@transaction.atomic
def report_progress(*, assignment: Assignment, version: int, progress: Progress, by: User, on: date) -> ProgressReport:
    """Write down how far a duty is. Earlier reports stay as they are."""
    row = _locked(assignment.pk)
    require_for(by, Permission.ASSIGNMENT_REPORT, row)
    _check_open(row, version)
    first = first_day(row)
    reason = reason_for(progress.proofs, first=first, reason=progress.period_reason)
    report = ProgressReport(
        assignment=row,
        text=progress.text,
        obstacle=progress.obstacle,
        progress_percent=progress.percent,
        actual_quantity=progress.quantity,
        occurrence=progress.occurrence,
        reported_on=on,
        reported_by=by,
    )
    report.full_clean()
    report.save(force_insert=True)
    ReportEvidence.objects.bulk_create(
        ReportEvidence(
            report=report,
            document=document,
            file=document.file,
            period_reason=reason if is_outside(document, first) else "",
        )
        for document in progress.proofs
    )
    if progress.percent is not None:
        row.progress_percent = progress.percent
    row.last_reported_on = on
    if progress.occurrence is not None:
        _finish_occurrence(row, progress.occurrence, progress.quantity, on)
    _store(row, "progress_percent", "last_reported_on", "due_on", "extended_from")
    record(
        "work.progress_reported",
        actor=by,
        target=row,
        percent=progress.percent,
        quantity=progress.quantity,
        text=progress.text,
        obstacle=progress.obstacle,
        documents=[str(document.pk) for document in progress.proofs],
        period_reason=reason,
        files=[document.file.sha256 for document in progress.proofs if document.file],
    )
    tell_reported(report)
    return report


@transaction.atomic
def submit(*, assignment: Assignment, version: int, by: User, on: date) -> Assignment:
    """Hand in an agency's result, after at least one report said what it is."""
    row = _locked(assignment.pk)
    require(by, Permission.ASSIGNMENT_SUBMIT, row.agency)
    _check_open(row, version)
    if row.last_reported_on is None:
        raise NothingReported()
    row.submitted_on, row.submitted_by = on, by
    row.returned_on, row.seen_at = None, None
    _store(row, "submitted_on", "submitted_by", "returned_on", "seen_at")
    record("work.submitted", actor=by, target=row, on=on)
    faultpoint("work.submitted")
    return row


@transaction.atomic
def take_back(*, assignment: Assignment, version: int, by: User) -> Assignment:
    """Take back what was handed in, as long as nobody has looked at it."""
    row = _locked(assignment.pk)
    require(by, Permission.ASSIGNMENT_SUBMIT, row.agency)
    _check_handed_in(row, version)
    if row.seen_at is not None:
        raise AlreadySeen()
    row.submitted_on, row.submitted_by = None, None
    _store(row, "submitted_on", "submitted_by")
    record("work.taken_back", actor=by, target=row)
    return row


@transaction.atomic
def look_at(*, assignment: Assignment, by: User, at: datetime) -> Assignment:
    """Note that the coordinator has opened what was handed in; from now on it cannot be taken back."""
    row = _locked(assignment.pk)
    require(by, Permission.ASSIGNMENT_CONFIRM, row.agency)
    if row.submitted_on is None or row.confirmed_on is not None:
        raise NotSubmitted()
    if row.seen_at is None:
        row.seen_at = at
        Assignment.objects.filter(pk=row.pk).update(seen_at=at)
        record("work.looked_at", actor=by, target=row)
    return row


@transaction.atomic
def confirm(*, assignment: Assignment, version: int, by: User, on: date) -> Assignment:
    """Accept the result: the duty is completed, on time or late by the day it was handed in."""
    row = _locked(assignment.pk)
    require(by, Permission.ASSIGNMENT_CONFIRM, row.agency)
    _check_handed_in(row, version)
    refuse_own_hat(by, row.submitted_by)
    if count := _returned_evidence(row):
        raise EvidenceReturned(count=count)
    row.confirmed_on = on
    _store(row, "confirmed_on")
    record("work.confirmed", actor=by, target=row, on=on, submitted_on=row.submitted_on)
    return row


@transaction.atomic
def return_(*, assignment: Assignment, version: int, reason: str, by: User, on: date) -> Assignment:
    """Send a result back to the agency, with the reason."""
    row = _locked(assignment.pk)
    require(by, Permission.ASSIGNMENT_CONFIRM, row.agency)
    _check_handed_in(row, version)
    if not reason.strip():
        raise ReasonMissing()
    submitted_on = row.submitted_on
    row.submitted_on, row.submitted_by, row.seen_at = None, None, None
    row.returned_on, row.return_reason = on, reason.strip()
    _store(row, "submitted_on", "submitted_by", "seen_at", "returned_on", "return_reason")
    record("work.returned", actor=by, target=row, on=on, reason=row.return_reason, submitted_on=submitted_on)
    return row


def _returned_evidence(row: Assignment) -> int:
    """How many pieces of the newest report were sent back."""
    newest = row.reports.first()
    return newest.evidence.filter(verdict=Verdict.RETURNED).count() if newest else 0


def _locked(pk: UUID) -> Assignment:
    """Read alone: PostgreSQL finds no row that was waited for and belongs to another agency or item now."""
    return Assignment.objects.select_for_update().get(pk=pk)


def _check_open(row: Assignment, version: int) -> None:
    if row.withdrawn_at is not None:
        raise WorkWithdrawn()
    if row.confirmed_on is not None:
        raise AlreadyConfirmed(on=row.confirmed_on)
    if row.submitted_on is not None:
        raise AlreadySubmitted(on=row.submitted_on)
    if row.version != version:
        raise RowMovedOn(row=row)


def _check_handed_in(row: Assignment, version: int) -> None:
    if row.withdrawn_at is not None:
        raise WorkWithdrawn()
    if row.confirmed_on is not None:
        raise AlreadyConfirmed(on=row.confirmed_on)
    if row.submitted_on is None:
        raise NotSubmitted()
    if row.version != version:
        raise RowMovedOn(row=row)


def _finish_occurrence(row: Assignment, occurrence: Occurrence, quantity: int | None, on: date) -> None:
    """Mark one instance as done; the duty's due date moves to the next instance that is not."""
    if occurrence.assignment_id != row.pk:
        raise ValueError("an occurrence of another assignment")
    occurrence.actual_quantity = occurrence.actual_quantity if quantity is None else quantity
    occurrence.done_on = occurrence.done_on or on
    occurrence.save(update_fields=["actual_quantity", "done_on"])
    still_open = row.occurrences.filter(done_on=None).order_by("due_on").first()
    if still_open is not None and still_open.due_on != row.due_on:
        row.due_on, row.extended_from = still_open.due_on, None


def _store(row: Assignment, *fields: str) -> None:
    row.full_clean(validate_unique=False, validate_constraints=True)
    changed = Assignment.objects.filter(pk=row.pk, version=row.version)
    values = {field: getattr(row, field) for field in fields}
    if not changed.update(version=F("version") + 1, **values):
        raise RowMovedOn(row=row)
    row.version += 1
