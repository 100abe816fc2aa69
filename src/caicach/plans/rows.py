"""Rows of a plan as they go into the database and come out of it again. Only services of this room call this."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from caicach.agencies.directory import resolve_keys
from caicach.agencies.models import Agency, AgencyGroup, Domain
from caicach.core.documents.reading import Level
from caicach.core.text import fold
from caicach.plans.contents import DutyName, RowContent
from caicach.plans.domains import DomainFinder
from caicach.plans.models import DutyRole, ItemDuty, Plan, PlanItem
from caicach.plans.outline import walk
from caicach.plans.schedules import schedule_to_json, time_frame_words

_HEADINGS = (Level.PART, Level.DOMAIN, Level.GROUP)
_BATCH = 500
_LAYOUT = ["order", "path", "is_leaf"]


def add_rows(
    plan: Plan,
    contents: Sequence[RowContent],
    *,
    under: PlanItem | None = None,
    lineages: Mapping[int, UUID] | None = None,
) -> list[PlanItem]:
    """Put rows at the end of a plan (or below one of its rows) and lay the plan out anew."""
    items = [item_of(content, plan) for content in contents]
    first = (plan.items.order_by("-order").values_list("order", flat=True).first() or 0) + 1
    for place, (item, content) in enumerate(zip(items, contents, strict=True)):
        item.parent = under if content.parent is None else items[content.parent]
        item.lineage = (lineages or {}).get(place, item.lineage)
        item.order, item.path = first + place, f"~{item.pk}"
    _set_domains(items, contents, plan.issued_on)
    PlanItem.objects.bulk_create(items, batch_size=_BATCH)
    ItemDuty.objects.bulk_create(duties_of(items, contents), batch_size=_BATCH)
    lay_out(plan)
    return items


def item_of(content: RowContent, plan: Plan) -> PlanItem:
    """An unsaved row with everything that does not depend on its neighbours."""
    item = PlanItem(pk=uuid4(), plan=plan, order=0, path="", level=content.level, source=content.source)
    item.source_place, item.scores = content.source_place, content.scores
    fill(item, content)
    return item


def fill(item: PlanItem, content: RowContent) -> None:
    """Set the printed texts of a row and what they were read as."""
    item.outline_code = content.code[:60]
    item.title = content.title
    item.acceptance_note, item.deliverable = content.acceptance_note, content.deliverable
    item.lead_text, item.coordinating_text = content.lead_text, content.coordinating_text
    item.budget_million_vnd, item.note = content.budget_million_vnd, content.note
    words = time_frame_words(content.start_text, content.end_text)
    item.time_frame_text = (words or content.schedule.text)[:500]
    item.schedule = schedule_to_json(content.schedule, start_text=content.start_text, end_text=content.end_text)
    item.start_on, item.due_on = content.schedule.start_on, content.schedule.due_on
    item.search_text = search_text_of(item)


def search_text_of(item: PlanItem) -> str:
    parts = (item.outline_code, item.title, item.deliverable, item.acceptance_note)
    return fold(" ".join((*parts, item.lead_text, item.coordinating_text, item.note)))


def duties_of(items: Sequence[PlanItem], contents: Sequence[RowContent]) -> list[ItemDuty]:
    """Whom the rows name, unsaved; a name without a known agency or group makes no duty."""
    keys = {name.key for content in contents for name in (*content.leads, *content.coordinating) if name.key}
    known = resolve_keys(keys)
    duties: list[ItemDuty] = []
    for item, content in zip(items, contents, strict=True):
        duties += _duties(item, DutyRole.LEAD, content.leads, known)
        duties += _duties(item, DutyRole.COORDINATING, content.coordinating, known)
    return duties


def duties_from_names(item: PlanItem, role: DutyRole, names: Sequence[DutyName]) -> list[ItemDuty]:
    """The duties of one cell, unsaved."""
    return _duties(item, role, names, resolve_keys(name.key for name in names if name.key))


def _duties(
    item: PlanItem, role: DutyRole, names: Iterable[DutyName], known: Mapping[str, Agency | AgencyGroup]
) -> list[ItemDuty]:
    once = {name.key: name for name in reversed(list(names)) if name.key in known}
    return [
        ItemDuty(
            item=item,
            role=role,
            printed=name.printed[:300],
            is_addressed_to_head=name.is_addressed_to_head,
            order=place,
            **_whom(known[name.key]),
        )
        for place, name in enumerate(reversed(list(once.values())))
    ]


def _whom(found: Agency | AgencyGroup) -> dict[str, Any]:
    return {"agency": found} if isinstance(found, Agency) else {"group": found}


def _set_domains(items: Sequence[PlanItem], contents: Sequence[RowContent], on: date | None) -> None:
    """A heading that names a domain gives it to all rows below; the nearest heading counts."""
    finder = DomainFinder(on)
    for item, content in zip(items, contents, strict=True):
        own: Domain | None = finder.find(content.title) if content.level in _HEADINGS else None
        item.domain = own or (item.parent.domain if item.parent is not None else None)


def lay_out(plan: Plan) -> None:
    """Give every row of a plan its order, path and leaf mark anew, in the tree as it is now."""
    items = {item.pk: item for item in plan.items.only("plan", "parent", "outline_code", *_LAYOUT).order_by("order")}
    changed = []
    for order, branch in enumerate(walk((pk, item.parent_id, item.outline_code) for pk, item in items.items()), 1):
        item = items[branch.key]  # type: ignore[index]
        if (item.order, item.path, item.is_leaf) != (order, branch.path, branch.is_leaf):
            item.order, item.path, item.is_leaf = order, branch.path, branch.is_leaf
            changed.append(item)
    _store_layout(changed)


def _store_layout(items: list[PlanItem]) -> None:
    """In two steps, for paths that change places must not meet half-way."""
    final = {item.pk: item.path for item in items}
    for item in items:
        item.path = f"~{item.pk}"
    PlanItem.objects.bulk_update(items, ["path"], batch_size=_BATCH)
    for item in items:
        item.path = final[item.pk]
    PlanItem.objects.bulk_update(items, _LAYOUT, batch_size=_BATCH)
