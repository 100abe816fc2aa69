"""What happens to an agency's part: words, changed numbers, the signature, what comes back and what is reopened."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from caicach.agencies.permissions import require
from caicach.audit.trail import record
from caicach.core.text import is_blank, nfc, squeeze
from caicach.delegations.separation import refuse_own_hat
from caicach.indicators.entries import check_digits, parts_of
from caicach.indicators.errors import BelowZero
from caicach.jobs.faults import faultpoint
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.reports import errors
from caicach.reports.models import MoveKind, PartFigure, PartMove, PartSection, ReportPart, as_plain
from caicach.reports.owners import may_own, require_writer
from caicach.ui.errors import RowMovedOn

NUMBERS = ("numerator", "denominator", "value")
_MOST_NAMED = 3


@transaction.atomic
def write_section(*, section: PartSection, version: int, text: str, by: User) -> PartSection:
    """Keep the words of a section; a draft until the head signs."""
    row = PartSection.objects.select_for_update(of=("self",)).select_related("part__agency").get(pk=section.pk)
    _check_open(row, by)
    if row.version != version:
        raise RowMovedOn(row=row)
    text = nfc(text).strip()
    row.text = "" if is_blank(text) else text
    row.written_by, row.written_at, row.version = by, timezone.now(), version + 1
    row.save(update_fields=["text", "written_by", "written_at", "version"])
    record("reports.section_written", actor=by, target=row, text=row.text)
    return row


@transaction.atomic
def change_figure(
    *, figure: PartFigure, version: int, numbers: Mapping[str, Decimal | None], reason: str, by: User
) -> PartFigure:
    """Report another number than the ledger has, and say why. No number at all takes the change back."""
    rows = PartFigure.objects.select_for_update(of=("self",)).select_related("section__part__agency", "indicator")
    row = rows.get(pk=figure.pk)
    _check_open(row.section, by)
    if row.version != version:
        raise RowMovedOn(row=row)
    _set_numbers(row, numbers)
    row.reason = squeeze(reason) if row.is_given else ""
    if row.is_given and not row.reason:
        raise errors.NoReason()
    row.given_by, row.given_at, row.version = by, timezone.now(), version + 1
    row.full_clean()
    row.save()
    told = {name: getattr(row, f"given_{name}") for name in NUMBERS}
    record("reports.figure_changed", actor=by, target=row, **told, reason=row.reason)
    return row


@transaction.atomic
def give_sections(
    *, part: ReportPart, version: int, owners: Mapping[str, User | None], by: User, today: date
) -> ReportPart:
    """Say who writes which section, by code; nobody: whoever writes for the agency. What is not named stays."""
    row = _locked(part, version)
    require(by, Permission.REPORT_FILL, row.agency)
    if row.is_signed:
        raise errors.PartSigned(agency=row.agency)
    people = set(may_own(row.agency, on=today))
    told: dict[str, str] = {}
    for section in row.sections.filter(code__in=owners):
        person = owners[section.code]
        if section.owner_id == (person.pk if person else None):
            continue
        if person is not None and person not in people:
            raise errors.NotOfTheAgency(person=person.full_name, agency=row.agency, section=section.title)
        section.owner = person
        section.save(update_fields=["owner"])
        told[section.code] = f"{section.title}: {person.full_name if person else '–'}"
    if told:
        _store(row)
        _move(row, MoveKind.GIVEN, by=by, today=today, reason="\n".join(told.values()), sections=list(told))
    return row


@transaction.atomic
def put_before_head(*, part: ReportPart, version: int, by: User, today: date) -> ReportPart:
    """Everything has its words: the head may sign."""
    row = _locked(part, version)
    require(by, Permission.REPORT_FILL, row.agency)
    check_complete(row)
    row.ready_at = timezone.now()
    _store(row, "ready_at")
    _move(row, MoveKind.READY, by=by, today=today)
    return row


@transaction.atomic
def sign_part(*, part: ReportPart, version: int, by: User, today: date) -> ReportPart:
    """The head signs and sends: words and numbers stand from now on. The first day decides whether it was on time."""
    row = _locked(part, version)
    require(by, Permission.REPORT_SIGN, row.agency)
    for section in row.sections.filter(written_by=by.pk).select_related("written_by")[:1]:
        refuse_own_hat(by, section.written_by)
    check_complete(row)
    row.signed_at, row.signed_by, row.sent_on = timezone.now(), by, row.sent_on or today
    row.signed_hash = hash_of(row)
    row.sections.update(is_open=False)
    _store(row, "signed_at", "signed_by", "sent_on", "signed_hash")
    _move(row, MoveKind.SIGNED, by=by, today=today)
    faultpoint("reports.part_signed")
    return row


@transaction.atomic
def return_sections(*, part: ReportPart, version: int, notes: Mapping[str, str], by: User, today: date) -> ReportPart:
    """Send some sections back, each with what is wrong with it; the others stay as they were signed."""
    row = _locked(part, version)
    require(by, Permission.REPORT_MANAGE)
    check_signed(row)
    told = {code: squeeze(note) for code, note in notes.items() if squeeze(note)}
    sections = list(row.sections.filter(code__in=told))
    if not sections:
        raise errors.NothingChosen()
    for section in sections:
        section.is_open, section.return_note, section.version = True, told[section.code], section.version + 1
        section.save(update_fields=["is_open", "return_note", "version"])
    _unsign(row)
    reason = "\n".join(f"{one.title}: {one.return_note}" for one in sections)
    _move(row, MoveKind.RETURNED, by=by, today=today, reason=reason, sections=[one.code for one in sections])
    return row


@transaction.atomic
def reopen_part(*, part: ReportPart, version: int, reason: str, by: User, today: date) -> ReportPart:
    """Open a whole part that was signed, for a reason; the first day of sending stays."""
    row = _locked(part, version)
    require(by, Permission.REPORT_MANAGE)
    check_signed(row)
    if not squeeze(reason):
        raise errors.NoReason()
    row.sections.update(is_open=True)
    _unsign(row)
    _move(row, MoveKind.REOPENED, by=by, today=today, reason=squeeze(reason))
    return row


def blank_sections(part: ReportPart) -> list[PartSection]:
    """Those that nobody has written yet."""
    return list(part.sections.filter(text="").order_by("order"))


def hash_of(part: ReportPart) -> str:
    """The SHA-256 of everything that the signature stands for."""
    text = json.dumps(as_plain(part), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _set_numbers(row: PartFigure, numbers: Mapping[str, Decimal | None]) -> None:
    wanted = {name: numbers.get(name) for name in NUMBERS}
    if any(number is not None for number in wanted.values()):
        needed = (True, True, False) if row.indicator.is_ratio else (False, False, True)
        if tuple(number is not None for number in wanted.values()) != needed:
            raise errors.WrongNumbers(indicator=row.indicator, needed=parts_of(row.indicator))
    for name, number in wanted.items():
        if number is not None:
            check_digits(number)
            if number < 0 and name != "value":
                raise BelowZero(number=number)
        setattr(row, f"given_{name}", number)


def _check_open(section: PartSection, by: User) -> None:
    require_writer(by, section)
    if section.part.is_signed or not section.is_open:
        raise errors.SectionLocked(section=section.title)


def check_complete(part: ReportPart) -> None:
    """Raise what stands against signing."""
    if part.is_signed:
        raise errors.PartSigned(agency=part.agency)
    if blank := blank_sections(part):
        named = ", ".join(one.title for one in blank[:_MOST_NAMED]) + ("…" if len(blank) > _MOST_NAMED else "")
        raise errors.PartNotComplete(count=len(blank), sections=named)


def check_signed(part: ReportPart) -> None:
    """Raise PartNotSigned for what was not sent, or came back already."""
    if not part.is_signed:
        raise errors.PartNotSigned(agency=part.agency)


def _locked(part: ReportPart, version: int) -> ReportPart:
    row = ReportPart.objects.select_for_update(of=("self",)).select_related("agency", "round").get(pk=part.pk)
    if row.version != version:
        raise RowMovedOn(row=row)
    return row


def _unsign(row: ReportPart) -> None:
    row.signed_at, row.signed_by, row.signed_hash, row.ready_at = None, None, "", None
    _store(row, "signed_at", "signed_by", "signed_hash", "ready_at")


def _store(row: ReportPart, *fields: str) -> None:
    row.version += 1
    row.save(update_fields=[*fields, "version"])


def _move(
    row: ReportPart, kind: MoveKind, *, by: User, today: date, reason: str = "", sections: list[str] | None = None
) -> None:
    PartMove.objects.create(part=row, kind=kind, on=today, reason=reason, sections=sections or [], by=by)
    told: dict[str, object] = {"reason": reason} if reason else {}
    if row.signed_hash:
        told["sha256"] = row.signed_hash
    record(f"reports.part_{kind}", actor=by, target=row, on=today, **told)
