"""Writing to the register: agencies and their names."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.db import transaction

from caicach.agencies.errors import CodeTaken, EndsBeforeItBegins, LastName, NotThereOnThatDay, ParentIsBelow
from caicach.agencies.models import Agency, AgencyName, AgencyNameKind, Succession, SuccessionKind
from caicach.agencies.naming import correct_name, refresh_from_names, replace_name, write_name
from caicach.agencies.permissions import require_or_machine
from caicach.agencies.succession import is_valid_on
from caicach.audit.trail import record
from caicach.core.text import squeeze
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.errors import RowMovedOn


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyFields:
    """What an agency is, as a form or a row of a file says it. `name` and `short_name` are those of today."""

    code: str
    kind: str
    name: str
    short_name: str = ""
    parent: Agency | None = None
    head_title: str = ""
    identification_code: str = ""
    protocol_order: int = 1000
    is_specialised: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class FormerName:
    """An official name of earlier days."""

    text: str
    valid_from: date | None
    valid_to: date


_PLAIN = (
    "code",
    "kind",
    "parent",
    "head_title",
    "identification_code",
    "protocol_order",
    "is_specialised",
    "valid_from",
    "valid_to",
    "legal_basis",
)


@transaction.atomic
def create_agency(
    *,
    fields: AgencyFields,
    by: User | None,
    aliases: Sequence[str] = (),
    former_names: Sequence[FormerName] = (),
) -> Agency:
    """Enter an agency with its names; they hold from the day it exists, or from the end of its last former name."""
    require_or_machine(by, Permission.AGENCY_MANAGE)
    agency = Agency(name=squeeze(fields.name))
    _take_over(agency, fields)
    agency.save()
    for old in former_names:
        write_name(agency, old.text, AgencyNameKind.OFFICIAL, valid_from=old.valid_from, valid_to=old.valid_to)
    named_from = max((old.valid_to + timedelta(days=1) for old in former_names), default=fields.valid_from)
    write_name(agency, fields.name, AgencyNameKind.OFFICIAL, valid_from=named_from)
    if fields.short_name:
        write_name(agency, fields.short_name, AgencyNameKind.SHORT, valid_from=fields.valid_from)
    for alias in aliases:
        write_name(agency, alias, AgencyNameKind.ALIAS)
    refresh_from_names(agency)
    agency.save()
    record("agencies.agency_created", actor=by, target=agency, fields=_plain(fields), aliases=list(aliases))
    return agency


@transaction.atomic
def change_agency(*, agency: Agency, version: int, fields: AgencyFields, by: User | None) -> Agency:
    """Put an agency's entry right. A name given here corrects the newest one; a new name is `rename_agency`."""
    agency = locked_agency(agency, version=version, by=by)
    before = _plain(fields_of(agency))
    _take_over(agency, fields)
    correct_name(agency, AgencyNameKind.OFFICIAL, fields.name)
    correct_name(agency, AgencyNameKind.SHORT, fields.short_name)
    save_agency(agency)
    after = _plain(fields_of(agency))
    changes = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
    record("agencies.agency_changed", actor=by, target=agency, changes=changes)
    return agency


@transaction.atomic
def rename_agency(
    *, agency: Agency, version: int, name: str, short_name: str = "", on: date, legal_basis: str, by: User | None
) -> Agency:
    """From a day on the agency is called otherwise; its row, duties and history stay the same."""
    agency = locked_agency(agency, version=version, by=by)
    if not is_valid_on(agency, on):
        raise NotThereOnThatDay(agency=agency, on=on)
    old = replace_name(agency, AgencyNameKind.OFFICIAL, name, on)
    if short_name and squeeze(short_name) != agency.short_name:
        replace_name(agency, AgencyNameKind.SHORT, short_name, on)
    save_agency(agency)
    Succession.objects.create(
        from_agency=agency, to_agency=agency, kind=SuccessionKind.RENAME, on=on, legal_basis=squeeze(legal_basis)
    )
    record("agencies.agency_renamed", actor=by, target=agency, old=old, new=agency.name, on=on)
    return agency


@transaction.atomic
def add_name(
    *,
    agency: Agency,
    version: int,
    text: str,
    kind: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
    by: User | None,
) -> AgencyName:
    """Write down one more name: another way of calling the agency, or an official name of earlier days."""
    agency = locked_agency(agency, version=version, by=by)
    name = write_name(agency, text, kind, valid_from=valid_from, valid_to=valid_to)
    save_agency(agency)
    record("agencies.name_added", actor=by, target=agency, text=name.text, kind=kind)
    return name


@transaction.atomic
def end_name(*, name: AgencyName, version: int, on: date, by: User | None) -> AgencyName:
    """A name is used for the last time on a day. `version` is that of the agency."""
    agency = locked_agency(name.agency, version=version, by=by)
    if name.kind == AgencyNameKind.OFFICIAL:
        raise LastName()
    if name.valid_from and on < name.valid_from:
        raise EndsBeforeItBegins(on=on)
    name.valid_to = on
    name.save(update_fields=["valid_to"])
    save_agency(agency)
    record("agencies.name_ended", actor=by, target=agency, text=name.text, on=on)
    return name


def locked_agency(agency: Agency, *, version: int, by: User | None) -> Agency:
    """The row as it stands, locked until the transaction ends; refused when it has moved on."""
    agency = Agency.objects.select_for_update(of=("self",)).get(pk=agency.pk)
    require_or_machine(by, Permission.AGENCY_MANAGE, agency)
    if agency.version != version:
        raise RowMovedOn(row=agency)
    return agency


def save_agency(agency: Agency) -> None:
    """Save a changed agency with what follows from its names, as its next version."""
    refresh_from_names(agency)
    agency.version += 1
    agency.full_clean()
    agency.save()


def fields_of(agency: Agency) -> AgencyFields:
    """An agency's row as the fields that a form or a file would give."""
    plain = {key: getattr(agency, key) for key in _PLAIN}
    return AgencyFields(**plain, name=agency.name, short_name=agency.short_name)


def _take_over(agency: Agency, fields: AgencyFields) -> None:
    for key in _PLAIN:
        value = getattr(fields, key)
        setattr(agency, key, squeeze(value) if isinstance(value, str) else value)
    if Agency.objects.exclude(pk=agency.pk).filter(code=agency.code).exists():
        raise CodeTaken(code=agency.code)
    if fields.valid_from and fields.valid_to and fields.valid_to < fields.valid_from:
        raise EndsBeforeItBegins(on=fields.valid_to)
    _refuse_circle(agency)
    agency.full_clean()


def _refuse_circle(agency: Agency) -> None:
    above, seen = agency.parent, set()
    while above is not None and above.pk not in seen:
        if above.pk == agency.pk and agency.pk is not None:
            raise ParentIsBelow(agency=agency, parent=agency.parent)
        seen.add(above.pk)
        above = above.parent


def _plain(fields: AgencyFields) -> dict[str, object]:
    """The fields as the trail keeps them: a parent by its code."""
    shallow = {key: getattr(fields, key) for key in asdict(AgencyFields(code="", kind="", name=""))}
    return shallow | {"parent": fields.parent.code if fields.parent else None}
