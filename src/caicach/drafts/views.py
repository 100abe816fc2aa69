"""Pages with which a draft is written: the set as a list with its faults, its facts, a criterion, a copy."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.permissions import require
from caicach.criteria.errors import SetNotDraft
from caicach.criteria.explaining import examples_of
from caicach.criteria.models import CriteriaSet, Criterion
from caicach.criteria.sentences import rule_sentence
from caicach.criteria.tree import tree_rows
from caicach.criteria.views import get_set
from caicach.drafts.errors import CodeTaken, KeyTaken
from caicach.drafts.faults import faults_of
from caicach.drafts.forms import AddForm, CopyForm, FactsForm
from caicach.drafts.forms_criterion import CriterionForm
from caicach.drafts.services import (
    add_criterion,
    copy_set,
    criterion_seen,
    edit_criterion,
    edit_facts,
    facts_seen,
    move_criterion,
    remove_criterion,
    undo_change,
)
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.conflicts import show_conflict
from caicach.ui.errors import RowMovedOn
from caicach.ui.versions import seen_version


@require_GET
@login_required
def draft(request: Request, set_id: UUID) -> HttpResponse:
    """The whole draft as a list, with what is wrong beside it."""
    row = get_draft(request, set_id)
    context = {"set": row, "core": row.as_core, "rows": tree_rows(row), "faults": faults_of(row)}
    return render(request, "drafts/draft.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def draft_facts(request: Request, set_id: UUID) -> HttpResponse:
    row = get_draft(request, set_id)
    form = FactsForm(request.POST or None, initial=FactsForm.shown(row.as_core, facts_seen(row.as_core)))
    status = 422
    if form.is_valid():
        try:
            edit_facts(criteria_set=row, seen=form.cleaned_data["version"], facts=form.made, by=request.user)
            messages.success(request, _("Đã lưu thông tin chung."))
            return redirect("drafts:draft", row.pk)
        except RowMovedOn as error:
            row, status = get_draft(request, set_id), 409
            shown = FactsForm.shown(row.as_core, facts_seen(row.as_core))
            show_conflict(form, error, now=shown, newest=request.path)
    context = {"set": row, "form": form}
    return render(request, "drafts/draft_facts.html", context, status=status if form.errors else 200)


@require_http_methods(["GET", "POST"])
@login_required
def criterion_edit(request: Request, criterion_id: UUID) -> HttpResponse:
    """One criterion. A button may also ask for another shape, one more row, or only the sentence of the rule."""
    node = get_node(request, criterion_id)
    is_saved = request.method == "POST" and not {"more", "reshape", "preview"} & request.POST.keys()
    form = _form_of(node, request.POST if request.method == "POST" else None, is_saved, request.POST.get("more", ""))
    status = 422
    if is_saved and form.is_valid() and form.made:
        try:
            seen = form.cleaned_data["version"]
            edit_criterion(criterion=node, seen=seen, new=form.made, examples=form.examples, by=request.user)
            messages.success(request, _("Đã lưu tiêu chí %(code)s.") % {"code": form.made.code})
            return redirect(f"{reverse('drafts:draft', args=[node.criteria_set_id])}#row-{node.pk}")
        except CodeTaken as error:
            form.add_error("code", str(error))
        except RowMovedOn as error:
            node, status = get_node(request, criterion_id), 409
            now = _form_of(node, None)
            show_conflict(form, error, now={name: now[name].initial for name in now.fields}, newest=request.path)
    context = {"row": node, "form": form, "sentence": _sentence(node, form), "faults": _faults_of_node(node)}
    if not node.as_core.children:
        context["parts"] = form.parts()
    if request.htmx and "preview" in request.POST:
        return render(request, "drafts/rule_sentence.html", context)
    return render(request, "drafts/criterion_edit.html", context, status=_status(form, status))


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def criterion_add(request: Request, set_id: UUID) -> HttpResponse:
    row = get_draft(request, set_id)
    under = _under(row, request.GET.get("trong", ""))
    form = AddForm(request.POST or None, initial=AddForm.proposed(row.as_core, under.code if under else ""))
    if form.is_valid():
        try:
            new = form.criterion(under.as_core if under else None)
            node = add_criterion(criteria_set=row, new=new, under=under, by=request.user)
            return redirect("drafts:criterion_edit", node.pk)
        except CodeTaken as error:
            form.add_error("code", str(error))
    context = {"set": row, "form": form, "under": under}
    return render(request, "drafts/criterion_add.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def criterion_move(request: Request, criterion_id: UUID) -> HttpResponse:
    node = get_node(request, criterion_id)
    is_up = request.POST.get("direction") != "down"
    version = seen_version(request, node.criteria_set)
    row = move_criterion(criterion=node, version=version, is_up=is_up, by=request.user)
    return redirect(f"{reverse('drafts:draft', args=[row.pk])}#row-{node.pk}")


@require_POST
@login_required
def criterion_remove(request: Request, criterion_id: UUID) -> HttpResponse:
    node = get_node(request, criterion_id)
    version = seen_version(request, node.criteria_set)
    row = remove_criterion(criterion=node, version=version, by=request.user)
    messages.success(request, _("Đã bỏ tiêu chí %(code)s. Bấm Hoàn tác để lấy lại.") % {"code": node.code})
    return redirect("drafts:draft", row.pk)


@require_POST
@login_required
def draft_undo(request: Request, set_id: UUID) -> HttpResponse:
    row = get_draft(request, set_id)
    undo_change(criteria_set=row, version=seen_version(request, row), by=request.user)
    messages.success(request, _("Đã hoàn tác thay đổi gần nhất. Bấm Hoàn tác lần nữa để lấy lại thay đổi đó."))
    return redirect("drafts:draft", row.pk)


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def set_copy(request: Request, set_id: UUID) -> HttpResponse:
    """Next year's draft begins as this set."""
    row = get_set(request, set_id)
    require(request.user, Permission.CRITERIA_DRAFT)
    form = CopyForm(request.POST or None, initial=CopyForm.proposed(row.as_core))
    if form.is_valid():
        try:
            made = copy_set(criteria_set=row, by=request.user, **form.cleaned_data)
            return redirect("drafts:draft", made.pk)
        except KeyTaken as error:
            form.add_error("key", str(error))
    context = {"set": row, "form": form}
    return render(request, "drafts/set_copy.html", context, status=422 if form.errors else 200)


def _form_of(node: Criterion, data: Any, checks: bool = True, more: str = "") -> CriterionForm:
    whole = node.criteria_set.as_core
    return CriterionForm(
        data,
        criterion=node.as_core,
        examples=examples_of(whole, node.code),
        version=criterion_seen(whole, node.code),
        checks=checks,
        more=more,
    )


def _sentence(node: Criterion, form: CriterionForm) -> str:
    """The rule as it is typed, in words; why it makes none where it is not complete."""
    if node.as_core.children:
        return ""
    if not form.is_bound:
        return rule_sentence(node.as_core)
    typed = form if form.checks else CriterionForm(form.data, criterion=node.as_core)
    typed.is_valid()
    return rule_sentence(typed.made) if typed.made else ""


def _faults_of_node(node: Criterion) -> list[Any]:
    return [one for one in faults_of(node.criteria_set) if one.code == node.code]


def _status(form: CriterionForm, status: int) -> int:
    return status if form.is_bound and form.checks and form.errors else 200


def _under(row: CriteriaSet, key: str) -> Criterion | None:
    """The criterion below which a new one is to stand; none at the top."""
    try:
        return get_object_or_404(row.nodes, pk=UUID(key)) if key else None
    except ValueError:
        return None


def get_draft(request: Request, set_id: UUID) -> CriteriaSet:
    """The draft: 404 out of sight, 403 for those who only read, 409 where it is issued."""
    row = get_set(request, set_id)
    require(request.user, Permission.CRITERIA_DRAFT)
    if not row.is_draft:
        raise SetNotDraft(set=row)
    return row


def get_node(request: Request, criterion_id: UUID) -> Criterion:
    """A criterion of a draft, refused as the draft is."""
    found = Criterion.objects.visible_to(request.user).select_related("criteria_set")
    node = get_object_or_404(found, pk=criterion_id)
    require(request.user, Permission.CRITERIA_DRAFT)
    if not node.criteria_set.is_draft:
        raise SetNotDraft(set=node.criteria_set)
    return node
