"""Writing groups: their rule or their dated list."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from caicach.agencies.errors import AlreadyListed, CodeTaken, EndsBeforeItBegins
from caicach.agencies.models import Agency, AgencyGroup, GroupMember
from caicach.agencies.permissions import require_or_machine
from caicach.audit.trail import record
from caicach.core.text import collation_key, fold, squeeze
from caicach.groupings.errors import GroupIsNotAList
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.errors import RowMovedOn


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFields:
    """What a group is: all agencies of some kinds, a list (no kinds), or open ("các cơ quan liên quan")."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    rule_kinds: tuple[str, ...] = ()
    is_open: bool = False


@transaction.atomic
def add_group(*, fields: GroupFields, by: User | None) -> AgencyGroup:
    """Enter a group."""
    require_or_machine(by, Permission.AGENCY_MANAGE)
    group = AgencyGroup()
    _take_over(group, fields)
    group.save()
    record("agencies.group_added", actor=by, target=group, fields=asdict(fields))
    return group


@transaction.atomic
def change_group(*, group: AgencyGroup, version: int, fields: GroupFields, by: User | None) -> AgencyGroup:
    """Change a group's names or rule."""
    group = _locked_group(group, version=version, by=by)
    _take_over(group, fields)
    group.version += 1
    group.save()
    record("agencies.group_changed", actor=by, target=group, fields=asdict(fields))
    return group


@transaction.atomic
def add_member(
    *,
    group: AgencyGroup,
    version: int,
    agency: Agency,
    valid_from: date | None = None,
    valid_to: date | None = None,
    by: User | None,
) -> GroupMember:
    """Put an agency on the list of a group for some days."""
    group = _locked_group(group, version=version, by=by)
    if group.is_open or group.rule_kinds:
        raise GroupIsNotAList(group=group)
    if valid_from and valid_to and valid_to < valid_from:
        raise EndsBeforeItBegins(on=valid_to)
    others = GroupMember.objects.filter(group=group, agency=agency)
    if any(share_a_day(other, valid_from, valid_to) for other in others):
        raise AlreadyListed(agency=agency)
    member = GroupMember.objects.create(group=group, agency=agency, valid_from=valid_from, valid_to=valid_to)
    _next_version(group)
    record("agencies.member_added", actor=by, target=group, agency=agency.code, valid_from=valid_from)
    return member


@transaction.atomic
def end_member(*, member: GroupMember, version: int, on: date, by: User | None) -> GroupMember:
    """An agency is on the list for the last time on a day. `version` is that of the group."""
    group = _locked_group(member.group, version=version, by=by)
    if member.valid_from and on < member.valid_from:
        raise EndsBeforeItBegins(on=on)
    member.valid_to = on
    member.save(update_fields=["valid_to"])
    _next_version(group)
    record("agencies.member_ended", actor=by, target=group, agency=member.agency.code, on=on)
    return member


def share_a_day(row: GroupMember, valid_from: date | None, valid_to: date | None) -> bool:
    """Does a dated row have a day in common with a span?"""
    return (valid_from or date.min) <= (row.valid_to or date.max) and (row.valid_from or date.min) <= (
        valid_to or date.max
    )


def _locked_group(group: AgencyGroup, *, version: int, by: User | None) -> AgencyGroup:
    require_or_machine(by, Permission.AGENCY_MANAGE)
    group = AgencyGroup.objects.select_for_update().get(pk=group.pk)
    if group.version != version:
        raise RowMovedOn(row=group)
    return group


def _next_version(group: AgencyGroup) -> None:
    group.version += 1
    group.save(update_fields=["version"])


def _take_over(group: AgencyGroup, fields: GroupFields) -> None:
    group.code, group.name = fields.code, squeeze(fields.name)
    group.aliases = [squeeze(alias) for alias in fields.aliases if squeeze(alias)]
    group.is_open = fields.is_open
    group.rule_kinds = [] if fields.is_open else list(fields.rule_kinds)
    group.collation_key = collation_key(group.name)[:1000]
    group.search_text = "\n".join(fold(text) for text in [group.name, *group.aliases, group.code])
    if AgencyGroup.objects.exclude(pk=group.pk).filter(code=group.code).exists():
        raise CodeTaken(code=group.code)
    group.full_clean()
