"""Pages of domains and who is in charge of them."""

from collections import defaultdict
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.fields import agency_options, refused, version_of
from caicach.agencies.forms import EndForm
from caicach.agencies.models import Domain, DomainLead
from caicach.agencies.permissions import can, require
from caicach.groupings.forms import DomainForm, LeadForm
from caicach.groupings.services_domains import (
    change_domain,
    create_domain,
    end_lead,
    set_lead,
)
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request


@require_GET
@login_required
def domain_list(request: Request) -> HttpResponse:
    today = timezone.localdate()
    leads = defaultdict(list)
    for lead in DomainLead.objects.valid_on(today).select_related("agency").order_by("pk"):
        leads[lead.domain_id].append(lead.agency)
    rows = [{"domain": domain, "leads": leads[domain.pk]} for domain in Domain.objects.all()]
    context = {"rows": rows, "today": today, "may_manage": can(request.user, Permission.AGENCY_MANAGE)}
    return render(request, "groupings/domain_list.html", context)


@require_GET
@login_required
def domain_detail(request: Request, domain_id: int) -> HttpResponse:
    domain = get_object_or_404(Domain, pk=domain_id)
    return render(request, "groupings/domain_detail.html", _about(request, domain))


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def domain_create(request: Request) -> HttpResponse:
    require(request.user, Permission.AGENCY_MANAGE)
    form = DomainForm(request.POST or None)
    if not form.is_valid():
        return render(request, "groupings/domain_form.html", {"form": form}, status=422 if form.is_bound else 200)
    if refused(form, lambda: create_domain(fields=form.fields_given(), by=request.user)):
        return render(request, "groupings/domain_form.html", {"form": form}, status=409)
    return redirect("groupings:domain_detail", Domain.objects.get(code=form.fields_given().code).pk)


@require_http_methods(["GET", "POST"])
@login_required
def domain_change(request: Request, domain_id: int) -> HttpResponse:
    domain = get_object_or_404(Domain, pk=domain_id)
    require(request.user, Permission.AGENCY_MANAGE)
    form = DomainForm(request.POST or None, initial=DomainForm.initial_of(domain))
    context = {"form": form, "domain": domain}
    if not form.is_valid():
        return render(request, "groupings/domain_form.html", context, status=422 if form.is_bound else 200)
    given = {"fields": form.fields_given(), "version": form.cleaned_data["version"]}
    now = partial(DomainForm.initial_now, domain)
    if refused(form, lambda: change_domain(domain=domain, by=request.user, **given), now=now):
        return render(request, "groupings/domain_form.html", context, status=409)
    return redirect("groupings:domain_detail", domain.pk)


@require_POST
@login_required
def lead_set(request: Request, domain_id: int) -> HttpResponse:
    domain = get_object_or_404(Domain, pk=domain_id)
    require(request.user, Permission.AGENCY_MANAGE)
    form = LeadForm(request.POST)
    status = 422
    if form.is_valid():
        given = form.cleaned_data
        if not refused(form, lambda: set_lead(domain=domain, by=request.user, **given), now=version_of(domain)):
            return redirect("groupings:domain_detail", domain.pk)
        status = 409
    return render(request, "groupings/domain_detail.html", _about(request, domain, lead_form=form), status=status)


@require_http_methods(["GET", "POST"])
@login_required
def lead_end(request: Request, lead_id: int) -> HttpResponse:
    lead = get_object_or_404(DomainLead.objects.select_related("domain", "agency"), pk=lead_id)
    require(request.user, Permission.AGENCY_MANAGE)
    domain = lead.domain
    form = EndForm(request.POST or None, initial={"version": domain.version, "on": timezone.localdate()})
    context = {"form": form, "what": lead.agency.name, "crumb": domain.name}
    if not form.is_valid():
        return render(request, "agencies/end_form.html", context, status=422 if form.is_bound else 200)
    given = form.cleaned_data
    if refused(form, lambda: end_lead(lead=lead, by=request.user, **given), now=version_of(domain)):
        return render(request, "agencies/end_form.html", context, status=409)
    return redirect("groupings:domain_detail", domain.pk)


def _about(request: Request, domain: Domain, *, lead_form: LeadForm | None = None) -> dict[str, Any]:
    may_manage = can(request.user, Permission.AGENCY_MANAGE)
    leads = domain.leads.select_related("agency").order_by("-valid_from", "-pk")
    return {
        "domain": domain,
        "leads": leads,
        "today": timezone.localdate(),
        "ended_leads": [lead.agency for lead in leads if _has_ended(lead)],
        "may_manage": may_manage,
        "lead_form": lead_form or LeadForm(initial={"version": domain.version}),
        "options": agency_options() if may_manage else [],
    }


def _has_ended(lead: DomainLead) -> bool:
    """Is an agency still entered as in charge although it no longer exists?"""
    last = lead.agency.valid_to
    return last is not None and last < timezone.localdate() and (lead.valid_to is None or lead.valid_to > last)
