"""What proves a result: documents of the agency's register, and what the coordinator says of each of them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from caicach.agencies.permissions import require
from caicach.audit.trail import record
from caicach.core.text import squeeze
from caicach.documentregister.likeness import closest
from caicach.documentregister.reading_heads import ask_to_read
from caicach.documentregister.registering import register_upload
from caicach.documentregister.services import standing_of
from caicach.documentregister.uses import Use
from caicach.duties.errors import ReasonMissing
from caicach.files.models import Document, StoredFile
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.errors import RowMovedOn
from caicach.work.errors import AlreadyConfirmed
from caicach.work.models import Assignment, ReportEvidence, Verdict

MOST_PROPOSALS = 5
_LOOKED_THROUGH = 300


def registered(uploads: Sequence[UploadedFile], *, assignment: Assignment, by: User) -> list[Document]:
    """Enter files into the register of the agency that owes the duty; their heads are read meanwhile."""
    documents, new = list[Document](), list[Document]()
    for upload in uploads:
        document, is_new = register_upload(upload, agency=assignment.agency, by=by)
        documents.append(document)
        if is_new:
            new.append(document)
    ask_to_read(new, by=by)
    return documents


def proposals(assignment: Assignment) -> list[Document]:
    """Documents of the agency whose words are those of the duty and that prove nothing of it yet, the closest first."""
    item = assignment.item
    used = ReportEvidence.objects.filter(report__assignment=assignment).values("document")
    own = standing_of(assignment.agency).exclude(pk__in=used)[:_LOOKED_THROUGH]
    return closest(own, f"{item.title} {item.deliverable}", most=MOST_PROPOSALS)


@transaction.atomic
def judge_evidence(
    *,
    piece: ReportEvidence,
    seen: str,
    verdict: Verdict,
    by: User,
    reason: str = "",
    missing_until: date | None = None,
) -> ReportEvidence:
    """Accept a piece of evidence, or send it back with what is missing and until when it is to be brought.

    seen: `ReportEvidence.seen` of the page on which the person decided.
    """
    held = ReportEvidence.objects.select_for_update(of=("self",)).select_related("report__assignment__agency")
    row = held.get(pk=piece.pk)
    duty = row.report.assignment
    require(by, Permission.ASSIGNMENT_CONFIRM, duty.agency)
    if duty.confirmed_on is not None:
        raise AlreadyConfirmed(on=duty.confirmed_on)
    if row.seen != seen:
        raise RowMovedOn(row=row)
    if verdict is Verdict.RETURNED and not squeeze(reason):
        raise ReasonMissing()
    is_returned = verdict is Verdict.RETURNED
    row.verdict, row.verdict_reason = verdict, squeeze(reason) if is_returned else ""
    row.missing_until = missing_until if is_returned else None
    row.judged_by, row.judged_at = by, timezone.now()
    row.full_clean()
    row.save()
    record(
        f"work.evidence_{verdict.value}", actor=by, target=duty, document=str(row.document), reason=row.verdict_reason
    )
    return row


def returned_pieces(pieces: Iterable[ReportEvidence]) -> list[ReportEvidence]:
    """The pieces that were sent back and that no later report has brought anew."""
    seen, found = set(), []
    for piece in sorted(pieces, key=lambda one: -one.pk):
        if piece.verdict == Verdict.RETURNED and piece.document_id not in seen:
            found.append(piece)
        seen.add(piece.document_id)
    return found


def proved_by(document: Document, user: User) -> Iterator[Use]:
    """The duties that a document proves, for its page in the register."""
    seen = Assignment.objects.visible_to(user)
    for duty in seen.filter(reports__evidence__document=document).select_related("item").distinct():
        yield Use(
            text=f"{duty.item.outline_code} {duty.item.title}".strip(),
            url=reverse("duties:assignment_detail", args=[duty.pk]),
        )


def may_see_evidence(user: User, file: StoredFile) -> bool:
    """Whoever sees a duty sees the files of its reports."""
    return Assignment.objects.visible_to(user).filter(reports__evidence__file=file).exists()
