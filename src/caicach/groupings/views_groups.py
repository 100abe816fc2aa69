"""Pages of groups: what each stands for on a day."""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.fields import agency_options, refused, version_of
from caicach.agencies.forms import AgencyFilter, EndForm
from caicach.agencies.groups import ended_members_on, members_on
from caicach.agencies.models import AgencyGroup, AgencyKind, GroupMember
from caicach.agencies.permissions import can, require
from caicach.groupings.forms import GroupForm, MemberForm
from caicach.groupings.services_groups import (
    add_group,
    add_member,
    change_group,
    end_member,
)
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request


@require_GET
@login_required
def group_list(request: Request) -> HttpResponse:
    labels = dict(AgencyKind.choices)
    rows = [
        {"group": group, "kinds": [labels.get(kind, kind) for kind in group.rule_kinds]}
        for group in AgencyGroup.objects.all()
    ]
    context = {"rows": rows, "may_manage": can(request.user, Permission.AGENCY_MANAGE)}
    return render(request, "groupings/group_list.html", context)


@require_GET
@login_required
def group_detail(request: Request, group_id: int) -> HttpResponse:
    group = get_object_or_404(AgencyGroup, pk=group_id)
    return render(request, "groupings/group_detail.html", _about(request, group))


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def group_create(request: Request) -> HttpResponse:
    require(request.user, Permission.AGENCY_MANAGE)
    form = GroupForm(request.POST or None)
    if not form.is_valid():
        return render(request, "groupings/group_form.html", {"form": form}, status=422 if form.is_bound else 200)
    if refused(form, lambda: add_group(fields=form.fields_given(), by=request.user)):
        return render(request, "groupings/group_form.html", {"form": form}, status=409)
    return redirect("groupings:group_detail", AgencyGroup.objects.get(code=form.fields_given().code).pk)


@require_http_methods(["GET", "POST"])
@login_required
def group_change(request: Request, group_id: int) -> HttpResponse:
    group = get_object_or_404(AgencyGroup, pk=group_id)
    require(request.user, Permission.AGENCY_MANAGE)
    form = GroupForm(request.POST or None, initial=GroupForm.initial_of(group))
    context = {"form": form, "group": group}
    if not form.is_valid():
        return render(request, "groupings/group_form.html", context, status=422 if form.is_bound else 200)
    given = {"fields": form.fields_given(), "version": form.cleaned_data["version"]}
    now = partial(GroupForm.initial_now, group)
    if refused(form, lambda: change_group(group=group, by=request.user, **given), now=now):
        return render(request, "groupings/group_form.html", context, status=409)
    return redirect("groupings:group_detail", group.pk)


@require_POST
@login_required
def member_add(request: Request, group_id: int) -> HttpResponse:
    group = get_object_or_404(AgencyGroup, pk=group_id)
    require(request.user, Permission.AGENCY_MANAGE)
    form = MemberForm(request.POST)
    status = 422
    if form.is_valid():
        given = form.cleaned_data
        if not refused(form, lambda: add_member(group=group, by=request.user, **given), now=version_of(group)):
            return redirect("groupings:group_detail", group.pk)
        status = 409
    return render(request, "groupings/group_detail.html", _about(request, group, member_form=form), status=status)


@require_http_methods(["GET", "POST"])
@login_required
def member_end(request: Request, member_id: int) -> HttpResponse:
    member = get_object_or_404(GroupMember.objects.select_related("group", "agency"), pk=member_id)
    require(request.user, Permission.AGENCY_MANAGE)
    group = member.group
    form = EndForm(request.POST or None, initial={"version": group.version, "on": timezone.localdate()})
    context = {"form": form, "what": member.agency.name, "crumb": group.name}
    if not form.is_valid():
        return render(request, "agencies/end_form.html", context, status=422 if form.is_bound else 200)
    given = form.cleaned_data
    if refused(form, lambda: end_member(member=member, by=request.user, **given), now=version_of(group)):
        return render(request, "agencies/end_form.html", context, status=409)
    return redirect("groupings:group_detail", group.pk)


def _about(request: Request, group: AgencyGroup, *, member_form: MemberForm | None = None) -> dict[str, Any]:
    asked = AgencyFilter(request.GET)
    day = (asked.is_valid() and asked.cleaned_data["on"]) or timezone.localdate()
    labels = dict(AgencyKind.choices)
    may_manage = can(request.user, Permission.AGENCY_MANAGE)
    is_list = not group.is_open and not group.rule_kinds
    return {
        "group": group,
        "form": asked,
        "day": day,
        "is_today": day == timezone.localdate(),
        "kinds": [labels.get(kind, kind) for kind in group.rule_kinds],
        "is_list": is_list,
        "members": members_on(group, day),
        "ended": ended_members_on(group, day) if is_list else [],
        "listed": group.members.select_related("agency").order_by("agency__collation_key", "valid_from"),
        "may_manage": may_manage,
        "member_form": member_form or MemberForm(initial={"version": group.version}),
        "options": agency_options() if may_manage and is_list else [],
    }
