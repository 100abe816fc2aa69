"""What every list of duties shows around its rows: chips of the filters, the page, what may be ticked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import QueryDict

from caicach.agencies.models import Agency, Membership
from caicach.people.models import User
from caicach.people.requests import Request
from caicach.work.filters import WorkFilter, ordered
from caicach.work.models import Assignment, AssignmentQuerySet
from caicach.work.quantities import with_quantities
from caicach.work.searching import closest_first
from caicach.work.selection import Desk, duty_rows

PER_PAGE = 50
FOUND_PER_PAGE = 25
"""Of what was searched: the closest stand on top, so the first ones are those that are looked at."""

_UNITS = ("unit", "service_unit")


class KeyPaginator(Paginator):  # type: ignore[type-arg]  # generic only for the checker
    """Filters, sorts and cuts the keys alone, then reads the duties of one page with their rows and agencies.

    The database would else sort all duties with all the texts that hang on them.
    """

    def __init__(self, rows: AssignmentQuerySet, per_page: int, *, today: date) -> None:
        super().__init__(rows.values_list("pk", flat=True), per_page)
        self.today = today

    def page(self, number: Any) -> "Page[Assignment]":
        page = super().page(number)
        keys = list(page.object_list)
        rows = with_quantities(Assignment.objects.with_status(self.today).with_holders())
        found = rows.select_related("item", "agency").in_bulk(keys)
        for row in found.values():
            # where nobody looks after a duty there is no such attribute
            row.holder_now = getattr(row, "held", None)  # type: ignore[attr-defined]
        return Page([found[key] for key in keys if key in found], page.number, self)


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that narrows the list, and the address without it."""

    words: str
    without: str


def chips_of(form: WorkFilter, query: QueryDict) -> list[Chip]:
    """The chosen filters in words, each with the way to take it off."""
    found = []
    for name, words in form.words():
        rest = query.copy()
        rest.pop(name, None)
        rest.pop("page", None)
        found.append(Chip(words, f"?{rest.urlencode()}"))
    return found


def list_context(
    request: Request, rows: AssignmentQuerySet, form: WorkFilter, desk: Desk, *, today: date, count: int | None = None
) -> dict[str, Any]:
    """The rows of a page with everything that their list shows; `rows` are narrowed already.

    count: how many rows there are, where it is known.
    """
    sort = request.GET.get("sort", "")
    is_by_holder = bool(desk.distributes) and not sort
    in_order = rows.those_of_nobody_first() if is_by_holder else ordered(rows, sort)
    if not sort:
        in_order = closest_first(in_order)
    paginator = KeyPaginator(in_order, FOUND_PER_PAGE if "q" in form.chosen else PER_PAGE, today=today)
    if count is not None:
        paginator.count = count
    page = paginator.get_page(request.GET.get("page"))
    return {
        "form": form,
        "page": page,
        "rows": duty_rows(page, today=today, ticked_in=desk.distributes),
        "chips": chips_of(form, request.GET),
        "is_narrowed": bool(form.chosen),
        "is_by_holder": is_by_holder,
        "shows_agency": len(desk.works_in) != 1 or not desk.distributes,
        "today": today,
    }


def people_in(agencies: Iterable[int], *, on: date) -> list[User]:
    """The people of some agencies and their units on a day; asks nothing where there are no agencies."""
    own = list(agencies)
    if not own:
        return []
    of_unit = Q(agency__parent__in=own, agency__kind__in=_UNITS)
    held = Membership.objects.valid_on(on).filter(Q(agency__in=own) | of_unit)
    return list(User.objects.filter(pk__in=held.values("user"), is_active=True))


def units_in(agencies: Iterable[int], *, on: date) -> QuerySet[Agency] | list[Agency]:
    """The units of some agencies on a day."""
    own = list(agencies)
    return Agency.objects.valid_on(on).filter(parent__in=own, kind__in=_UNITS) if own else []
