"""Writing domains and who is in charge of them."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from caicach.agencies.errors import CodeTaken, EndsBeforeItBegins
from caicach.agencies.models import Agency, Domain, DomainLead
from caicach.agencies.permissions import require_or_machine
from caicach.audit.trail import record
from caicach.core.text import squeeze
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.errors import RowMovedOn


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainFields:
    """What a domain is."""

    code: str
    name: str
    order: int
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None


@transaction.atomic
def create_domain(*, fields: DomainFields, by: User | None) -> Domain:
    """Enter a domain of the programme."""
    require_or_machine(by, Permission.AGENCY_MANAGE)
    domain = Domain()
    _take_over(domain, fields)
    domain.save()
    record("agencies.domain_created", actor=by, target=domain, fields=asdict(fields))
    return domain


@transaction.atomic
def change_domain(*, domain: Domain, version: int, fields: DomainFields, by: User | None) -> Domain:
    """Change a domain's names, order or days."""
    domain = _locked_domain(domain, version=version, by=by)
    _take_over(domain, fields)
    domain.version += 1
    domain.save()
    record("agencies.domain_changed", actor=by, target=domain, fields=asdict(fields))
    return domain


@transaction.atomic
def set_lead(
    *, domain: Domain, version: int, agency: Agency, valid_from: date | None, source: str, by: User | None
) -> DomainLead:
    """From a day on an agency is in charge of a domain; who was so until then ends the day before."""
    domain = _locked_domain(domain, version=version, by=by)
    if valid_from:
        _end_running_leads(domain, valid_from)
    lead = DomainLead(domain=domain, agency=agency, valid_from=valid_from, source=squeeze(source))
    lead.full_clean()
    lead.save()
    _next_version(domain)
    record("agencies.lead_set", actor=by, target=domain, agency=agency.code, valid_from=valid_from, source=source)
    return lead


@transaction.atomic
def end_lead(*, lead: DomainLead, version: int, on: date, by: User | None) -> DomainLead:
    """An agency is in charge of a domain for the last time on a day. `version` is that of the domain."""
    domain = _locked_domain(lead.domain, version=version, by=by)
    if lead.valid_from and on < lead.valid_from:
        raise EndsBeforeItBegins(on=on)
    lead.valid_to = on
    lead.save(update_fields=["valid_to"])
    _next_version(domain)
    record("agencies.lead_ended", actor=by, target=domain, agency=lead.agency.code, on=on)
    return lead


def _end_running_leads(domain: Domain, on: date) -> None:
    for lead in DomainLead.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), domain=domain):
        if lead.valid_from and lead.valid_from >= on:
            raise EndsBeforeItBegins(on=on - timedelta(days=1))
        lead.valid_to = on - timedelta(days=1)
        lead.save(update_fields=["valid_to"])


def _locked_domain(domain: Domain, *, version: int, by: User | None) -> Domain:
    require_or_machine(by, Permission.AGENCY_MANAGE)
    domain = Domain.objects.select_for_update().get(pk=domain.pk)
    if domain.version != version:
        raise RowMovedOn(row=domain)
    return domain


def _next_version(domain: Domain) -> None:
    domain.version += 1
    domain.save(update_fields=["version"])


def _take_over(domain: Domain, fields: DomainFields) -> None:
    domain.code, domain.name, domain.order = fields.code, squeeze(fields.name), fields.order
    domain.aliases = [squeeze(alias) for alias in fields.aliases if squeeze(alias)]
    domain.valid_from, domain.valid_to = fields.valid_from, fields.valid_to
    if Domain.objects.exclude(pk=domain.pk).filter(code=domain.code).exists():
        raise CodeTaken(code=domain.code)
    if domain.valid_from and domain.valid_to and domain.valid_to < domain.valid_from:
        raise EndsBeforeItBegins(on=domain.valid_to)
    domain.full_clean()
