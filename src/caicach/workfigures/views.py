"""The page on which the coordinator lets the duties of a period be counted into the ledger of figures."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from caicach.agencies.permissions import require
from caicach.core.period import Period
from caicach.core.reporting import reporting_year_of
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.fields import DayField
from caicach.workfigures.figures_job import ask_for_figures


class PeriodForm(forms.Form):
    """From a day to a day, both included."""

    first = DayField(label=gettext_lazy("Từ ngày"))
    last = DayField(label=gettext_lazy("Đến ngày"))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("first") and told.get("last") and told["last"] < told["first"]:
            self.add_error("last", _("Đến ngày sớm hơn từ ngày. Hãy xem lại hai ngày."))
        return told


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def figures_count(request: Request) -> HttpResponse:
    require(request.user, Permission.FIGURE_WRITE)
    today = timezone.localdate()
    year = reporting_year_of(today)
    form = PeriodForm(request.POST or None, initial={"first": year.first, "last": year.last})
    if not form.is_valid():
        context = {"form": form, "today": today}
        return render(request, "workfigures/figures_count.html", context, status=422 if form.is_bound else 200)
    job = ask_for_figures(period=Period(**form.cleaned_data), on=today, by=request.user)
    return redirect("jobs:job_detail", job.pk)
