"""Pages that look ahead: the load of the year, the load of one plan before it is signed, early warnings."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from caicach.agencies.permissions import require
from caicach.letters.permissions import may_write_letters
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.plans.models import Plan, PlanState
from caicach.steering.forms import WarningFilter, YearFilter
from caicach.steering.load import MONTHS, Load, load_of_duties, load_of_plan
from caicach.steering.tables import lines_of, load_as_xlsx
from caicach.steering.warnings import RULES, early_warnings
from caicach.ui.downloads import as_download
from caicach.ui.pages import page_or_part
from caicach.work.models import Assignment

PER_PAGE = 50


@require_GET
@login_required
def workload(request: Request) -> HttpResponse:
    """Who leads how much in which month of a year."""
    require(request.user, Permission.DASHBOARD_VIEW)
    form, year = _year(request)
    load = _load_of_year(form, year)
    context = {"form": form, "year": year, "query": request.GET.urlencode(), **_table(load)}
    return page_or_part(request, "steering/workload.html", "load", context)


@require_GET
@login_required
def workload_export(request: Request) -> HttpResponse:
    """The same table as a workbook."""
    require(request.user, Permission.DASHBOARD_VIEW)
    form, year = _year(request)
    title = _("Khối lượng việc chủ trì năm %(year)s theo tháng đến hạn") % {"year": year}
    return _xlsx(_load_of_year(form, year), title, f"khoi-luong-{year}.xlsx")


@require_GET
@login_required
def rehearsal(request: Request, plan_id: UUID) -> HttpResponse:
    """What a plan asks of whom, month by month: to be looked at before it is signed."""
    plan = _plan(request, plan_id)
    context = {"plan": plan, **_table(load_of_plan(plan, on=timezone.localdate()))}
    return render(request, "steering/rehearsal.html", context)


@require_GET
@login_required
def rehearsal_export(request: Request, plan_id: UUID) -> HttpResponse:
    plan = _plan(request, plan_id)
    return _xlsx(load_of_plan(plan, on=timezone.localdate()), str(plan), "khoi-luong-du-kien.xlsx")


@require_GET
@login_required
def warning_list(request: Request) -> HttpResponse:
    """Duties that will probably be late, each with the reason."""
    require(request.user, Permission.DASHBOARD_VIEW)
    today = timezone.localdate()
    form = WarningFilter(request.GET)
    told = early_warnings(Assignment.objects.standing().of_year(today.year), today=today)
    counts = Counter(warning.rule.code for warning in told)
    shown = [warning for warning in told if form.chosen in ("", warning.rule.code)]
    context = {
        "form": form,
        "today": today,
        "reasons": [(rule, counts[rule.code]) for rule in RULES],
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
        "total": len(told),
        "may_plan": may_write_letters(request.user),
    }
    return page_or_part(request, "steering/warning_list.html", "warnings", context)


def _year(request: Request) -> tuple[YearFilter, int]:
    """The filter, and the year that it chooses: by default the newest with plans in force."""
    held = Plan.objects.filter(state__in=(PlanState.ISSUED, PlanState.CLOSED), assigned_at__isnull=False)
    years = sorted(set(held.values_list("year", flat=True)), reverse=True) or [timezone.localdate().year]
    form = YearFilter({"year": years[0], **request.GET.dict()}, years=years)
    return form, form.chosen.get("year") or years[0]


def _load_of_year(form: YearFilter, year: int) -> Load:
    rows = Assignment.objects.standing().of_year(year)
    return load_of_duties(rows, year=year, only_open=bool(form.chosen.get("only_open")))


def _plan(request: Request, plan_id: UUID) -> Plan:
    return get_object_or_404(Plan.objects.visible_to(request.user), pk=plan_id)


def _table(load: Load) -> dict[str, Any]:
    return {"load": load, "lines": lines_of(load), "months": MONTHS}


def _xlsx(load: Load, title: str, name: str) -> HttpResponse:
    return as_download(load_as_xlsx(load, title), name)
