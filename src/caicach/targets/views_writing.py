"""Pages that write: how a figure of a target is measured, values of a day, a value taken back."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from caicach.agencies.fields import agency_options, refused
from caicach.agencies.models import Agency
from caicach.agencies.permissions import agencies_where
from caicach.indicators.models import Indicator
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.plans.models import Target
from caicach.targets.forms import GaugeForm, TakeBackForm, ValuesForm, gauge_initial, quarters_initial
from caicach.targets.models import KINDS, Gauge, TargetValue
from caicach.targets.permissions import may_set, may_tell
from caicach.targets.proposals import Proposal, propose
from caicach.targets.services import drop_gauge, set_gauge, take_back_value, write_values
from caicach.targets.sources import choosable, entered, register_of
from caicach.targets.views import get_gauge, get_target
from caicach.ui.errors import NotAllowed


@require_http_methods(["GET", "POST"])
@login_required
def gauge_set(request: Request, target_id: int, place: int) -> HttpResponse:
    """How one figure of a target is measured; what its words propose stands in the form, to be confirmed."""
    target = get_target(request, target_id)
    if place >= max(len(target.measures), 1):
        raise Http404
    if not may_set(request.user, target.plan):
        raise NotAllowed()
    gauge = Gauge.objects.select_related("indicator", "keeper").filter(target=target, place=place).first()
    proposal = None if gauge else propose(target, place, Indicator.objects.valid_on(timezone.localdate()))
    form = GaugeForm(request.POST or None, initial=_begun(gauge, proposal, target))
    status = 422 if form.is_bound else 200
    if form.is_valid():
        given = {"facts": form.facts, "version": form.cleaned_data["version"]}
        act = lambda: set_gauge(target=target, place=place, by=request.user, **given)  # noqa: E731
        if not refused(form, act, now=lambda: _begun(_now(target, place), None, target)):
            messages.success(request, _("Đã ghi cách đo."))
            return redirect("targets:target_detail", target.pk)
        status = 409
    context: dict[str, Any] = {"target": target, "plan": target.plan, "gauge": gauge, "form": form, "place": place}
    context |= {"options": agency_options(timezone.localdate()), "proposal": proposal}
    return render(request, "targets/gauge_form.html", context, status=status)


def _now(target: Target, place: int) -> Gauge | None:
    return Gauge.objects.select_related("indicator", "keeper").filter(target=target, place=place).first()


def _begun(gauge: Gauge | None, proposal: Proposal | None, target: Target) -> dict[str, Any]:
    if gauge is not None:
        return gauge_initial(gauge)
    if proposal is None:
        return {"version": 0}
    lead = target.domain.leads.valid_on(timezone.localdate()).first() if target.domain else None
    keeper = lead.agency if lead and target.plan.is_of_province else None
    return {**proposal.facts, **quarters_initial([]), "keeper": keeper, "version": 0}


@require_POST
@login_required
def gauge_drop(request: Request, gauge_id: UUID) -> HttpResponse:
    """A figure that is not measured after all, as long as it has no values."""
    gauge = get_gauge(request, gauge_id)
    if not may_set(request.user, gauge.target.plan):
        raise NotAllowed()
    version = request.POST.get("version", "")
    drop_gauge(gauge=gauge, version=int(version) if version.isdecimal() else 0, by=request.user)
    messages.success(request, _("Đã bỏ cách đo “%(gauge)s”.") % {"gauge": gauge})
    return redirect("targets:target_detail", gauge.target_id)


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def values_type(request: Request, gauge_id: UUID) -> HttpResponse:
    """Values of a day, many at once: a line for each agency for which this person may tell them."""
    gauge = get_gauge(request, gauge_id)
    agencies = _agencies(request, gauge)
    if not agencies:
        raise NotAllowed()
    today = timezone.localdate()
    register = register_of(request.user, gauge)
    form = ValuesForm(
        request.POST or None, request.FILES or None, initial={"as_of": min(today, gauge.last_on)}, gauge=gauge,
        agencies=agencies, documents=choosable(request.user), keeps_register=register is not None,
    )  # fmt: skip
    status = 422 if form.is_bound else 200
    if form.is_valid():
        if not refused(form, lambda: _write(request, form, register, today)):
            messages.success(request, _("Đã ghi giá trị."))
            return redirect("targets:target_detail", gauge.target_id)
        status = 409
    context = {"gauge": gauge, "target": gauge.target, "plan": gauge.target.plan, "form": form}
    return render(request, "targets/values_form.html", context, status=status)


@transaction.atomic
def _write(request: Request, form: ValuesForm, register: Agency | None, today: date) -> None:
    """A file enters the register only with the values that it is the source of."""
    upload = form.cleaned_data.get("file")
    new = entered(upload, agency=register, by=request.user) if upload and register else None
    write_values(entries=form.entries(new), by=request.user, today=today)


def _agencies(request: Request, gauge: Gauge) -> list[Agency]:
    """For whom this person may type values of a gauge now."""
    if not may_tell(request.user, gauge):
        return []
    if gauge.is_whole:
        return [gauge.target.plan.owner]
    measured = Agency.objects.valid_on(timezone.localdate()).filter(kind__in=KINDS[gauge.reach])
    return list(measured.filter(pk__in=agencies_where(request.user, Permission.TARGET_TELL).values("pk")))


@require_http_methods(["GET", "POST"])
@login_required
def value_take_back(request: Request, value_id: UUID) -> HttpResponse:
    """Take a wrong value back, with the reason."""
    rows = TargetValue.objects.visible_to(request.user)
    rows = rows.select_related("gauge__target__plan__owner", "gauge__keeper", "agency")
    value = get_object_or_404(rows, pk=value_id)
    gauge = value.gauge
    if not may_tell(request.user, gauge, value.agency):
        raise NotAllowed()
    form = TakeBackForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if not refused(form, lambda: take_back_value(value=value, reason=reason, by=request.user)):
            messages.success(request, _("Đã rút giá trị; giá trị cũ còn trong lịch sử."))
            return redirect("targets:target_detail", gauge.target_id)
        status = 409
    context = {"value": value, "gauge": gauge, "target": gauge.target, "plan": gauge.target.plan, "form": form}
    return render(request, "targets/value_take_back.html", context, status=status)
