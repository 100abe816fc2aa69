"""What happens to a consolidated report as a whole: answers, the signature, closing, reopening."""

import hashlib
import json
from dataclasses import asdict
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from caicach.agencies.models import Agency, AgencyKind
from caicach.agencies.permissions import require
from caicach.audit.trail import record
from caicach.consolidation import errors
from caicach.consolidation.checks import hindrances
from caicach.consolidation.contradictions import contradictions_of, open_contradictions
from caicach.consolidation.models import (
    Consolidation,
    ConsolidationMove,
    ContradictionAnswer,
    MoveKind,
    as_plain,
)
from caicach.core.text import squeeze
from caicach.delegations.signing import block_signed_by
from caicach.documentregister.registering import register_upload
from caicach.documentregister.services import Head
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.reports import signatures
from caicach.ui.errors import RowMovedOn

_MOST_NAMED = 3


@transaction.atomic
def answer_contradiction(
    *, report: Consolidation, key: str, version: int, reason: str, by: User
) -> ContradictionAnswer:
    """Say why two values may differ. version: of the answer that was seen, 0 where there was none."""
    row = locked(report, None)
    require(by, Permission.REPORT_CONSOLIDATE, row.agency)
    _check_unsigned(row)
    found = next((one for one in contradictions_of(row) if one.key == key), None)
    if found is None:
        raise errors.NoSuchContradiction()
    if not (told := squeeze(reason)):
        raise errors.NoReason()
    if (found.answer.version if found.answer else 0) != version:
        raise RowMovedOn(row=found.answer or row)
    fresh = {"kind": found.kind, "told": found.told, "reason": told, "by": by, "version": version + 1}
    answer, _is_new = ContradictionAnswer.objects.update_or_create(report=row, key=key, defaults=fresh)
    record("consolidation.contradiction_answered", actor=by, target=row, told=found.told, reason=told)
    return answer


@transaction.atomic
def put_before_signer(*, report: Consolidation, version: int, by: User, today: date) -> Consolidation:
    """Nothing stands against the signature: who signs may sign."""
    row = locked(report, version)
    require(by, Permission.REPORT_CONSOLIDATE, row.agency)
    check_ready(row)
    signatures.put_before_signer(row)
    _move(row, MoveKind.READY, by=by, today=today)
    return row


@transaction.atomic
def sign_report(*, report: Consolidation, version: int, by: User, today: date) -> Consolidation:
    """The head of the agency in charge signs its sections; for the whole report a leader of the province does."""
    row = locked(report, version)
    require_signer(row, by)
    check_ready(row)
    row.signed_block = asdict(block_signed_by(signing_agency(row), by, on=today))
    signatures.put_signature(row, by=by, sha256=hash_of(row), writers=_writers_of(row), also=["signed_block"])
    _move(row, MoveKind.SIGNED, by=by, today=today)
    return row


def close_report(
    *, report: Consolidation, version: int, upload: UploadedFile, head: Head, by: User, today: date
) -> Consolidation:
    """Enter the signed copy into the register of documents; with it the report is closed."""
    require(by, Permission.REPORT_MANAGE)
    with transaction.atomic():
        row = locked(report, version)
        if not row.is_signed:
            raise errors.ReportNotSigned()
        if row.is_closed:
            raise errors.ReportClosed()
        row.signed_copy, _is_new = register_upload(upload, agency=row.agency, by=by, head=head)
        row.closed_at = timezone.now()
        signatures.store(row, "signed_copy", "closed_at")
        _move(row, MoveKind.CLOSED, by=by, today=today)
    return row


@transaction.atomic
def reopen_report(*, report: Consolidation, version: int, reason: str, by: User, today: date) -> Consolidation:
    """Open a signed or closed report again, for a reason. Its signed copy stays in the register."""
    row = locked(report, version)
    require(by, Permission.REPORT_MANAGE)
    if not row.is_signed:
        raise errors.ReportNotSigned()
    if not squeeze(reason):
        raise errors.NoReason()
    row.closed_at = row.signed_copy = None
    row.signed_block = {}
    signatures.take_signature_away(row, also=["signed_block", "closed_at", "signed_copy"])
    _move(row, MoveKind.REOPENED, by=by, today=today, reason=squeeze(reason))
    return row


def signing_agency(report: Consolidation) -> Agency:
    """In whose name a report is signed: the whole one in that of the province."""
    province = Agency.objects.filter(kind=AgencyKind.PROVINCE).first() if report.is_whole else None
    return province or report.agency


def require_signer(report: Consolidation, by: User) -> None:
    """Raise NotAllowed for who does not sign this report."""
    if report.is_whole:
        require(by, Permission.REPORT_APPROVE)
    else:
        require(by, Permission.REPORT_SIGN, report.agency)


def check_ready(report: Consolidation) -> None:
    """Raise what stands against signing."""
    _check_unsigned(report)
    blank = [one for one in report.sections.order_by("order") if one.is_blank]
    if blank:
        named = ", ".join(one.title for one in blank[:_MOST_NAMED]) + ("…" if len(blank) > _MOST_NAMED else "")
        raise errors.SectionsBlank(count=len(blank), sections=named)
    if found := open_contradictions(report):
        raise errors.ContradictionsOpen(count=len(found))
    for hindrance in hindrances(report):
        raise hindrance


def hash_of(report: Consolidation) -> str:
    """The SHA-256 of everything that the signature stands for."""
    text = json.dumps(as_plain(report), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def locked(report: Consolidation, version: int | None) -> Consolidation:
    """The report as it is now. version: none for what only adds."""
    rows = Consolidation.objects.select_for_update(of=("self",)).select_related("agency", "round__kind")
    row = rows.get(pk=report.pk)
    if version is not None and row.version != version:
        raise RowMovedOn(row=row)
    return row


def _check_unsigned(report: Consolidation) -> None:
    if report.is_signed:
        raise errors.ReportSigned()


def _writers_of(report: Consolidation) -> set[int]:
    return {passage.by for section in report.sections.all() for passage in section.told.passages}


def _move(row: Consolidation, kind: MoveKind, *, by: User, today: date, reason: str = "") -> None:
    ConsolidationMove.objects.create(report=row, kind=kind, on=today, reason=reason, by=by)
    told: dict[str, object] = {"reason": reason} if reason else {}
    if row.signed_hash:
        told["sha256"] = row.signed_hash
    record(f"consolidation.report_{kind}", actor=by, target=row, on=today, **told)
