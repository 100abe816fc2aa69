"""Rounds of reports: the list, one round with who has sent, opening one, the workbooks."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.permissions import agencies_where, can, require
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.reports import matrix
from caicach.reports.annex import annex_of
from caicach.reports.exporting import annex_as_xlsx, matrix_as_xlsx
from caicach.reports.forms import OpenForm
from caicach.reports.models import ReportKind, ReportPart, ReportRound
from caicach.reports.opening_job import ask_to_open
from caicach.reports.records import write_record
from caicach.ui.downloads import as_download
from caicach.ui.pages import page_or_part

PER_PAGE = 50


@require_GET
@login_required
def round_list(request: Request) -> HttpResponse:
    """Reports, the newest first, and above them what this person's agencies still owe."""
    require(request.user, Permission.REPORT_VIEW)
    rounds = ReportRound.objects.visible_to(request.user).select_related("kind")
    own = agencies_where(request.user, Permission.REPORT_FILL)
    owed = ReportPart.objects.filter(agency__in=own, signed_at=None).select_related("round", "agency")
    context = {
        "page": Paginator(rounds, PER_PAGE).get_page(request.GET.get("page")),
        "owed": owed.order_by("due_on"),
        "may_manage": can(request.user, Permission.REPORT_MANAGE),
        "has_kinds": ReportKind.objects.exists(),
    }
    return render(request, "reports/round_list.html", context)


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def round_open(request: Request) -> HttpResponse:
    """Let a worker open a report whose period is over."""
    require(request.user, Permission.REPORT_MANAGE)
    today = timezone.localdate()
    form = OpenForm(request.POST or None, today=today)
    if not form.is_valid():
        windows = [(one, one.yearly.newest_ended(today)) for one in ReportKind.objects.valid_on(today) if one.yearly]
        context = {"form": form, "windows": windows}
        return render(request, "reports/round_open.html", context, status=422 if form.is_bound else 200)
    given = form.cleaned_data
    job = ask_to_open(
        kind=given["kind"], period=form.period, today=today, by=request.user, name=given["name"], due_on=form.due_on
    )
    return redirect("jobs:job_detail", job.pk)


@require_GET
@login_required
def round_detail(request: Request, of_report: UUID) -> HttpResponse:
    """Who has sent, on time or late."""
    round = get_round(request, of_report)
    rows = matrix.matrix_of(round, request.user, today=timezone.localdate())
    form = matrix.MatrixFilter(request.GET, round=round)
    context = {
        "round": round,
        "form": form,
        "rows": matrix.narrowed(rows, form.chosen),
        "counts": [(one, count, matrix.KINDS[one][0]) for one, count in matrix.counts_of(rows)],
        "levels": {level["code"]: level["name"] for level in round.levels},
        "may_manage": can(request.user, Permission.REPORT_MANAGE),
        "today": timezone.localdate(),
        "query": request.GET.urlencode(),
        "has_annex": bool(round.annex.get("columns")),
    }
    return page_or_part(request, "reports/round_detail.html", "matrix", context)


@require_GET
@login_required
def matrix_export(request: Request, of_report: UUID) -> HttpResponse:
    """The rows as they are filtered, as a workbook."""
    round = get_round(request, of_report)
    today = timezone.localdate()
    chosen = matrix.MatrixFilter(request.GET, round=round).chosen
    rows = matrix.narrowed(matrix.matrix_of(round, request.user, today=today), chosen)
    return as_download(matrix_as_xlsx(round, rows, today=today), "tinh-hinh-gui-bao-cao.xlsx")


@require_GET
@login_required
def annex_export(request: Request, of_report: UUID) -> HttpResponse:
    """The statistical annex of the agencies that this person sees."""
    round = get_round(request, of_report)
    return as_download(annex_as_xlsx(round, annex_of(round, request.user)), "phu-luc-bao-cao.xlsx")


@require_POST
@login_required
def record_write(request: Request, of_report: UUID) -> HttpResponse:
    """Bring who was late or absent into the ledger of figures."""
    round = get_round(request, of_report)
    require(request.user, Permission.REPORT_MANAGE)
    told = write_record(round=round, today=timezone.localdate(), by=request.user)
    counts = {"new": told.new + told.changed, "same": told.same}
    messages.success(request, _("Đã ghi %(new)s số vào sổ số liệu, %(same)s số giữ nguyên.") % counts)
    return redirect("reports:round_detail", round.pk)


def get_round(request: Request, of_report: UUID) -> ReportRound:
    rows = ReportRound.objects.visible_to(request.user).select_related("kind")
    return get_object_or_404(rows, pk=of_report)
