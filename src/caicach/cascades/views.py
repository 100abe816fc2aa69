"""Pages of the cascade: beginning an agency's plan, and who covers what."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from caicach.agencies.permissions import agencies_where
from caicach.cascades.cascading import (
    LinkChoice,
    cascade_plan,
    coverage,
    link_choices,
    link_rows,
    provincial_plan_for,
)
from caicach.cascades.forms import CascadeForm
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.plans.listing import duties_naming
from caicach.plans.models import Plan
from caicach.plans.permissions import may_link
from caicach.plans.views.plans import cascade_owners, get_plan
from caicach.ui.conflicts import Conflict, Difference
from caicach.ui.errors import NotAllowed, RowMovedOn
from caicach.ui.versions import VersionForm


@require_http_methods(["GET", "POST"])
@login_required
def cascade(request: Request, plan_id: UUID) -> HttpResponse:
    plan = get_plan(request, plan_id)
    owners = cascade_owners(request)
    if not owners or not plan.is_of_province:
        raise NotAllowed()
    form = CascadeForm(request.POST or None, owners=owners, initial={"title": plan.title, "agency": owners[0].pk})
    if request.method == "POST" and form.is_valid():
        draft = cascade_plan(plan=plan, by=request.user, **form.cleaned_data)
        words = _("Đã lập dự thảo “%(plan)s”. Mỗi dòng nối với dòng của tỉnh; hãy viết cụ thể hơn cho cơ quan mình.")
        messages.success(request, words % {"plan": draft})
        return redirect("plandrafts:draft_grid", draft.pk)
    named = [(agency, duties_naming(plan, agency).values("item").distinct().count()) for agency in owners[:20]]
    context = {"plan": plan, "form": form, "named": named}
    return render(request, "cascades/cascade.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@login_required
def plan_links(request: Request, plan_id: UUID) -> HttpResponse:
    """Which provincial row each row of an agency's own plan carries out."""
    plan = get_plan(request, plan_id)
    if not may_link(request.user, plan):
        raise NotAllowed()
    parent = provincial_plan_for(plan)
    form = VersionForm(request.POST or None, initial={"version": plan.version})
    typed: dict[UUID, UUID | None] = {}
    told = ""
    if form.is_valid() and parent is not None:
        typed, version = _pairs(request), form.cleaned_data["version"]
        try:
            count = link_rows(plan=plan, parent=parent, pairs=typed, version=version, by=request.user)
        except RowMovedOn as error:
            told, plan = str(error), get_plan(request, plan_id)
        else:
            messages.success(request, _("Đã đổi mối nối của %(count)d dòng.") % {"count": count})
            return redirect("cascades:plan_links", plan.pk)
    choices = link_choices(plan, parent) if parent else []
    shown = [replace(one, linked=typed.get(one.item.pk, one.linked)) for one in choices]
    context: dict[str, Any] = {"plan": plan, "parent": parent, "choices": shown}
    context |= {"told": told, "conflict": _conflict(choices, typed, request.path)}
    return render(request, "cascades/plan_links.html", context, status=409 if told else 200)


def _conflict(choices: list[LinkChoice], typed: dict[UUID, UUID | None], newest: str) -> Conflict:
    """The rows that somebody else has linked otherwise than this person."""
    found = []
    for one in choices:
        names: dict[UUID | None, str] = {row.pk: str(row) for row in (*one.likely, *one.others)}
        names[None] = _("không nối")
        yours = typed.get(one.item.pk, one.linked)
        if yours != one.linked:
            found.append(Difference(str(one.item), names.get(one.linked, "—"), names.get(yours, "—")))
    return Conflict(found, newest)


def _pairs(request: Request) -> dict[UUID, UUID | None]:
    """The posted rows, each with the chosen row; what is no key of a row is left out."""
    pairs: dict[UUID, UUID | None] = {}
    for name, value in request.POST.items():
        try:
            pairs[UUID(name)] = UUID(str(value)) if value else None
        except ValueError:
            continue
    return pairs


@require_GET
@login_required
def plan_coverage(request: Request, plan_id: UUID) -> HttpResponse:
    plan = get_plan(request, plan_id)
    province = plan if plan.is_of_province else plan.parent
    seen = agencies_where(request.user, Permission.PLAN_VIEW)
    plans = Plan.objects.visible_to(request.user)
    lines = coverage(province, seen, seen=plans) if province else []
    context = {"plan": plan, "lines": lines, "asked": sum(len(line.asked) for line in lines)}
    context["covered"] = sum(line.covered for line in lines)
    return render(request, "cascades/coverage.html", context)
