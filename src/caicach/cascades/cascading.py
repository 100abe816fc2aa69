"""The cascade: an agency's own plan out of the rows of the province, and who covers what, both ways."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from caicach.agencies.groups import members_on
from caicach.agencies.models import Agency
from caicach.agencies.permissions import require
from caicach.audit.trail import record
from caicach.cascades.errors import AgencyPlanThere, NothingToCascade
from caicach.core.text import fold
from caicach.people.models import User
from caicach.plans.contents import PlanHead
from caicach.plans.copying import copied_rows
from caicach.plans.drafting import set_head
from caicach.plans.errors import PlanNotIssued
from caicach.plans.listing import duties_naming
from caicach.plans.models import DutyRole, ItemDuty, ItemLink, Plan, PlanItem, PlanKind, PlanState
from caicach.plans.permissions import drafting_permission
from caicach.plans.rows import lay_out
from caicach.ui.errors import RowMovedOn


@transaction.atomic
def cascade_plan(*, plan: Plan, agency: Agency, with_coordinating: bool, title: str, by: User) -> Plan:
    """Begin an agency's own plan with the provincial rows that name it, each linked to the row it carries out."""
    require(by, drafting_permission(PlanKind.AGENCY), agency)
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)  # a double click waits here
    if plan.state != PlanState.ISSUED or not plan.is_of_province:
        raise PlanNotIssued(plan=plan)
    own = Plan.objects.filter(parent__series=plan.series, owner=agency, state__in=[PlanState.DRAFT, PlanState.ISSUED])
    if (earlier := own.first()) is not None:
        raise AgencyPlanThere(plan=earlier)
    roles = None if with_coordinating else DutyRole.LEAD
    wanted = set(duties_naming(plan, agency, roles or "").filter(item__is_leaf=True).values_list("item", flat=True))
    if not wanted:
        raise NothingToCascade(agency=agency)
    draft = Plan(owner=agency, kind=PlanKind.AGENCY, parent=plan)
    set_head(draft, PlanHead(year=plan.year, title=title, theme=plan.theme, issuer=agency.name))
    draft.full_clean()
    draft.save(force_insert=True)
    copies = copied_rows(plan, draft, wanted)
    _give_to(agency, copies)
    links = [ItemLink(item=copies[key], carried_id=key) for key in copies if key in wanted]
    ItemLink.objects.bulk_create(links, batch_size=500)
    lay_out(draft)
    record("plans.cascaded", actor=by, target=draft, parent=str(plan.pk), rows=len(wanted))
    return draft


def _give_to(agency: Agency, copies: dict[UUID, PlanItem]) -> None:
    """In its own plan the agency is the lead of each row; whom it names further it decides itself."""
    duties = []
    for item in copies.values():
        if item.is_leaf:
            duties.append(ItemDuty(item=item, role=DutyRole.LEAD, agency=agency, printed=agency.name[:300]))
    ItemDuty.objects.bulk_create(duties, batch_size=500)


@transaction.atomic
def link_rows(*, plan: Plan, parent: Plan, pairs: Mapping[UUID, UUID | None], version: int, by: User) -> int:
    """Say which provincial row each row of an agency's plan carries out; None takes the link away.

    The plan may be in force: what was decided stays as it is. version: that of the plan.
    """
    plan = Plan.objects.select_for_update(of=("self",)).select_related("owner").get(pk=plan.pk)
    require(by, drafting_permission(plan.kind), plan.owner)
    if plan.state not in (PlanState.DRAFT, PlanState.ISSUED):
        raise PlanNotIssued(plan=plan)
    if plan.version != version:
        raise RowMovedOn(row=plan)
    own = {item.pk: item for item in plan.items.leaves().prefetch_related("carries_out")}
    leaves = set(parent.items.leaves().values_list("pk", flat=True))
    changed = 0
    for key, carried in pairs.items():
        if key in own and (carried is None or carried in leaves):
            changed += _link(own[key], carried, by)
    if changed:
        plan.parent = plan.parent or parent
        plan.version += 1
        plan.save(update_fields=["parent", "version"])
    return changed


def _link(item: PlanItem, carried: UUID | None, by: User) -> bool:
    """One row carries out one row here; whether that is another than before."""
    if [link.carried_id for link in item.carries_out.all()] == ([carried] if carried else []):
        return False
    item.carries_out.all().delete()
    if carried is not None:
        ItemLink.objects.create(item=item, carried_id=carried)
    record("plans.row_linked", actor=by, target=item, carried=str(carried) if carried else None)
    return True


@dataclass(frozen=True, slots=True)
class LinkChoice:
    """A row of an agency's plan, the row that it is linked to, and the rows to choose from.

    likely: the most alike first. others: all further rows that name the agency, in the order of the plan.
    """

    item: PlanItem
    linked: UUID | None
    likely: tuple[PlanItem, ...]
    others: tuple[PlanItem, ...]


def link_choices(plan: Plan, parent: Plan) -> list[LinkChoice]:
    """For each leaf of an agency's plan what it may carry out: proposals, never a link by themselves."""
    named = set(duties_naming(parent, plan.owner).values_list("item", flat=True))
    asked = [item for item in parent.items.leaves().order_by("order") if item.pk in named]
    folded = {place: fold(item.title) for place, item in enumerate(asked)}
    place_of = {item.lineage: place for place, item in enumerate(asked)}
    choices = []
    for item in plan.items.leaves().prefetch_related("carries_out__carried").order_by("order"):
        linked = [place_of[link.carried.lineage] for link in item.carries_out.all() if link.carried.lineage in place_of]
        places = dict.fromkeys((*linked, *_most_alike(fold(item.title), folded)))
        likely = tuple(asked[place] for place in places)
        others = tuple(row for place, row in enumerate(asked) if place not in places)
        choices.append(LinkChoice(item, asked[linked[0]].pk if linked else None, likely, others))
    return choices


def _most_alike(title: str, others: Mapping[int, str]) -> list[int]:
    from rapidfuzz import fuzz, process  # late: start-up of commands that compare nothing

    found = process.extract(title, others, scorer=fuzz.token_set_ratio, limit=5, score_cutoff=40)
    return [place for _, _, place in found]


def provincial_plan_for(plan: Plan) -> Plan | None:
    """The plan of the province that an agency's plan carries out: its parent as now in force, or that of the year."""
    in_force = Plan.objects.in_force().exclude(kind=PlanKind.AGENCY)
    if plan.parent is not None:
        return in_force.filter(series=plan.parent.series).first() or plan.parent
    return in_force.filter(year=plan.year, kind=PlanKind.ANNUAL).first()


@dataclass(slots=True)
class AgencyCoverage:
    """How far one agency has taken its provincial rows into its own plan."""

    agency: Agency
    plan: Plan | None = None
    asked: list[PlanItem] = field(default_factory=list)
    missing: list[PlanItem] = field(default_factory=list)
    without_parent: list[PlanItem] = field(default_factory=list)
    copied: list[PlanItem] = field(default_factory=list)

    @property
    def covered(self) -> int:
        return len(self.asked) - len(self.missing)


def coverage(plan: Plan, agencies: Iterable[Agency], *, seen: QuerySet[Plan]) -> list[AgencyCoverage]:
    """For each agency that leads rows of a provincial plan: which it has taken over, and what of its own has none.

    seen: the plans that the person who asks may see; a draft of others does not count.
    """
    leaves = {item.pk: item for item in plan.items.leaves().order_by("order")}
    led = _led_rows(plan, leaves)
    chosen = {agency.pk for agency in agencies}
    own_plans = _own_plans(plan, seen)
    lines = [
        _coverage_of(agency, rows, own_plans.get(agency.pk)) for agency, rows in led.items() if agency.pk in chosen
    ]
    return sorted(lines, key=lambda line: (line.agency.protocol_order, line.agency.collation_key))


def _led_rows(plan: Plan, leaves: dict[UUID, PlanItem]) -> dict[Agency, list[PlanItem]]:
    """Agencies and the rows that they lead, groups resolved on the day of the plan."""
    day = plan.issued_on or plan.created_at.date()
    members: dict[int, list[Agency]] = {}
    led: dict[Agency, dict[UUID, PlanItem]] = defaultdict(dict)
    duties = ItemDuty.objects.filter(item__plan=plan, item__is_leaf=True, role=DutyRole.LEAD)
    for duty in duties.select_related("agency", "group").order_by("item__order"):
        if duty.group is not None and duty.group.pk not in members:
            members[duty.group.pk] = members_on(duty.group, day)
        named = [duty.agency] if duty.agency else members[duty.group.pk] if duty.group else []
        for agency in named:
            led[agency][duty.item_id] = leaves[duty.item_id]
    return {agency: list(rows.values()) for agency, rows in led.items()}


def _own_plans(plan: Plan, seen: QuerySet[Plan]) -> dict[int, Plan]:
    """The newest living plan of each agency below any version of a provincial plan."""
    plans = seen.filter(parent__series=plan.series, state__in=[PlanState.DRAFT, PlanState.ISSUED])
    ordered = plans.order_by("number_of_version").prefetch_related("items__carries_out__carried")
    return {own.owner_id: own for own in ordered}


def _coverage_of(agency: Agency, rows: list[PlanItem], own: Plan | None) -> AgencyCoverage:
    line = AgencyCoverage(agency, own, rows, list(rows))
    if own is None:
        return line
    leaves = [item for item in own.items.all() if item.is_leaf]
    carried = {link.carried.lineage: item for item in leaves for link in item.carries_out.all()}
    line.missing = [row for row in rows if row.lineage not in carried]
    line.without_parent = [item for item in leaves if not item.carries_out.all()]
    line.copied = [
        carried[row.lineage]
        for row in rows
        if row.lineage in carried and fold(carried[row.lineage].title) == fold(row.title)
    ]
    return line
