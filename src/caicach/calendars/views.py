"""The calendar: a month, a week, the year."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from caicach.agencies.dates import entries_of
from caicach.agencies.permissions import require
from caicach.calendars.forms import WHOLE, CalendarFilter
from caicach.calendars.pages import counts_of, days_of, last_of_month, weeks_of
from caicach.calendars.timeline import HEIGHT, MOST_ROWS, Scale, groups_of, year_of
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.pages import page_or_part

_DAY = timedelta(days=1)


@require_GET
@login_required
def month(request: Request) -> HttpResponse:
    """A month as a table of weeks; on a phone the days with something on them."""
    form, today = _form(request), timezone.localdate()
    first = form.first_of_month
    last = last_of_month(first)
    entries = entries_of(form.asked(first, last), form.kinds)
    context = {
        "weeks": weeks_of(first, entries, today=today),
        "first": first,
        "counts": counts_of(entries),
        "before": _with(request, month=f"{first - _DAY:%Y-%m}", day=""),
        "after": _with(request, month=f"{last + _DAY:%Y-%m}", day=""),
        "now": _with(request, month="", day=""),
        "week_query": _with(request, month=""),
    }
    return _page(request, form, "calendars/month.html", context)


@require_GET
@login_required
def week(request: Request) -> HttpResponse:
    """A week with everything on each day."""
    form, today = _form(request), timezone.localdate()
    monday = form.monday
    entries = entries_of(form.asked(monday, monday + timedelta(days=6)), form.kinds)
    context = {
        "days": days_of(monday, entries, today=today),
        "first": monday,
        "last": monday + timedelta(days=6),
        "counts": counts_of(entries),
        "before": _with(request, day=f"{monday - timedelta(days=7):%Y-%m-%d}", month=""),
        "after": _with(request, day=f"{monday + timedelta(days=7):%Y-%m-%d}", month=""),
        "now": _with(request, day="", month=""),
    }
    return _page(request, form, "calendars/week.html", context)


@require_GET
@login_required
def year(request: Request) -> HttpResponse:
    """The year: of one agency, one plan or the own desk row by row, of the whole a line for each plan."""
    form, today = _form(request), timezone.localdate()
    scale = Scale(form.of_year)
    asked = form.asked(*year_of(scale.year))
    entries = entries_of(asked, form.kinds)
    groups = groups_of(entries, scale)
    is_by_row = asked.is_single or asked.plan is not None or asked.domain is not None
    count = sum(len(group.bars) for group in groups)
    context = {
        "scale": scale,
        "height": HEIGHT,
        "groups": groups,
        "is_by_row": is_by_row and count <= MOST_ROWS,
        "is_too_much": is_by_row and count > MOST_ROWS,
        "today_x": scale.today_x(today),
        "this_month": today.month if today.year == scale.year else None,
        "counts": counts_of(entries),
        "before": _with(request, year=str(scale.year - 1)),
        "after": _with(request, year=str(scale.year + 1)),
        "now": _with(request, year=""),
    }
    return _page(request, form, "calendars/year.html", context)


def _form(request: Request) -> CalendarFilter:
    require(request.user, Permission.ASSIGNMENT_VIEW)
    return CalendarFilter(request.GET, user=request.user, today=timezone.localdate())


def _page(request: Request, form: CalendarFilter, template: str, context: dict[str, Any]) -> HttpResponse:
    narrowed = {name for name in form.chosen if name in ("kind", "agency", "domain", "plan")}
    whole = form.chosen.get("whose") == WHOLE
    more = {"form": form, "today": timezone.localdate(), "is_narrowed": bool(narrowed), "is_whole": whole}
    more["query"] = _with(request)
    return page_or_part(request, template, "calendar", context | more)


def _with(request: Request, **changed: str) -> str:
    """The address of this page with other values; what is empty falls out."""
    query = request.GET.copy()
    for name, value in changed.items():
        query[name] = value
    for name in [name for name, value in query.items() if not value]:
        del query[name]
    return f"?{query.urlencode()}" if query else "?"
