"""Pages of crosswalks: the list, old beside new, proposals that a person confirms, a link made by hand, a file."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.permissions import can, require
from caicach.core.scoring.crosswalk import Change
from caicach.criteria.loading import BadContent
from caicach.criteria.models import Crosswalk
from caicach.criteria.sentences.problems import problem_lines, problem_sentence
from caicach.criteria.writing import as_yaml
from caicach.crosswalks.errors import CrosswalkExists, LeavesTaken, LinkDoesNotHold, SetsDoNotFit
from caicach.crosswalks.forms import BeginForm, CrosswalkFileForm, LinkForm, as_value, ticked_links
from caicach.crosswalks.proposing import proposed_links
from caicach.crosswalks.rows import link_rows
from caicach.crosswalks.services import (
    begin_crosswalk,
    confirm_links,
    faults_of_crosswalk,
    keep_crosswalk,
    remove_link,
)
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.downloads import as_download
from caicach.ui.versions import seen_version


@require_GET
@login_required
def crosswalk_list(request: Request) -> HttpResponse:
    require(request.user, Permission.CRITERIA_VIEW)
    found = Crosswalk.objects.visible_to(request.user).select_related("old_set", "new_set")
    may_draft = can(request.user, Permission.CRITERIA_DRAFT)
    return render(request, "crosswalks/crosswalk_list.html", {"crosswalks": found, "may_draft": may_draft})


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def crosswalk_begin(request: Request) -> HttpResponse:
    require(request.user, Permission.CRITERIA_DRAFT)
    form = BeginForm(request.POST or None, user=request.user)
    if form.is_valid():
        try:
            row = begin_crosswalk(by=request.user, **form.cleaned_data)
            return redirect("crosswalks:crosswalk_detail", row.pk)
        except (CrosswalkExists, SetsDoNotFit) as error:
            form.add_error("new_set", str(error))
    return render(request, "crosswalks/crosswalk_begin.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def crosswalk_read_in(request: Request) -> HttpResponse:
    """A file becomes the crosswalk between its two sets, or all its problems are told with their lines."""
    require(request.user, Permission.CRITERIA_DRAFT)
    form = CrosswalkFileForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    try:
        checked = form.crosswalk(request.user) if form.is_valid() else None
    except BadContent as bad:
        checked, context["problems"] = None, problem_lines(bad)
    if checked is None:
        return render(request, "crosswalks/crosswalk_read_in.html", context, status=422 if form.is_bound else 200)
    row, _is_changed = keep_crosswalk(checked=checked, by=request.user)
    messages.success(request, _("Đã nhập bảng đối chiếu."))
    return redirect("crosswalks:crosswalk_detail", row.pk)


@require_GET
@login_required
def crosswalk_detail(request: Request, crosswalk_id: UUID) -> HttpResponse:
    row = _get(request, crosswalk_id)
    proposals = proposed_links(row.old_set.as_core, row.new_set.as_core, row.as_core)
    rows = link_rows(row, row.as_core.links)
    context = {
        "crosswalk": row,
        "rows": rows,
        "breaks": sum(one.is_break for one in rows),
        "proposals": [(one, as_value(one.link)) for one in link_rows(row, proposals)],
        "certain": Change.SAME,
        "faults": _faults(row),
        "may_draft": can(request.user, Permission.CRITERIA_DRAFT),
    }
    return render(request, "crosswalks/crosswalk_detail.html", context)


@require_GET
@login_required
def crosswalk_yaml(request: Request, crosswalk_id: UUID) -> HttpResponse:
    row = _get(request, crosswalk_id)
    name = f"crosswalk-{row.old_set.key}-{row.new_set.key}.yaml"
    return as_download(as_yaml(row.as_core).encode(), name)


@require_POST
@login_required
def crosswalk_confirm(request: Request, crosswalk_id: UUID) -> HttpResponse:
    """The proposals that somebody has ticked become links."""
    row = _get(request, crosswalk_id)
    links = ticked_links(request.POST.getlist("link"))
    version = _version(request, row)
    row = confirm_links(crosswalk=row, version=version, links=links, by=request.user)
    messages.success(request, _("Đã xác nhận %(count)s dòng đối chiếu.") % {"count": len(links)})
    return redirect("crosswalks:crosswalk_detail", row.pk)


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def link_add(request: Request, crosswalk_id: UUID) -> HttpResponse:
    row = _get(request, crosswalk_id)
    require(request.user, Permission.CRITERIA_DRAFT)
    old, new = row.old_set.as_core, row.new_set.as_core
    initial = {name: request.GET.getlist(name) for name in ("old", "new")} | {"change": request.GET.get("change", "")}
    form = LinkForm(request.POST or None, initial=initial, old=old, new=new, known=row.as_core)
    if form.is_valid():
        try:
            confirm_links(crosswalk=row, links=[form.link], by=request.user)
            return redirect("crosswalks:crosswalk_detail", row.pk)
        except (LeavesTaken, LinkDoesNotHold) as error:
            form.add_error("change", str(error))
    context = {"crosswalk": row, "form": form}
    return render(request, "crosswalks/link_add.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def link_remove(request: Request, crosswalk_id: UUID) -> HttpResponse:
    row = _get(request, crosswalk_id)
    version, ends = _version(request, row), _ends(request.POST.get("link", ""))
    row = remove_link(crosswalk=row, version=version, by=request.user, **ends)
    messages.success(request, _("Đã bỏ dòng đối chiếu; tiêu chí của dòng này chờ đối chiếu lại."))
    return redirect("crosswalks:crosswalk_detail", row.pk)


def _faults(row: Crosswalk) -> list[tuple[str, str]]:
    """Where links do not hold any more; leaves without a link are among the proposals already."""
    told = []
    for one in faults_of_crosswalk(row):
        if one.place[0] == "links":
            told.append((link_rows(row, [row.as_core.links[int(one.place[1]) - 1]])[0].ends, problem_sentence(one)))
        elif one.code != "scoring.leaf_without_link":
            told.append((one.place[-1], problem_sentence(one)))
    return told


def _ends(value: str) -> dict[str, list[str]]:
    """The numbers of a link that is taken out; what cannot be read is no link."""
    try:
        held = json.loads(value)
        return {name: [str(code) for code in held[name]] for name in ("old", "new")}
    except (ValueError, TypeError, KeyError, RecursionError):
        return {"old": [], "new": []}


def _get(request: Request, crosswalk_id: UUID) -> Crosswalk:
    found = Crosswalk.objects.visible_to(request.user).select_related("old_set", "new_set")
    return get_object_or_404(found, pk=crosswalk_id)


def _version(request: Request, row: Crosswalk) -> int:
    require(request.user, Permission.CRITERIA_DRAFT)
    return seen_version(request, row)
