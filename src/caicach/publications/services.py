"""Every change to a publication: prepared by one, approved by another, given up, corrected by a new one."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from caicach.agencies.models import Agency, AgencyKind
from caicach.agencies.permissions import require
from caicach.assessments.models import Round, RoundState, Score
from caicach.audit.trail import record
from caicach.core.publishing.packing import Bundle, pack
from caicach.core.text import is_blank
from caicach.delegations.separation import others_of, require_two
from caicach.delegations.signing import block_signed_by
from caicach.files.models import StoredFile
from caicach.files.services import keep_made_file
from caicach.jobs.faults import faultpoint
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.publications.collecting import data_of, standing_agencies
from caicach.publications.errors import (
    AlreadyPrepared,
    CorrectionNeedsReason,
    DecisionKnown,
    HasScored,
    LookAgain,
    NothingToPublish,
    NotPublished,
    NotWaiting,
    OtherBundle,
    OwnPreparation,
    RoundChanged,
    RoundNotClosed,
)
from caicach.publications.method import method_text, readme_text
from caicach.publications.models import Publication, PublicationState, PublishedResult
from caicach.ui.errors import RowMovedOn
from caicach.ui.media_types import TYPES

_BATCH = 200

_TWO_PEOPLE = frozenset({Permission.PUBLICATION_PREPARE, Permission.PUBLICATION_APPROVE})
_SCORING = frozenset(
    {Permission.ASSESSMENT_FILL, Permission.APPRAISAL_DO, Permission.APPEAL_DECIDE, Permission.OUTSIDE_SCORE_ENTER}
) | {Permission.PUBLICATION_APPROVE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """What a round has come to, before it is put before a leader. round: as it was when this was computed."""

    round: Round
    bundle: Bundle
    file: StoredFile
    reason: str


def prepare(
    *, round: Round, by: User, reason: str = "", decision_number: str = "", decided_on: date | None = None
) -> Publication:
    """Compute what a closed round has come to and put it before a leader, at once; pages let a job do it."""
    computed = compute(round=round, by=by, reason=reason)
    with transaction.atomic():
        return put_before_leader(computed, by=by, decision_number=decision_number, decided_on=decided_on)


def compute(*, round: Round, by: User, reason: str = "") -> Computed:
    """What would be published of a round, with its file kept; nothing waits for a leader yet.

    Where the round has been published before, this is a correction: it names the former publication and says why.
    """
    require(by, Permission.PUBLICATION_PREPARE)
    row = Round.objects.get(pk=round.pk)
    check_none_waits(row)
    bundle = bundle_of(row, reason=reason)
    name = file_name(row, bundle.data.number)
    file = keep_made_file(content=bundle.content, name=name, media_type=TYPES["zip"], by=by)
    return Computed(round=row, bundle=bundle, file=file, reason=reason.strip())


@transaction.atomic
def put_before_leader(
    computed: Computed, *, by: User, decision_number: str = "", decided_on: date | None = None
) -> Publication:
    """Store what was computed as the publication that waits. Refused where the round has changed meanwhile."""
    require(by, Permission.PUBLICATION_PREPARE)
    row, bundle = locked_round(computed.round), computed.bundle
    check_none_waits(row)
    if row.state != RoundState.CLOSED or row.version != computed.round.version:
        raise RoundChanged(round=row)
    made = Publication(round=row, number=bundle.data.number, corrects=former_of(row), prepared_by=by)
    made.bundle, made.sha256, made.prepared_at = computed.file, bundle.sha256, timezone.now()
    made.reason, made.unranked = computed.reason, dict(bundle.data.unranked)
    made.decision_number, made.decided_on = decision_number.strip(), decided_on
    made.full_clean()
    made.save(force_insert=True)
    _write_results(made, bundle, standing_agencies(row))
    record("publications.prepared", actor=by, target=made, sha256=made.sha256, reason=made.reason)
    faultpoint("publications.prepared")
    return made


@transaction.atomic
def approve(*, publication: Publication, version: int, sha256: str, by: User) -> Publication:
    """Publish. The caller has made sure that it is really this person, by password and code.

    sha256: of what the person has looked at. Refused where the same round gives another result by now.
    """
    row = _locked(publication, version)
    check_approver(row, by=by)
    if row.sha256 != sha256:
        raise OtherBundle()
    if not is_still_so(row):
        raise LookAgain()
    row.state, row.approved_by, row.approved_at = PublicationState.APPROVED, by, timezone.now()
    row.signed_block = _block(by, timezone.localdate(row.approved_at))
    _store(row, "state", "approved_by", "approved_at", "signed_block")
    faultpoint("publications.approved")
    former = row.corrects.number if row.corrects else None
    record("publications.approved", actor=by, target=row, sha256=row.sha256, corrects=former)
    return row


def _block(by: User, on: date) -> dict[str, str]:
    """The block of the decision; a site without a province leaves it open."""
    province = Agency.objects.filter(kind=AgencyKind.PROVINCE).first()
    return asdict(block_signed_by(province, by, on=on)) if province else {}


def check_approver(publication: Publication, *, by: User) -> None:
    """Raise unless this person may approve: a leader, another than who prepared, nobody who has given a score."""
    require(by, Permission.PUBLICATION_APPROVE)
    if not publication.is_waiting:
        raise NotWaiting()
    if publication.prepared_by_id == by.pk:
        raise OwnPreparation()
    require_two(publication.prepared_by, by, since=timezone.localdate(publication.prepared_at), acts=_TWO_PEOPLE)
    begun = publication.round.opened_at or publication.round.made_at
    mine = others_of(by, since=timezone.localdate(begun), until=timezone.localdate(), acts=_SCORING)
    if Score.objects.filter(entry__assessment__round=publication.round_id, by__in=mine).exists():
        raise HasScored()


@transaction.atomic
def discard(*, publication: Publication, version: int, by: User) -> Publication:
    """Give up what was prepared and never published."""
    row = _locked(publication, version)
    require(by, Permission.PUBLICATION_PREPARE)
    if not row.is_waiting:
        raise NotWaiting()
    row.state = PublicationState.WITHDRAWN
    _store(row, "state")
    record("publications.discarded", actor=by, target=row, sha256=row.sha256)
    return row


@transaction.atomic
def enter_decision(*, publication: Publication, version: int, number: str, decided_on: date, by: User) -> Publication:
    """Write down number and day of the signed decision, once; nothing else of a publication is ever added."""
    row = _locked(publication, version)
    require(by, Permission.PUBLICATION_PREPARE)
    if not row.is_approved:
        raise NotPublished()
    if row.decision_number:
        raise DecisionKnown(number=row.decision_number)
    row.decision_number, row.decided_on = number.strip(), decided_on
    row.full_clean()
    _store(row, "decision_number", "decided_on")
    record("publications.decision_entered", actor=by, target=row, number=row.decision_number, on=decided_on)
    return row


def bundle_of(round: Round, *, reason: str = "") -> Bundle:
    """What would be published of a round now. Raises where it may not be."""
    row = Round.objects.select_related("criteria_set").get(pk=round.pk)
    if row.state != RoundState.CLOSED:
        raise RoundNotClosed(round=row)
    former = former_of(row)
    if former is not None and is_blank(reason):
        raise CorrectionNeedsReason(round=row)
    data = data_of(row, number=former.number + 1 if former else 1, corrects=former, reason=reason.strip())
    if not data.agencies:
        raise NothingToPublish(round=row)
    return pack(data, method=method_text(row), readme=readme_text(row))


def is_still_so(publication: Publication) -> bool:
    """Whether the round still gives what was prepared, byte for byte."""
    if publication.round.state != RoundState.CLOSED:
        return False
    return bundle_of(publication.round, reason=publication.reason).sha256 == publication.sha256


def former_of(round: Round) -> Publication | None:
    """What holds of a round until something is published anew."""
    return Publication.objects.in_force().filter(round=round).first()


def file_name(round: Round, number: int) -> str:
    return f"cong-bo-{round.year}-lan-{number}-{str(round.pk)[:8]}.zip"


def check_none_waits(round: Round) -> None:
    """Raise where a publication of this round waits for a leader already."""
    if Publication.objects.filter(round=round, state=PublicationState.PREPARED).exists():
        raise AlreadyPrepared(round=round)


def locked_round(round: Round) -> Round:
    """Nobody reopens a round while it is being published."""
    return Round.objects.select_for_update().get(pk=round.pk)


def _write_results(publication: Publication, bundle: Bundle, agencies: dict[str, Agency]) -> None:
    told = bundle.results
    order = [code for group in told["groups"].values() for code in group["order"]]
    said = {one.code: one for one in bundle.data.agencies}
    rows = []
    for place, code in enumerate(order, 1):
        found: dict[str, Any] = told["agencies"][code]
        leaves = {
            leaf: one | {"reasons": _words(said[code].leaves[leaf].said)} for leaf, one in found["leaves"].items()
        }
        row = PublishedResult(publication=publication, agency=agencies[code], name=found["name"], place=place)
        row.group, row.band, row.missing = found["group"], found["band"], found["missing"]
        row.rank, row.is_tied, row.rank_change = found["rank"], found["is_tied"], found["rank_change"]
        row.exact, row.applicable = _eight(found["exact"]), _eight(found["applicable"])
        row.published = _eight(found["published"])
        by_stage = found["exact_by_stage"]
        row.filled, row.appraised = _eight_or_none(by_stage["filled"]), _eight_or_none(by_stage["appraised"])
        row.share = _eight_or_none(found["share"])
        kept = ("nodes", "printed", "printed_total", "published", "exact", "bonus", "penalty")
        row.content = {name: found[name] for name in kept} | {"leaves": leaves}
        rows.append(row)
    PublishedResult.objects.bulk_create(rows, batch_size=_BATCH)


def _words(said: Any) -> dict[str, str]:
    """Why and from where, by stage; empty ones left out."""
    told = {stage: "; ".join(filter(None, (one.reason, one.source))) for stage, one in said.items()}
    return {stage: words for stage, words in told.items() if words}


def _eight(figure: str) -> Decimal:
    """Eight digits for lists and order; all digits stand in the bundle."""
    return Decimal(figure).quantize(Decimal("1e-8"))


def _eight_or_none(figure: str | None) -> Decimal | None:
    return None if figure is None else _eight(figure)


def _locked(publication: Publication, version: int) -> Publication:
    rows = Publication.objects.select_for_update(of=("self",)).select_related("round", "corrects__round")
    row = rows.get(pk=publication.pk)
    locked_round(row.round)
    if row.version != version:
        raise RowMovedOn(row=row)
    return row


def _store(row: Publication, *fields: str) -> None:
    row.version += 1
    row.save(update_fields=[*fields, "version"])
