"""Pages that read the ledger: all indicators, one across agencies, one agency, one figure with its history."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from caicach.agencies.models import Agency, AgencyKind, Domain
from caicach.agencies.permissions import agencies_where, can, require
from caicach.core.period import Period
from caicach.indicators.counters import counters
from caicach.indicators.exporting import figures_as_xlsx
from caicach.indicators.forms import LedgerFilter
from caicach.indicators.models import Figure, Indicator
from caicach.indicators.periods import code_of_period, known_periods, period_asked, period_choices, words_of_period
from caicach.indicators.tables import FigureRow, agency_rows, history_of, indicator_rows, rows_of_agency
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.downloads import as_download
from caicach.ui.pages import page_or_part
from caicach.ui.searching import searched

PER_PAGE = 50
RATED = (AgencyKind.DEPARTMENT, AgencyKind.COMMUNE)
"""The kinds of agencies that are shown even where the ledger has nothing of them: what is missing shall be seen."""


@require_GET
@login_required
def indicator_list(request: Request) -> HttpResponse:
    require(request.user, Permission.FIGURE_VIEW)
    figures = Figure.objects.visible_to(request.user)
    period, form = _period_and_filter(request, leaves_out=("kind", "gaps"))
    found = searched(Indicator.objects.visible_to(request.user), form.chosen.get("q", ""))
    context = {
        "form": form,
        "rows": indicator_rows(found, figures, period),
        "domains": dict(Domain.objects.values_list("code", "name")),
        "own_agencies": _own_agencies(request),
        "counters": counters() if can(request.user, Permission.FIGURE_WRITE) else [],
        **_about(request, period),
    }
    return page_or_part(request, "indicators/indicator_list.html", "indicators", context)


@require_GET
@login_required
def indicator_detail(request: Request, code: str) -> HttpResponse:
    """One indicator across the agencies that this person sees."""
    indicator, period, form, rows = _of_indicator(request, code)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"indicator": indicator, "form": form, "page": page, "missing": _missing(rows), "total": len(rows)}
    context |= {"domain": Domain.objects.filter(code=indicator.domain_code).first(), **_about(request, period)}
    return page_or_part(request, "indicators/indicator_detail.html", "figures", context)


@require_GET
@login_required
def indicator_export(request: Request, code: str) -> HttpResponse:
    """The rows as they are filtered and sorted, as a workbook that the import reads back."""
    indicator, period, _form, rows = _of_indicator(request, code)
    content = figures_as_xlsx(rows, period)
    name = f"{indicator.code}-{code_of_period(period)}.xlsx"
    return as_download(content, name)


@require_GET
@login_required
def agency_figures(request: Request, agency_id: int) -> HttpResponse:
    """All indicators of one agency."""
    agency = get_object_or_404(agencies_where(request.user, Permission.FIGURE_VIEW), pk=agency_id)
    period, form = _period_and_filter(request, leaves_out=("kind",))
    found = searched(Indicator.objects.visible_to(request.user), form.chosen.get("q", ""))
    rows = _only_gaps(rows_of_agency(agency, found, period), form)
    context = {"agency": agency, "form": form, "rows": rows, "missing": _missing(rows), **_about(request, period)}
    context["domains"] = dict(Domain.objects.values_list("code", "name"))
    return page_or_part(request, "indicators/agency_figures.html", "figures", context)


@require_GET
@login_required
def figure_detail(request: Request, figure_id: UUID) -> HttpResponse:
    """One figure: what it is, where it comes from, what stood there before."""
    return render(request, "indicators/figure_detail.html", about_figure(request, figure_id))


def about_figure(request: Request, figure_id: UUID) -> dict[str, Any]:
    """What the page of a figure shows; of a superseded row the page is that of its place in the ledger."""
    seen = Figure.objects.visible_to(request.user).select_related("indicator", "agency")
    figure = get_object_or_404(seen, pk=figure_id)
    history = history_of(figure)
    current = next((row for row in history if row.is_current), figure)
    may_correct = can(request.user, Permission.FIGURE_FREEZE, figure.agency)
    context = {"figure": current, "row": FigureRow(figure.agency, figure.indicator, current), "history": history}
    context |= {"may_correct": may_correct and current.is_frozen}
    context["lines"] = [FigureRow(figure.agency, figure.indicator, row) for row in history]
    return {**context, **_about(request, figure.period)}


def _of_indicator(request: Request, code: str) -> tuple[Indicator, Period, LedgerFilter, list[FigureRow]]:
    indicator = get_object_or_404(Indicator.objects.visible_to(request.user), code=code)
    period, form = _period_and_filter(request)
    agencies = _agencies(request, form, indicator, period)
    rows = _only_gaps(agency_rows(indicator, agencies, period, request.GET.get("sort", "")), form)
    return indicator, period, form, rows


def _agencies(request: Request, form: LedgerFilter, indicator: Indicator, period: Period) -> QuerySet[Agency]:
    """Those that should have a figure, and those that have one."""
    seen = agencies_where(request.user, Permission.FIGURE_VIEW)
    known = Figure.objects.current().of_period(period.first, period.last).filter(indicator=indicator)
    expected = seen.valid_on(period.last).filter(kind__in=RATED)  # type: ignore[attr-defined]
    found = seen.filter(pk__in=expected.values("pk")) | seen.filter(pk__in=known.values("agency"))
    if kind := form.chosen.get("kind"):
        found = found.filter(kind=kind)
    return searched(found.distinct(), form.chosen.get("q", ""))


def _period_and_filter(request: Request, *, leaves_out: tuple[str, ...] = ()) -> tuple[Period, LedgerFilter]:
    known = known_periods(Figure.objects.visible_to(request.user).current())
    period = period_asked(request.GET.dict(), known, today=timezone.localdate())
    told = {**request.GET.dict(), "ky": code_of_period(period)}
    return period, LedgerFilter(told, periods=period_choices(known, period), leaves_out=leaves_out)


def _about(request: Request, period: Period) -> dict[str, Any]:
    return {
        "period": period,
        "period_code": code_of_period(period),
        "period_words": words_of_period(period),
        "may_write": can(request.user, Permission.FIGURE_WRITE),
        "may_freeze": can(request.user, Permission.FIGURE_FREEZE),
    }


def _own_agencies(request: Request) -> list[Agency]:
    """The few agencies of somebody who does not watch the province; units have no figures of their own."""
    return list(agencies_where(request.user, Permission.FIGURE_VIEW).filter(kind__in=RATED)[:6])


def _only_gaps(rows: list[FigureRow], form: LedgerFilter) -> list[FigureRow]:
    return [row for row in rows if row.figure is None] if form.chosen.get("gaps") else rows


def _missing(rows: list[FigureRow]) -> int:
    return sum(row.figure is None for row in rows)
