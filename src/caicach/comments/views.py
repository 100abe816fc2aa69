"""Comments on a draft: whom to ask, an agency's answer, what becomes of each, the table of all."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from caicach.agencies.models import Agency
from caicach.agencies.permissions import can, require
from caicach.comments import services
from caicach.comments.forms import AskForm, CommentsForm, DecideForm
from caicach.comments.models import Comment, CommentCall
from caicach.comments.papers import comments_paper
from caicach.consolidation.models import Consolidation
from caicach.consolidation.views import acts_of, get_report
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.conflicts import show_conflict
from caicach.ui.downloads import as_download
from caicach.ui.errors import RowMovedOn


@require_GET
@login_required
def comment_list(request: Request, report_id: UUID) -> HttpResponse:
    """Who was asked, who has answered, each comment with what became of it."""
    report = get_report(request, report_id)
    context = {
        **acts_of(request, report),
        "calls": CommentCall.objects.filter(report=report).select_related("agency"),
        "comments": _comments(report),
        "today": timezone.localdate(),
    }
    return render(request, "comments/comment_list.html", context)


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def comment_ask(request: Request, report_id: UUID) -> HttpResponse:
    """Choose the agencies and the day."""
    report = get_report(request, report_id)
    require(request.user, Permission.REPORT_CONSOLIDATE, report.agency)
    today = timezone.localdate()
    agencies = Agency.objects.filter(report_parts__round=report.round_id).exclude(pk=report.agency_id).distinct()
    form = AskForm(request.POST or None, agencies=agencies, today=today)
    if not form.is_valid():
        context = {**acts_of(request, report), "form": form}
        return render(request, "comments/comment_ask.html", context, status=422 if form.is_bound else 200)
    calls = services.ask_comments(report=report, by=request.user, **form.cleaned_data)
    messages.success(request, _("Đã lấy ý kiến %(count)s cơ quan.") % {"count": len(calls)})
    return redirect("comments:comment_list", report.pk)


@require_http_methods(["GET", "POST"])
@login_required
def call_answer(request: Request, call_id: UUID) -> HttpResponse:
    """The draft with a field for each section."""
    call = _call(request, call_id)
    sections = list(call.report.sections.all())
    form = CommentsForm(request.POST or None, call=call, sections=sections)
    may_answer = can(request.user, Permission.REPORT_FILL, call.agency)
    if request.method == "POST":
        require(request.user, Permission.REPORT_FILL, call.agency)
        if form.is_valid():
            try:
                version = form.cleaned_data["version"]
                services.give_comments(call=call, version=version, texts=form.texts, by=request.user)
            except RowMovedOn as conflict:
                call = _call(request, call_id)
                now = CommentsForm(call=call, sections=sections)
                show_conflict(form, conflict, now={name: now[name].value() for name in now.fields})
                return _call_page(request, call, sections, form, may_answer, status=409)
            messages.success(request, _("Đã gửi ý kiến góp ý."))
            return redirect("comments:call_answer", call.pk)
    return _call_page(request, call, sections, form, may_answer, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@login_required
def comment_decide(request: Request, comment_id: UUID) -> HttpResponse:
    """Take a comment over, or say why not."""
    row = _comment(request, comment_id)
    require(request.user, Permission.REPORT_CONSOLIDATE, row.call.report.agency)
    form = DecideForm(request.POST or None, initial=_begun(row))
    if not form.is_valid():
        return _comment_page(request, row, form, status=422 if form.is_bound else 200)
    try:
        services.decide_comment(comment=row, by=request.user, **form.cleaned_data)
    except RowMovedOn as conflict:
        newest = _comment(request, comment_id)
        show_conflict(form, conflict, now=_begun(newest))
        return _comment_page(request, newest, form, status=409)
    messages.success(request, _("Đã ghi việc tiếp thu, giải trình."))
    return redirect("comments:comment_list", row.call.report_id)


@require_GET
@login_required
def comments_docx(request: Request, report_id: UUID) -> HttpResponse:
    """The table “tổng hợp, giải trình ý kiến”."""
    report = get_report(request, report_id)
    return as_download(comments_paper(report), "tong-hop-giai-trinh-y-kien.docx")


def _comments(report: Consolidation) -> Any:
    rows = Comment.objects.filter(call__report=report).select_related("section", "call__agency", "replied_by")
    return rows.defer("section__content")


def _call(request: Request, call_id: UUID) -> CommentCall:
    rows = CommentCall.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("report__round__kind", "report__agency", "agency"), pk=call_id)


def _comment(request: Request, comment_id: UUID) -> Comment:
    rows = Comment.objects.filter(call__in=CommentCall.objects.visible_to(request.user))
    rows = rows.select_related("section", "call__agency", "call__report__round__kind", "call__report__agency")
    return get_object_or_404(rows, pk=comment_id)


def _begun(row: Comment) -> dict[str, Any]:
    return {"verdict": row.verdict, "reply": row.reply, "version": row.version}


def _call_page(
    request: Request, call: CommentCall, sections: list[Any], form: CommentsForm, may_answer: bool, *, status: int
) -> HttpResponse:
    context = {
        **acts_of(request, call.report),
        "call": call,
        "sections": [(one, form[f"text_{one.code}"]) for one in sections],
        "sees_report": can(request.user, Permission.REPORT_VIEW, call.report.agency),
        "form": form,
        "may_answer": may_answer and not call.report.is_signed,
    }
    return render(request, "comments/call_answer.html", context, status=status)


def _comment_page(request: Request, row: Comment, form: DecideForm, *, status: int) -> HttpResponse:
    context = {**acts_of(request, row.call.report), "comment": row, "form": form}
    return render(request, "comments/comment_decide.html", context, status=status)
