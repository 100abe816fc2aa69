"""The days of duties: each instance of those that recur, the one due date of the others."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.agencies.dates import DatedEntry, DatesAsked, DateSource, Standing
from caicach.agencies.models import brief_name
from caicach.plans.models import PlanKind
from caicach.work.models import Assignment, AssignmentQuerySet, Occurrence
from caicach.work.selection import Desk, own_rows, shortened

_LONGEST = 300
_OF_DUTY = ("pk", "version", "start_on", "due_on", "submitted_on", "agency__name", "item", "item__outline_code",
            "item__title", "item__plan__title")  # fmt: skip
_OF_ROW = ("item", "item__outline_code", "item__title", "item__plan__title", "item__start_on", "due_on")


def dates_of(asked: DatesAsked) -> Iterator[DatedEntry]:
    """One by one on the own desk and of one agency; of the whole province a row stands for all that lead it."""
    rows = duties_asked(asked)
    recurring = Occurrence.objects.filter(
        assignment__in=rows.order_by().values("pk"), due_on__range=(asked.first, asked.last)
    )
    instances = Occurrence.objects.order_by().filter(assignment=OuterRef("pk"))
    once = rows.filter(~Exists(instances), due_on__range=(asked.first, asked.last))
    if asked.is_single:
        yield from _single(once, recurring, asked.today)
    else:
        yield from _by_row(once, recurring, asked.today)


def duties_asked(asked: DatesAsked) -> AssignmentQuerySet:
    """The duties that somebody asks about; of the province only leads in plans of the province."""
    if asked.is_own:
        rows = own_rows(asked.user, Desk.of(asked.user, on=asked.today))
    else:
        rows = Assignment.objects.visible_to(asked.user).standing()
    if asked.agency is not None:
        rows = rows.filter(agency=asked.agency)
    if asked.domain is not None:
        rows = rows.filter(item__domain=asked.domain)
    if asked.plan is not None:
        rows = rows.filter(item__plan=asked.plan)
    elif not asked.is_single:
        rows = rows.exclude(item__plan__kind=PlanKind.AGENCY)
    return rows if asked.is_single else rows.leads()


def _single(once: AssignmentQuerySet, recurring: QuerySet[Occurrence], today: date) -> Iterator[DatedEntry]:
    for row in once.order_by("due_on").values(*_OF_DUTY):
        is_done = row["submitted_on"] is not None
        yield _entry(row, row["due_on"], is_done, today, key=str(row["pk"]), starts_on=row["start_on"])
    named = [f"assignment__{name}" for name in _OF_DUTY]
    for line in recurring.order_by("due_on").values("pk", "first_on", "due_on", "done_on", *named):
        row = {name: line[f"assignment__{name}"] for name in _OF_DUTY}
        is_done = line["done_on"] is not None
        key = f"{row['pk']}-{line['pk']}"
        yield _entry(row, line["due_on"], is_done, today, key=key, starts_on=line["first_on"])


def _entry(
    row: dict[str, object], due_on: date, is_done: bool, today: date, *, key: str, starts_on: date | None
) -> DatedEntry:
    title = f"{row['item__outline_code']} {row['item__title']}".strip()[:_LONGEST]
    told = _("Đã gửi: %(item)s") if is_done else _("Hạn: %(item)s")
    return DatedEntry(
        day=due_on,
        text=shortened(title, 140),
        told=told % {"item": title},
        url=reverse("duties:assignment_detail", args=[row["pk"]]),
        key=key,
        sequence=int(str(row["version"])),
        starts_on=starts_on,
        who=brief_name(str(row["agency__name"])),
        standing=_stands(is_done, due_on, today),
        group=str(row["item__plan__title"]),
        row=str(row["item"]),
    )


def _by_row(once: AssignmentQuerySet, recurring: QuerySet[Occurrence], today: date) -> Iterator[DatedEntry]:
    single = once.order_by().values(*_OF_ROW)
    counted = single.annotate(many=Count("pk"), open=Count("pk", filter=Q(submitted_on=None)), one=Max("agency__name"))
    for line in counted.order_by("due_on"):
        yield _row_entry(line, today)
    named = {name: name if name == "due_on" else f"assignment__{name}" for name in _OF_ROW}
    grouped = recurring.order_by().values(*named.values())
    for line in grouped.annotate(
        many=Count("pk"), open=Count("pk", filter=Q(done_on=None)), one=Max("assignment__agency__name")
    ).order_by("due_on"):
        yield _row_entry(line | {name: line[path] for name, path in named.items()}, today)


def _row_entry(line: dict[str, object], today: date) -> DatedEntry:
    many, still_open, due_on = int(str(line["many"])), line["open"], line["due_on"]
    assert isinstance(due_on, date)
    starts_on = line["item__start_on"]
    title = f"{line['item__outline_code']} {line['item__title']}".strip()
    who = brief_name(str(line["one"])) if many == 1 else _("%(many)s cơ quan") % {"many": many}
    if still_open and many > 1:
        who = _("%(many)s cơ quan, còn %(open)s") % {"many": many, "open": still_open}
    return DatedEntry(
        day=due_on,
        text=shortened(title, 140),
        url=reverse("planprogress:item_detail", args=[line["item"]]),
        key=f"{line['item']}-{due_on:%Y%m%d}",
        starts_on=starts_on if isinstance(starts_on, date) and starts_on <= due_on else None,
        who=who,
        standing=_stands(not still_open, due_on, today),
        group=str(line["item__plan__title"]),
        row=str(line["item"]),
    )


def _stands(is_done: bool, due_on: date, today: date) -> Standing:
    if is_done:
        return Standing.DONE
    return Standing.LATE if due_on < today else Standing.OPEN


DUTIES = DateSource(
    code="duties",
    label=gettext_lazy("Nhiệm vụ"),
    icon="list-checks",
    tell=dates_of,
    order=10,
    narrows=frozenset({"agency", "domain", "plan"}),
)
