"""Editing a draft: its outline, one question or group, its choices, its factors; each change can be taken back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.core.surveys import questionnaire as core
from caicach.core.surveys.editing import member_named, moved, without_member, without_unused_lists
from caicach.people.requests import Request
from caicach.questionnaires import services
from caicach.questionnaires.errors import NotDraft
from caicach.questionnaires.forms import ChangeForm, ChoicesForm, FactsForm, MoveForm, PartsForm
from caicach.questionnaires.forms_members import GroupForm, QuestionForm
from caicach.questionnaires.models import Questionnaire
from caicach.questionnaires.outline import list_rows, outline
from caicach.questionnaires.views import get_questionnaire, preview_of
from caicach.ui.conflicts import show_conflict
from caicach.ui.errors import CaicachError
from caicach.ui.versions import seen_version

Sent = QueryDict | None
Maker = Callable[[Questionnaire, Sent], ChangeForm]
"""Makes the form of a page for a draft as it is: of what was sent, or as it begins."""


@require_GET
@login_required
def questionnaire_edit(request: Request, questionnaire_id: UUID) -> HttpResponse:
    """The outline beside what those see who answer."""
    row = _draft(request, questionnaire_id)
    context = {"questionnaire": row, "rows": outline(row.as_core), "lists": list_rows(row.as_core)}
    return render(request, "questionnaires/questionnaire_edit.html", context | preview_of(request, row))


@require_http_methods(["GET", "POST"])
@login_required
def facts_edit(request: Request, questionnaire_id: UUID) -> HttpResponse:
    def make(row: Questionnaire, data: Sent) -> ChangeForm:
        return FactsForm(data, initial={"title": row.title, "form_id": row.form_id, "edition": row.edition, **_at(row)})

    return _edit(request, questionnaire_id, make, _("Tên, mã, phiên bản"))


@require_http_methods(["GET", "POST"])
@login_required
def parts_edit(request: Request, questionnaire_id: UUID) -> HttpResponse:
    """The factors for which questions count."""

    def make(row: Questionnaire, data: Sent) -> ChangeForm:
        return PartsForm(data, parts=row.as_core.parts, languages=row.as_core.languages, initial=_at(row))

    told = _(
        "Mỗi phần một dòng bắt đầu bằng #, dưới đó mỗi yếu tố một dòng: mã: tên | tên bằng ngôn ngữ thứ hai."
        " Ví dụ “# services: Dịch vụ” rồi “access: Tiếp cận dịch vụ”."
    )
    return _edit(request, questionnaire_id, make, _("Phần và yếu tố"), told)


@require_http_methods(["GET", "POST"])
@login_required
def choices_edit(request: Request, questionnaire_id: UUID, list_name: str) -> HttpResponse:
    """The choices of a list, for all questions that use it."""

    def make(row: Questionnaire, data: Sent) -> ChangeForm:
        entry = next((one for one in row.as_core.lists if one.name == list_name), None)
        if entry is None:
            raise Http404
        return ChoicesForm(data, entry=entry, languages=row.as_core.languages, initial=_at(row))

    told = _("Mỗi lựa chọn một dòng: mã: lời | lời bằng ngôn ngữ thứ hai. Câu trả lời được lưu theo mã.")
    return _edit(request, questionnaire_id, make, _("Danh sách lựa chọn “%(name)s”") % {"name": list_name}, told)


@require_http_methods(["GET", "POST"])
@login_required
def question_new(request: Request, questionnaire_id: UUID) -> HttpResponse:
    return _member_new(request, questionnaire_id, QuestionForm, _("Thêm câu hỏi"))


@require_http_methods(["GET", "POST"])
@login_required
def group_new(request: Request, questionnaire_id: UUID) -> HttpResponse:
    return _member_new(request, questionnaire_id, GroupForm, _("Thêm nhóm"))


@require_http_methods(["GET", "POST"])
@login_required
def member_edit(request: Request, questionnaire_id: UUID, name: str) -> HttpResponse:
    def make(row: Questionnaire, data: Sent) -> ChangeForm:
        member = _member(row, name)
        form_class = GroupForm if isinstance(member, core.Group) else QuestionForm
        return form_class(data, form=row.as_core, member=member, initial=_at(row))

    return _edit(request, questionnaire_id, make, _("Sửa “%(name)s”") % {"name": name})


@require_POST
@login_required
def member_move(request: Request, questionnaire_id: UUID, name: str) -> HttpResponse:
    row = _draft(request, questionnaire_id)
    _member(row, name)
    form = MoveForm(request.POST)
    step = form.cleaned_data["step"] if form.is_valid() else 0
    _change(request, row, lambda whole: moved(whole, name, step))
    return _back(row, name)


@require_POST
@login_required
def member_drop(request: Request, questionnaire_id: UUID, name: str) -> HttpResponse:
    row = _draft(request, questionnaire_id)
    _member(row, name)
    _change(request, row, lambda whole: without_unused_lists(without_member(whole, name)))
    messages.success(request, _("Đã bỏ “%(name)s”. Bấm Hoàn tác để lấy lại.") % {"name": name})
    return _back(row)


@require_POST
@login_required
def change_undo(request: Request, questionnaire_id: UUID) -> HttpResponse:
    row = _draft(request, questionnaire_id)
    services.undo_change(questionnaire=row, version=seen_version(request, row), by=request.user)
    messages.success(request, _("Đã hoàn tác. Bấm lần nữa để làm lại."))
    return _back(row)


def _member_new(
    request: Request, questionnaire_id: UUID, form_class: type[QuestionForm | GroupForm], heading: str
) -> HttpResponse:
    after = request.GET.get("sau", "")

    def make(row: Questionnaire, data: Sent) -> ChangeForm:
        if after:
            _member(row, after)
        return form_class(data, form=row.as_core, after=after, initial=_at(row))

    return _edit(request, questionnaire_id, make, heading)


def _edit(request: Request, questionnaire_id: UUID, make: Maker, heading: str, told: str = "") -> HttpResponse:
    """A page with one form; what it changes is kept, or the form comes back with what is wrong."""
    row = _draft(request, questionnaire_id)
    form, status = make(row, request.POST or None), 200
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            services.change_draft(questionnaire=row, version=version, change=form.change, by=request.user)
        except CaicachError as refused:
            row, status = _overtaken(request, questionnaire_id, make, form, refused), 409
        else:
            return _back(row, form.cleaned_data.get("name", ""))
    elif form.is_bound:
        status = 422
    context: dict[str, Any] = {"questionnaire": row, "form": form, "heading": heading, "told": told, "edits": True}
    return render(request, "questionnaires/form_page.html", context, status=status)


def _overtaken(
    request: Request, questionnaire_id: UUID, make: Maker, form: ChangeForm, refused: CaicachError
) -> Questionnaire:
    """The words stay on the form, beside what is kept now."""
    newest = _draft(request, questionnaire_id)
    url = reverse("questionnaires:questionnaire_edit", args=[newest.pk])
    show_conflict(form, refused, now=make(newest, None).initial, newest=url)
    return newest


def _at(row: Questionnaire) -> dict[str, int]:
    return {"version": row.version}


def _change(request: Request, row: Questionnaire, change: services.Change) -> None:
    version = seen_version(request, row)
    services.change_draft(questionnaire=row, version=version, change=change, by=request.user)


def _draft(request: Request, questionnaire_id: UUID) -> Questionnaire:
    row = get_questionnaire(request, questionnaire_id)
    if not row.is_draft:
        raise NotDraft(questionnaire=row)
    return row


def _member(row: Questionnaire, name: str) -> core.Group | core.Question:
    member = member_named(row.as_core, name)
    if member is None:
        raise Http404
    return member


def _back(row: Questionnaire, name: str = "") -> HttpResponse:
    page = redirect("questionnaires:questionnaire_edit", row.pk)
    if name:
        page["Location"] += f"#m-{name}"
    return page
