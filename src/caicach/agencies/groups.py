"""Groups of agencies on a day: "các sở, ban, ngành" are those of that day."""

from datetime import date

from caicach.agencies.models import Agency, AgencyGroup, GroupMember


def members_on(group: AgencyGroup, day: date) -> list[Agency]:
    """The agencies that a group stands for on a day: by its rule, by its dated list, or none for an open group."""
    if group.is_open:
        return []
    living = Agency.objects.valid_on(day)
    if group.rule_kinds:
        return list(living.filter(kind__in=group.rule_kinds))
    listed = GroupMember.objects.filter(group=group).valid_on(day).values("agency")
    return list(living.filter(pk__in=listed))


def ended_members_on(group: AgencyGroup, day: date) -> list[Agency]:
    """Agencies still on the list of a group that no longer exist on that day: somebody must decide what follows."""
    listed = GroupMember.objects.filter(group=group).valid_on(day).values("agency")
    return list(Agency.objects.filter(pk__in=listed, valid_to__lt=day))
