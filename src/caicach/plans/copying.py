"""A whole version of a plan copied into another one: rows, targets, duties and links, lineage kept."""

from uuid import UUID, uuid4

from caicach.plans.models import ItemDuty, ItemLink, Plan, PlanItem, Target

_HEAD = (
    "series", "kind", "owner", "parent", "year", "title", "theme", "document_kind", "number", "issued_on", "issuer",
    "signer", "legal_bases", "recipients", "source_file", "duties", "totals", "search_text",
)  # fmt: skip


def next_version_of(plan: Plan) -> Plan:
    """The unsaved head of the version that follows all others of a series."""
    newest = Plan.objects.filter(series=plan.series).order_by("-number_of_version").first() or plan
    values = {name: getattr(plan, name) for name in _HEAD}
    return Plan(number_of_version=newest.number_of_version + 1, **values)


def copy_targets(old: Plan, new: Plan) -> None:
    copies = list(old.targets.all())
    for target in copies:
        target.pk, target.plan = None, new
        target._state.adding = True
    Target.objects.bulk_create(copies)


def copy_rows(old: Plan, new: Plan) -> dict[UUID, PlanItem]:
    """All rows of one version in another, with whom they name and what they carry out; old key to new row."""
    olds = list(old.items.order_by("order"))
    keys = {item.pk: uuid4() for item in olds}
    copies: dict[UUID, PlanItem] = {}
    for item in olds:
        before = item.pk
        item.pk, item.plan = keys[before], new
        item.parent_id = keys[item.parent_id] if item.parent_id else None
        item.version, item._state.adding = 1, True
        copies[before] = item
    PlanItem.objects.bulk_create(copies.values(), batch_size=500)
    _copy_duties(old, keys)
    _copy_links(old, keys)
    return copies


def _copy_duties(old: Plan, keys: dict[UUID, UUID]) -> None:
    duties = list(ItemDuty.objects.filter(item__plan=old))
    for duty in duties:
        duty.pk, duty.item_id = None, keys[duty.item_id]
        duty._state.adding = True
    ItemDuty.objects.bulk_create(duties, batch_size=500)


def _copy_links(old: Plan, keys: dict[UUID, UUID]) -> None:
    links = [
        ItemLink(item_id=keys[link.item_id], carried_id=link.carried_id)
        for link in ItemLink.objects.filter(item__plan=old)
    ]
    ItemLink.objects.bulk_create(links, batch_size=500)


def copied_rows(old: Plan, new: Plan, wanted: set[UUID]) -> dict[UUID, PlanItem]:
    """Some rows of a plan as rows of another plan, with the headings above them: new lineage, no agencies named."""
    olds = list(old.items.order_by("order"))
    parents = {item.pk: item.parent_id for item in olds}
    needed = set(wanted)
    for key in wanted:
        above = parents.get(key)
        while above is not None and above not in needed:
            needed.add(above)
            above = parents.get(above)
    keys = {item.pk: uuid4() for item in olds if item.pk in needed}
    copies: dict[UUID, PlanItem] = {}
    for item in olds:
        if item.pk in keys:
            before = item.pk
            item.pk, item.plan, item.lineage = keys[before], new, uuid4()
            item.parent_id = keys[item.parent_id] if item.parent_id else None
            item.lead_text = new.owner.name if item.is_leaf else ""
            item.coordinating_text, item.budget_million_vnd, item.source = "", None, "cascade"
            item.source_place, item.version, item._state.adding = {}, 1, True
            copies[before] = item
    PlanItem.objects.bulk_create(copies.values(), batch_size=500)
    return copies
