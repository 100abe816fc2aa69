"""What is done with a consolidated report as a whole: its file, sending to the signer, signing, closing, reopening."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.permissions import require
from caicach.consolidation import errors, signing
from caicach.consolidation.building_job import ask_to_build
from caicach.consolidation.forms import CloseForm
from caicach.consolidation.models import Consolidation
from caicach.consolidation.views import acts_of, get_report
from caicach.documentregister.services import Head
from caicach.files.errors import FileRefused
from caicach.files.services import open_file
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.reports.forms import ReasonForm
from caicach.reports.views_signing import sign_or_ask
from caicach.ui.versions import seen_version


@require_POST
@login_required
@sent_once
def report_build(request: Request, report_id: UUID) -> HttpResponse:
    """Let a worker build the Word file."""
    report = get_report(request, report_id)
    job = ask_to_build(report=report, by=request.user)
    return redirect("jobs:job_detail", job.pk)


@require_GET
@login_required
def report_docx(request: Request, report_id: UUID) -> FileResponse:
    """The Word file that was built last."""
    report = get_report(request, report_id)
    if report.built is None:
        raise errors.NotBuilt()
    file = report.built
    response = FileResponse(open_file(file), as_attachment=True, filename=file.name, content_type=file.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@login_required
def report_ready(request: Request, report_id: UUID) -> HttpResponse:
    report = get_report(request, report_id)
    version = seen_version(request, report)
    signing.put_before_signer(report=report, version=version, by=request.user, today=timezone.localdate())
    messages.success(request, _("Đã trình ký. Người ký thấy việc này ở trang đầu của mình."))
    return redirect("consolidation:report_detail", report.pk)


@require_POST
@login_required
def report_sign(request: Request, report_id: UUID) -> HttpResponse:
    """Who signs proves to be that person, then signs."""
    report = get_report(request, report_id)
    signing.require_signer(report, request.user)
    check, sign = partial(signing.check_ready, report), partial(signing.sign_report, report=report)
    if (way := sign_or_ask(request, report, check=check, sign=sign)) is not None:
        return way
    messages.success(request, _("Đã ký báo cáo tổng hợp."))
    return redirect("consolidation:report_detail", report.pk)


@require_http_methods(["GET", "POST"])
@login_required
def report_close(request: Request, report_id: UUID) -> HttpResponse:
    """Enter the signed copy into the register, and close the report."""
    report = get_report(request, report_id)
    require(request.user, Permission.REPORT_MANAGE)
    _check_closable(report)
    form = CloseForm(request.POST or None, request.FILES or None, initial={"version": report.version})
    if form.is_valid():
        try:
            _close(request, report, form)
        except FileRefused as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, _("Đã đưa bản đã ký vào sổ văn bản và đóng báo cáo."))
            return redirect("consolidation:report_detail", report.pk)
    context = {**acts_of(request, report), "form": form}
    return render(request, "consolidation/report_close.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@login_required
def report_reopen(request: Request, report_id: UUID) -> HttpResponse:
    """Open a signed report again, with the reason."""
    report = get_report(request, report_id)
    require(request.user, Permission.REPORT_MANAGE)
    if not report.is_signed:
        raise errors.ReportNotSigned()
    form = ReasonForm(request.POST or None, initial={"version": report.version})
    if not form.is_valid():
        context = {**acts_of(request, report), "form": form}
        return render(request, "consolidation/report_reopen.html", context, status=422 if form.is_bound else 200)
    signing.reopen_report(report=report, by=request.user, today=timezone.localdate(), **form.cleaned_data)
    messages.success(request, _("Đã mở lại báo cáo tổng hợp."))
    return redirect("consolidation:report_detail", report.pk)


def _close(request: Request, report: Consolidation, form: CloseForm) -> None:
    given = form.cleaned_data
    signer = report.signed_by.full_name if report.signed_by else ""
    head = Head(
        title=report.round.name, kind="Báo cáo", number=given["number"], issued_on=given["issued_on"], signer=signer
    )
    signing.close_report(
        report=report, version=given["version"], upload=given["file"], head=head, by=request.user,
        today=timezone.localdate(),
    )  # fmt: skip


def _check_closable(report: Consolidation) -> None:
    if not report.is_signed:
        raise errors.ReportNotSigned()
    if report.is_closed:
        raise errors.ReportClosed()
