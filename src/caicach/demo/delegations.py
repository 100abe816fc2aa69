"""Somebody acted for the head of a department in the demonstration, and somebody will next week."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from caicach.agencies.models import Membership
from caicach.delegations.models import Delegation
from caicach.delegations.services import Loan, end, lend
from caicach.demo.cast import person
from caicach.people.permissions import Permission, Role

_ACTS = (Permission.ASSIGNMENT_SUBMIT, Permission.REPORT_SIGN)


def act_for_others(today: date) -> int:
    """Enter both by the real services; once only. Today nobody acts for anybody, so that each card shows its role."""
    if Delegation.objects.exists():
        return 0
    head, taker = person("demo-agency_head"), person("demo-focal_point")
    agency = Membership.objects.get(user=head, role=Role.AGENCY_HEAD).agency
    for first_on, days, reason in (
        (today, 2, "Đi công tác, họp về sớm"),
        (today + timedelta(days=7), 4, "Nghỉ phép năm"),
    ):
        loan = Loan(
            giver=head,
            taker=taker,
            agency=agency,
            role=Role.AGENCY_HEAD,
            permissions=_ACTS,
            first_on=first_on,
            last_on=first_on + timedelta(days=days),
            reason=reason,
        )
        row = lend(loan=loan, by=head, today=today)
        if first_on == today:
            at = timezone.make_aware(datetime.combine(today, time(8, 15)))
            end(delegation=row, version=row.version, by=head, at=at, on=today)
    return 2
