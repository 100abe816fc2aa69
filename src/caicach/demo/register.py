"""The invented province of the demonstration: its agencies from a file, its groups and domains, its history."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from caicach.agencies.models import Agency, AgencyGroup, Domain, Succession
from caicach.agencies.services_succession import Handover, succeed
from caicach.agencyfiles.columns import AGENCY_HEADINGS
from caicach.agencyfiles.importing import plan_import
from caicach.agencyfiles.services import apply_import
from caicach.demo.errors import ContentMissing
from caicach.groupings.services_domains import DomainFields, create_domain, set_lead
from caicach.groupings.services_groups import GroupFields, add_group, add_member
from caicach.tables.sheet import read_table

CONTENT = Path(__file__).parent / "content"


def load_register() -> int:
    """Read the agencies through the import of the register, then groups and domains. Returns how many agencies."""
    path = next((CONTENT / name for name in ("agencies.xlsx", "agencies.csv") if (CONTENT / name).exists()), None)
    if path is None:
        raise ContentMissing(name="agencies.xlsx")
    plan = plan_import(read_table(path.read_bytes(), path.name, AGENCY_HEADINGS))
    apply_import(plan=plan, by=None)
    for entry in told("groups.yaml"):
        _load_group(entry)
    for entry in told("domains.yaml"):
        _load_domain(entry)
    for entry in told("successions.yaml"):
        _load_succession(entry)
    return Agency.objects.count()


def told(name: str) -> list[dict[str, Any]]:
    """The entries of one of the demonstration's YAML files."""
    path = CONTENT / name
    if not path.exists():
        raise ContentMissing(name=name)
    return list(yaml.safe_load(path.read_text("utf-8")))


def _load_group(entry: dict[str, Any]) -> None:
    if AgencyGroup.objects.filter(code=entry["code"]).exists():
        return
    fields = GroupFields(
        code=entry["code"],
        name=entry["name"],
        aliases=tuple(entry.get("aliases", ())),
        rule_kinds=tuple(entry.get("rule_kinds", ())),
        is_open=bool(entry.get("is_open", False)),
    )
    group = add_group(fields=fields, by=None)
    for agency in Agency.objects.filter(code__in=entry.get("members", ())):
        add_member(group=group, version=group.version, agency=agency, valid_from=None, valid_to=None, by=None)
        group.refresh_from_db()


def _load_domain(entry: dict[str, Any]) -> None:
    if Domain.objects.filter(code=entry["code"]).exists():
        return
    fields = DomainFields(
        code=entry["code"], name=entry["name"], order=entry["order"], aliases=tuple(entry.get("aliases", ()))
    )
    domain = create_domain(fields=fields, by=None)
    for lead in entry.get("leads", ()):
        agency = Agency.objects.get(code=lead["agency"])
        set_lead(
            domain=domain,
            version=domain.version,
            agency=agency,
            valid_from=lead.get("from"),
            source=lead["source"],
            by=None,
        )
        domain.refresh_from_db()


def _load_succession(entry: dict[str, Any]) -> None:
    handovers = [
        Handover(
            from_agency=Agency.objects.get(code=arrow["from"]),
            to_agency=Agency.objects.get(code=arrow["to"]) if arrow["to"] else None,
            share=Decimal(arrow["share"]),
            scope=arrow["scope"],
        )
        for arrow in entry["handovers"]
    ]
    known = Succession.objects.filter(on=entry["on"], from_agency__in=[arrow.from_agency for arrow in handovers])
    if not known.exists():
        on = date.fromisoformat(entry["on"])
        succeed(kind=entry["kind"], on=on, handovers=handovers, legal_basis=entry["legal_basis"], by=None)
