"""Pages that write the ledger: a figure by hand, a correction, a period that is closed, a table brought in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from caicach.agencies.fields import agency_options, option_text, refused
from caicach.agencies.models import Agency
from caicach.agencies.permissions import require
from caicach.core.period import Period
from caicach.indicators.columns import FIGURE_HEADINGS
from caicach.indicators.forms import ChooseIndicatorForm, CorrectionForm, FigureForm, FreezeForm
from caicach.indicators.importing import FigureImport, plan_figures
from caicach.indicators.models import HAND, Figure, Indicator
from caicach.indicators.periods import code_of_period, newest_period, period_asked, words_of_period
from caicach.indicators.queries import current_figures
from caicach.indicators.services import correct_figure, freeze_figures, write_figure
from caicach.indicators.services_import import apply_figures
from caicach.indicators.tables import FigureRow
from caicach.indicators.views import about_figure
from caicach.people.models import User
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.tables.views_import import TableImport

NUMBERS = ("numerator", "denominator", "value", "source_text", "as_of")
"""What a person says of a figure."""


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def figure_type(request: Request) -> HttpResponse:
    """A figure by hand: first of which indicator, then its parts under their own names."""
    require(request.user, Permission.FIGURE_WRITE)
    choice = ChooseIndicatorForm(request.GET)
    if not choice.is_valid():
        blank = ChooseIndicatorForm(request.GET if request.GET.get("chi_so") else None)
        return render(request, "indicators/figure_choose.html", {"form": blank})
    indicator = choice.cleaned_data["chi_so"]
    form = FigureForm(request.POST or None, initial=_initial(request, indicator))
    form.shape_for(indicator)
    if not form.is_valid():
        return _type_page(request, indicator, form, status=422 if form.is_bound else 200)
    if _is_unseen(form, indicator) or refused(form, lambda: _write(request, form, indicator)):
        return _type_page(request, indicator, form, status=409)
    return redirect(_back_to(indicator, form.period))


def _write(request: Request, form: FigureForm, indicator: Indicator) -> None:
    told = {name: form.numbers[name] for name in (*NUMBERS, "agency", "first", "last")}
    figure = write_figure(indicator=indicator, source=HAND, by=request.user, **told)
    messages.success(request, _("Đã ghi số liệu của %(agency)s.") % {"agency": figure.agency})


def _is_unseen(form: FigureForm, indicator: Indicator) -> bool:
    """Whether a figure stands there that the person has not seen: it is told, and sent again it is superseded."""
    agency, period = form.cleaned_data["agency"], form.period
    now = current_figures([indicator.code], [agency], period.first, period.last).get((agency.pk, indicator.code))
    if now is None or str(now.pk) == form.cleaned_data["seen"]:
        return False
    shown = {"shown": FigureRow(agency, indicator, now).shown, "source": f"{now.source_label}: {now.source_text}"}
    form.add_error(None, _("Cơ quan và kỳ này đã có số liệu: %(shown)s (%(source)s). Ghi lần nữa để thay.") % shown)
    form.data = {**form.data, "seen": str(now.pk)}
    return True


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def figure_correct(request: Request, figure_id: UUID) -> HttpResponse:
    """Put a frozen figure right, with the reason."""
    context = about_figure(request, figure_id)
    figure: Figure = context["figure"]
    require(request.user, Permission.FIGURE_FREEZE, figure.agency)
    seen = Figure.objects.select_related("indicator", "agency").get(pk=figure_id)
    form = CorrectionForm(request.POST or None, initial={name: getattr(figure, name) for name in NUMBERS})
    form.shape_for(figure.indicator)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        told = {name: form.numbers[name] for name in (*NUMBERS, "reason")}
        if not refused(form, lambda: correct_figure(figure=seen, by=request.user, **told)):
            messages.success(request, _("Đã đính chính. Số liệu cũ còn trong lịch sử."))
            return redirect("indicators:figure_detail", seen.pk)
        status = 409
    return render(request, "indicators/figure_correct.html", {**context, "form": form}, status=status)


@require_http_methods(["GET", "POST"])
@login_required
def period_freeze(request: Request) -> HttpResponse:
    """Close all figures of a period: shown first with their number, then done."""
    require(request.user, Permission.FIGURE_FREEZE)
    asked = period_asked(request.GET.dict(), [newest_period(today=timezone.localdate())], today=timezone.localdate())
    form = FreezeForm(request.POST or None, initial={"first": asked.first, "last": asked.last})
    if form.is_valid():
        period = Period(**form.cleaned_data)
        count = freeze_figures(period=period, agencies=Agency.objects.all(), by=request.user)
        messages.success(request, _("Đã chốt %(count)s số liệu.") % {"count": count})
        return redirect(f"{reverse('indicators:indicator_list')}?ky={code_of_period(period)}")
    rows = Figure.objects.current().of_period(asked.first, asked.last)
    context = {"form": form, "period": asked, "period_words": words_of_period(asked), "all": rows.count()}
    context |= {"open": rows.filter(frozen_at=None).count(), "period_code": code_of_period(asked)}
    return render(request, "indicators/period_freeze.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@login_required
def figure_import(request: Request) -> HttpResponse:
    return _FIGURES.ask(request)


@require_POST
@login_required
def figure_import_apply(request: Request) -> HttpResponse:
    return _FIGURES.write(request)


def _apply(plan: FigureImport, by: User) -> str:
    told = apply_figures(plan=plan, by=by)
    counts = {"new": told.new, "changed": told.changed, "same": told.same}
    return _("Đã ghi %(new)s số liệu mới, thay %(changed)s, giữ nguyên %(same)s.") % counts


_FIGURES = TableImport(
    permission=Permission.FIGURE_WRITE,
    headings=FIGURE_HEADINGS,
    plan=plan_figures,
    apply=_apply,
    name="indicators:figure_import",
    after="indicators:indicator_list",
    template="indicators/figure_import",
    more=lambda: {"indicators": Indicator.objects.all()},
)


def _type_page(request: Request, indicator: Indicator, form: FigureForm, *, status: int) -> HttpResponse:
    context = {"indicator": indicator, "form": form, "options": agency_options(timezone.localdate())}
    return render(request, "indicators/figure_form.html", context, status=status)


def _initial(request: Request, indicator: Indicator) -> dict[str, Any]:
    """The agency and the period from which somebody came, with the figure that stands there."""
    today = timezone.localdate()
    period = period_asked(request.GET.dict(), [newest_period(today=today)], today=today)
    told: dict[str, Any] = {"first": period.first, "last": period.last, "as_of": min(period.last, today)}
    key = request.GET.get("co_quan", "")
    if not key.isdigit():
        return told
    agency = get_object_or_404(Agency, pk=key)
    now = current_figures([indicator.code], [agency], period.first, period.last).get((agency.pk, indicator.code))
    if now:
        told |= {"seen": str(now.pk), **{name: getattr(now, name) for name in NUMBERS}}
    return {**told, "agency": option_text(agency)}


def _back_to(indicator: Indicator, period: Period) -> str:
    return f"{reverse('indicators:indicator_detail', args=[indicator.code])}?ky={code_of_period(period)}"
