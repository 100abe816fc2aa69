"""Questionnaires: the list, a new one, one as it is asked, its editions and what changed between them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.permissions import require
from caicach.core.surveys.xform.writing import NoXForm, to_xform
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.questionnaires import errors, services
from caicach.questionnaires.exporting import as_xlsx
from caicach.questionnaires.forms import EditionForm, NewForm, language_name
from caicach.questionnaires.models import Questionnaire
from caicach.questionnaires.outline import change_rows, factor_rows
from caicach.questionnaires.paper import paper
from caicach.questionnaires.phrases import told_problem
from caicach.questionnaires.rendering import sheet_of, shown
from caicach.ui.downloads import as_download
from caicach.ui.versions import seen_version


@require_GET
@login_required
def questionnaire_list(request: Request) -> HttpResponse:
    require(request.user, Permission.QUESTIONNAIRE_WRITE)
    found = Questionnaire.objects.defer("sheets", "former_sheets")
    return render(request, "questionnaires/questionnaire_list.html", {"questionnaires": found})


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def questionnaire_new(request: Request) -> HttpResponse:
    """A draft out of one that is shipped or of a file; every problem of the file is told at once."""
    require(request.user, Permission.QUESTIONNAIRE_WRITE)
    form = NewForm(request.POST or None, request.FILES or None)
    read = form.read() if form.is_bound and form.is_valid() else None
    if read is None or read.questionnaire is None:
        problems = [told_problem(problem) for problem in read.problems] if read else []
        context = {"form": form, "problems": problems}
        return render(request, "questionnaires/questionnaire_new.html", context, status=422 if form.is_bound else 200)
    row = services.keep_draft(made=read.questionnaire, by=request.user)
    messages.success(request, _("Đã nhận “%(questionnaire)s”.") % {"questionnaire": row})
    return redirect("questionnaires:questionnaire_detail", row.pk)


@require_GET
@login_required
def questionnaire_detail(request: Request, questionnaire_id: UUID) -> HttpResponse:
    """As those see it who answer, with the factors for which it counts."""
    row = get_questionnaire(request, questionnaire_id)
    context = {
        "questionnaire": row,
        "factors": factor_rows(row.as_core),
        "editions": Questionnaire.objects.filter(form_id=row.form_id).exclude(pk=row.pk),
        **preview_of(request, row),
    }
    return render(request, "questionnaires/questionnaire_detail.html", context)


@require_GET
@login_required
def questionnaire_preview(request: Request, questionnaire_id: UUID) -> HttpResponse:
    """What is asked next with the answers in the address; they are kept nowhere."""
    row = get_questionnaire(request, questionnaire_id)
    context = {"questionnaire": row, **preview_of(request, row)}
    template = "preview.html" if request.headers.get("HX-Request") else "questionnaire_preview.html"
    return render(request, f"questionnaires/{template}", context)


def preview_of(request: Request, row: Questionnaire) -> dict[str, Any]:
    """The questions that are asked with the answers in the address. It checks them where somebody asks for that."""
    language = chosen_language(request, row)
    sheet, checks = sheet_of(row.as_core, request.GET), "kiem-tra" in request.GET
    found = shown(row.as_core, sheet, language, timezone.localdate(), tells=checks)
    return {
        "language": language,
        "languages": _languages(row),
        "shown": found,
        "checks": checks,
        "has_faults": any(one.fault for one in found),
    }


@require_GET
@login_required
def questionnaire_xlsx(request: Request, questionnaire_id: UUID) -> HttpResponse:
    row = get_questionnaire(request, questionnaire_id)
    return as_download(as_xlsx(row.as_core), f"{row.form_id}-{row.edition}.xlsx")


@require_GET
@login_required
def questionnaire_xform(request: Request, questionnaire_id: UUID) -> HttpResponse:
    """For ODK Collect and its kin."""
    row = get_questionnaire(request, questionnaire_id)
    try:
        text = to_xform(row.as_core)
    except NoXForm as refused:
        raise errors.NoFormForOdk(why=refused.params["why"]) from refused
    return as_download(text.encode(), f"{row.form_id}-{row.edition}.xml")


@require_GET
@login_required
def questionnaire_paper(request: Request, questionnaire_id: UUID) -> HttpResponse:
    """All of it, to be printed and filled in by hand."""
    row = get_questionnaire(request, questionnaire_id)
    language = chosen_language(request, row)
    context = {
        "questionnaire": row,
        "language": language,
        "languages": _languages(row),
        "items": paper(row.as_core, language),
    }
    return render(request, "questionnaires/questionnaire_paper.html", context)


@require_GET
@login_required
def questionnaire_changes(request: Request, questionnaire_id: UUID) -> HttpResponse:
    """What became of each question of the edition before, and so of the answers to it."""
    row = get_questionnaire(request, questionnaire_id)
    rows = change_rows(row)
    context = {
        "questionnaire": row,
        "rows": [one for one in rows if not one.change.is_same],
        "same": [one for one in rows if one.change.is_same],
    }
    return render(request, "questionnaires/questionnaire_changes.html", context)


@require_POST
@login_required
def questionnaire_publish(request: Request, questionnaire_id: UUID) -> HttpResponse:
    return _act(request, questionnaire_id, services.publish, _("Đã công bố “%(questionnaire)s”."))


@require_POST
@login_required
def questionnaire_withdraw(request: Request, questionnaire_id: UUID) -> HttpResponse:
    return _act(request, questionnaire_id, services.withdraw, _("Đã thu hồi “%(questionnaire)s”."))


@require_POST
@login_required
def questionnaire_discard(request: Request, questionnaire_id: UUID) -> HttpResponse:
    row = get_questionnaire(request, questionnaire_id)
    services.discard(questionnaire=row, version=seen_version(request, row), by=request.user)
    messages.success(request, _("Đã bỏ dự thảo “%(questionnaire)s”.") % {"questionnaire": row})
    return redirect("questionnaires:questionnaire_list")


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def edition_new(request: Request, questionnaire_id: UUID) -> HttpResponse:
    """A draft that begins as a copy of this edition."""
    row = get_questionnaire(request, questionnaire_id)
    form = EditionForm(request.POST or None, initial={"edition": str(timezone.localdate().year)})
    if form.is_bound and form.is_valid():
        edition = form.cleaned_data["edition"]
        made = services.start_edition(questionnaire=row, edition=edition, by=request.user)
        return redirect("questionnaires:questionnaire_edit", made.pk)
    context = {"questionnaire": row, "form": form, "heading": _("Phiên bản mới"), "says": _("Lập phiên bản mới")}
    return render(request, "questionnaires/form_page.html", context, status=422 if form.is_bound else 200)


def chosen_language(request: Request, row: Questionnaire) -> str:
    """That of the address, else that of the site, else the first of the questionnaire."""
    languages = row.as_core.languages
    wanted = request.GET.get("ngon-ngu") or get_language() or ""
    return wanted if wanted in languages else languages[0]


def _languages(row: Questionnaire) -> list[tuple[str, str]]:
    return [(code, language_name(code)) for code in row.as_core.languages]


def get_questionnaire(request: Request, questionnaire_id: UUID) -> Questionnaire:
    require(request.user, Permission.QUESTIONNAIRE_WRITE)
    return get_object_or_404(Questionnaire.objects.select_related("follows", "made_by"), pk=questionnaire_id)


def _act(request: Request, questionnaire_id: UUID, act: Callable[..., Questionnaire], told: str) -> HttpResponse:
    row = get_questionnaire(request, questionnaire_id)
    act(questionnaire=row, version=seen_version(request, row), by=request.user)
    messages.success(request, told % {"questionnaire": row})
    return redirect("questionnaires:questionnaire_detail", row.pk)
