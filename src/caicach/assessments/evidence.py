"""What proves an entry: documents of the agency, registered once, attached in many places."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from caicach.agencies.permissions import require
from caicach.assessments.filling_rules import require_changeable
from caicach.assessments.locking import locked_entry, store
from caicach.assessments.models import Assessment, Entry, EntryEvidence
from caicach.audit.trail import record
from caicach.documentregister.likeness import closest
from caicach.documentregister.periods import reason_for
from caicach.documentregister.services import standing_of
from caicach.files.models import Document, StoredFile
from caicach.people.models import User
from caicach.people.permissions import Permission

MOST_PROPOSALS = 5
_LOOKED_THROUGH = 500


@transaction.atomic
def attach(
    *, entry: Entry, version: int, document: Document, by: User, today: date, place: str = "", period_reason: str = ""
) -> EntryEvidence:
    """Let a document of the agency prove an entry. The same document twice is one piece of evidence.

    period_reason: why a document from before the round's period proves it all the same; refused without one.
    """
    row = locked_entry(entry, version)
    require(by, Permission.ASSESSMENT_FILL, row.assessment.agency)
    require_changeable(row, today, proves_only=True)
    if document.agency_id != row.assessment.agency_id:
        raise ValueError("a document of another agency")
    held = row.evidence.filter(document=document, removed_at=None).first()
    if held is not None:
        return held
    reason = reason_for([document], first=row.assessment.round.period_first, reason=period_reason)
    told = {"place": place.strip(), "period_reason": reason}
    piece = EntryEvidence(entry=row, document=document, added_by=by, added_at=timezone.now(), **told)
    piece.full_clean()
    piece.save(force_insert=True)
    store(row)
    record("assessments.evidence_attached", actor=by, target=row, document=document.pk, **told)
    return piece


@transaction.atomic
def detach(*, piece: EntryEvidence, version: int, by: User, today: date) -> None:
    """Take a piece of evidence away; that it was there stays in the history."""
    row = locked_entry(piece.entry, version)
    require(by, Permission.ASSESSMENT_FILL, row.assessment.agency)
    require_changeable(row, today, proves_only=True)
    EntryEvidence.objects.filter(pk=piece.pk, removed_at=None).update(removed_at=timezone.now())
    row.is_done = False
    store(row, "is_done")
    record("assessments.evidence_detached", actor=by, target=row, document=piece.document_id)


def proposals(entry: Entry) -> list[Document]:
    """Documents of the agency whose words are those of the evidence asked for, the closest first."""
    criterion, round = entry.criterion.as_core, entry.assessment.round
    attached = entry.evidence.filter(removed_at=None).values("document")
    own = standing_of(entry.assessment.agency).not_before(round.period_first).exclude(pk__in=attached)[:_LOOKED_THROUGH]
    return closest(own, " ".join((criterion.name, *criterion.evidence)), most=MOST_PROPOSALS)


def of_last_year(entry: Entry) -> list[EntryEvidence]:
    """What proved the same leaf in the round before; proposed, never taken by itself."""
    before = entry.assessment.round.previous_id
    if before is None:
        return []
    rows = EntryEvidence.objects.filter(
        entry__assessment__round=before,
        entry__assessment__agency=entry.assessment.agency_id,
        entry__criterion__code=entry.criterion.code,
        removed_at=None,
    )
    return list(rows.select_related("document__file"))


def same_elsewhere(entry: Entry) -> QuerySet[EntryEvidence]:
    """Where else in the round the files of an entry prove something, of this agency and of others."""
    files = entry.evidence.filter(removed_at=None, document__file__isnull=False).values("document__file")
    elsewhere = EntryEvidence.objects.filter(removed_at=None, document__file__in=files).exclude(entry=entry)
    in_round = elsewhere.filter(entry__assessment__round=entry.assessment.round_id)
    return in_round.select_related("entry__criterion", "entry__assessment__agency", "document__file")


def is_late(piece: EntryEvidence, entry: Entry) -> bool:
    """Whether a piece was attached after the head had signed."""
    signed = entry.assessment.submitted_at
    return signed is not None and piece.added_at > signed


def may_see_evidence(user: User, file: StoredFile) -> bool:
    """Whoever sees an assessment sees the files that prove it; an agency sees the files of its documents."""
    seen = Assessment.objects.visible_to(user).values("pk")
    pieces = EntryEvidence.objects.filter(document__file=file, entry__assessment__in=seen)
    return pieces.exists()
