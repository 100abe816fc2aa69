"""Pages of criteria sets: the list, a set as a tree, one criterion with a try, issuing, withdrawing."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.permissions import can, require
from caicach.criteria.errors import SetInUse, SetNotIssued
from caicach.criteria.explaining import Tried, examples_of, tried
from caicach.criteria.forms import TryForm
from caicach.criteria.models import CriteriaSet, Criterion, SetState
from caicach.criteria.sentences import rule_sentence
from caicach.criteria.services import discard_set, issue_set, withdraw_set
from caicach.criteria.tree import tree_rows
from caicach.criteria.uses import uses_of
from caicach.criteria.writing import as_yaml
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.downloads import as_download
from caicach.ui.versions import seen_version


@require_GET
@login_required
def set_list(request: Request) -> HttpResponse:
    require(request.user, Permission.CRITERIA_VIEW)
    context = {
        "sets": CriteriaSet.objects.visible_to(request.user).defer("content"),
        "may_draft": can(request.user, Permission.CRITERIA_DRAFT),
    }
    return render(request, "criteria/set_list.html", context)


@require_GET
@login_required
def set_detail(request: Request, set_id: UUID) -> HttpResponse:
    row = get_set(request, set_id)
    words = request.GET.get("q", "").strip()
    only_open = bool(request.GET.get("chua-xac-nhan"))
    context = {
        "set": row,
        "core": row.as_core,
        "rows": tree_rows(row, words=words, only_unconfirmed=only_open),
        "words": words,
        "only_unconfirmed": only_open,
        "may_draft": can(request.user, Permission.CRITERIA_DRAFT),
        "fault_count": len(row.faults),
    }
    return render(request, "criteria/set_detail.html", context)


@require_GET
@login_required
def set_yaml(request: Request, set_id: UUID) -> HttpResponse:
    row = get_set(request, set_id)
    return as_download(as_yaml(row.as_core).encode(), f"{row.key}.yaml")


@require_POST
@login_required
def set_issue(request: Request, set_id: UUID) -> HttpResponse:
    return _act(request, set_id, issue_set, _("Đã ban hành “%(set)s”."))


@require_http_methods(["GET", "POST"])
@login_required
def set_withdraw(request: Request, set_id: UUID) -> HttpResponse:
    """First what uses the set; where nothing needs it any more, it is withdrawn from there."""
    row = get_set(request, set_id)
    require(request.user, Permission.CRITERIA_DRAFT)
    if row.state != SetState.ISSUED:
        raise SetNotIssued(set=row)
    context: dict[str, Any] = {"set": row, "uses": uses_of(row)}
    if running := [use.name for use in context["uses"] if use.is_running]:
        context["refused"] = SetInUse(set=row, uses="; ".join(running))
    elif request.method == "POST":
        return _act(request, set_id, withdraw_set, _("Đã thu hồi “%(set)s”."))
    return render(request, "criteria/set_withdraw.html", context, status=409 if running else 200)


@require_POST
@login_required
def set_discard(request: Request, set_id: UUID) -> HttpResponse:
    row = get_set(request, set_id)
    require(request.user, Permission.CRITERIA_DRAFT)
    discard_set(criteria_set=row, version=seen_version(request, row), by=request.user)
    messages.success(request, _("Đã bỏ dự thảo “%(set)s”.") % {"set": row})
    return redirect("criteria:set_list")


@require_GET
@login_required
def criterion_detail(request: Request, criterion_id: UUID) -> HttpResponse:
    """How a criterion is scored; figures in the address are tried at once, and kept nowhere."""
    found = Criterion.objects.visible_to(request.user).select_related("criteria_set", "parent")
    row = get_object_or_404(found, pk=criterion_id)
    criterion = row.as_core
    form, result = None, None
    if criterion.rule is not None:
        form = TryForm(request.GET or None, criterion=criterion)
        result = tried(criterion, form.values()) if form.is_bound and form.is_valid() else None
    context: dict[str, Any] = {
        "row": row,
        "criterion": criterion,
        "sentence": rule_sentence(criterion) if criterion.is_leaf else "",
        "examples": _examples(row),
        "children": row.children.all(),
        "form": form,
        "result": result,
    }
    return render(request, "criteria/criterion_detail.html", context, status=422 if form and form.errors else 200)


def _examples(row: Criterion) -> list[tuple[str, Tried]]:
    """The worked examples of a criterion, computed now; those of a draft may not fit its rule yet."""
    given = examples_of(row.criteria_set.as_core, row.code)
    wrong = {one.place[1] for one in row.criteria_set.faults if one.place[:1] == ("examples",)}
    numbered = enumerate(row.criteria_set.as_core.examples, 1)
    skipped = {id(one) for number, one in numbered if str(number) in wrong}
    return [(one.says, tried(row.as_core, one.values)) for one in given if id(one) not in skipped]


def _act(request: Request, set_id: UUID, service: Callable[..., CriteriaSet], told: str) -> HttpResponse:
    row = get_set(request, set_id)
    require(request.user, Permission.CRITERIA_DRAFT)
    service(criteria_set=row, version=seen_version(request, row), by=request.user)
    messages.success(request, told % {"set": row})
    return redirect("criteria:set_detail", row.pk)


def get_set(request: Request, set_id: UUID) -> CriteriaSet:
    """The set, 404 where the person may not see it."""
    return get_object_or_404(CriteriaSet.objects.visible_to(request.user), pk=set_id)
