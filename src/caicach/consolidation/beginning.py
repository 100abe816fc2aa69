"""A round's consolidated reports: one for each agency in charge of its domains, one for the whole, as the kind says."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction

from caicach.agencies.models import Agency, DomainLead, Membership
from caicach.agencies.permissions import require_or_machine
from caicach.audit.trail import record
from caicach.consolidation import errors
from caicach.consolidation.models import ConsolidatedSection, Consolidation, ConsolidationMove, MoveKind
from caicach.people.models import User
from caicach.people.permissions import Permission, Role
from caicach.reports.models import ReportRound

DOMAINS, WHOLE = "domains", "whole"


@transaction.atomic
def begin_consolidation(*, round: ReportRound, by: User | None, today: date) -> list[Consolidation]:
    """Open what the kind's data and the leads of domains on the day ask for. What is there already stays as it is."""
    require_or_machine(by, Permission.REPORT_MANAGE)
    ReportRound.objects.select_for_update(of=("self",)).get(pk=round.pk)
    levels = _levels(round)
    if not any(level.get("consolidates") == WHOLE for level in levels):
        raise errors.NotInTheKind()
    begun = Consolidation.objects.filter(round=round, is_whole=True).select_related("agency").first()
    whole = begun.agency if begun else coordinating_agency(by, today)
    found = []
    for level in levels:
        if level.get("consolidates") == DOMAINS:
            found += [_open(round, level, agency, codes, by, today) for agency, codes in _leads(round, whole, today)]
        if level.get("consolidates") == WHOLE:
            found.append(_open(round, level, whole, [one["code"] for one in round.outline], by, today))
    return found


def coordinating_agency(by: User | None, today: date) -> Agency:
    """The agency of the coordinator who asks; else the only one that has a coordinator on the day."""
    rows = Membership.objects.valid_on(today).filter(role=Role.COORDINATOR)
    own = rows.filter(user=by) if by is not None else rows
    agencies = list(Agency.objects.filter(pk__in=own.values("agency"))) or list(
        Agency.objects.filter(pk__in=rows.values("agency"))
    )
    if len(agencies) != 1:
        raise errors.NoCoordinator(on=f"{today:%d/%m/%Y}")
    return agencies[0]


def _levels(round: ReportRound) -> list[dict[str, Any]]:
    """Those of the round; what an older round does not say of consolidating, its kind does."""
    told = {level["code"]: level for level in round.kind.levels}
    keys = ("consolidates", "signs")
    return [
        level | {key: told[level["code"]][key] for key in keys if key in told.get(level["code"], {})}
        for level in round.levels
    ]


def _leads(round: ReportRound, whole: Agency, today: date) -> Iterator[tuple[Agency, list[str]]]:
    """Each agency in charge of domains with its sections; what the coordinator leads is written in the whole."""
    codes = {one["domain"]: one["code"] for one in round.outline if one.get("domain")}
    leads = DomainLead.objects.valid_on(today).filter(domain__code__in=codes).exclude(agency=whole)
    of_agency: dict[Agency, list[str]] = {}
    for lead in leads.select_related("domain", "agency").order_by("domain__order", "pk"):
        of_agency.setdefault(lead.agency, []).append(codes[lead.domain.code])
    yield from of_agency.items()


def _open(
    round: ReportRound, level: dict[str, Any], agency: Agency, codes: list[str], by: User | None, today: date
) -> Consolidation:
    fresh = {"is_whole": level["consolidates"] == WHOLE, "due_on": date.fromisoformat(level["due_on"])}
    row, is_new = Consolidation.objects.get_or_create(round=round, level=level["code"], agency=agency, defaults=fresh)
    if is_new:
        sections = [(order, one) for order, one in enumerate(round.outline, 1) if one["code"] in codes]
        ConsolidatedSection.objects.bulk_create(
            ConsolidatedSection(report=row, code=one["code"], title=one["title"], order=order)
            for order, one in sections
        )
        ConsolidationMove.objects.create(report=row, kind=MoveKind.BEGUN, on=today, by=by)
        record("consolidation.report_begun", actor=by, target=row, sections=codes)
    return row
