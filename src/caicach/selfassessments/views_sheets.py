"""Offline work: an agency's form out as a workbook, and in again with a preview of every change."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from caicach.agencies.permissions import require
from caicach.assessments.finding import get_assessment
from caicach.assessments.models import Assessment
from caicach.core.text import fold
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.selfassessments.sheet_reading import SheetPlan, apply_sheet, plan_sheet
from caicach.selfassessments.sheets import SHEET_HEADINGS, form_as_xlsx
from caicach.tables.sheet import TableRow, UnreadableTable, as_pasted
from caicach.tables.views_import import TableForm
from caicach.ui.downloads import as_download


class SheetForm(TableForm):
    """The workbook; its cells come back as text once they were shown."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = _("Biểu đã điền")
        self.fields["file"].is_wanted = True  # type: ignore[attr-defined]


@require_GET
@login_required
def sheet_out(request: Request, assessment_id: UUID) -> HttpResponse:
    """The form with what is there now."""
    assessment = get_assessment(request, assessment_id)
    require(request.user, Permission.ASSESSMENT_FILL, assessment.agency)
    name = slugify(fold(f"bieu tu cham {assessment.agency.brief} {assessment.round.year}"))
    return as_download(form_as_xlsx(assessment), f"{name}.xlsx")


@require_http_methods(["GET", "POST"])
@login_required
def sheet_in(request: Request, assessment_id: UUID) -> HttpResponse:
    """Take the file, show what it would change, and write that when it was seen."""
    assessment = get_assessment(request, assessment_id)
    require(request.user, Permission.ASSESSMENT_FILL, assessment.agency)
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    if not form.is_bound:
        return _chosen(request, assessment, form)
    table = form.table(SHEET_HEADINGS) if form.is_valid() else None
    if table is None:
        return _chosen(request, assessment, form)
    try:
        plan = plan_sheet(assessment, table, today=timezone.localdate())
    except UnreadableTable as refused:
        form.add_error("file", str(refused))
        return _chosen(request, assessment, form)
    seen = form.cleaned_data["seen"]
    if seen != plan.fingerprint or plan.problems:
        return _preview(request, assessment, plan, table, has_moved_on=bool(seen))
    count = apply_sheet(plan=plan, by=request.user, today=timezone.localdate())
    messages.success(request, _("Đã ghi %(count)s tiêu chí từ biểu.") % {"count": count})
    return redirect("selfassessments:assessment_detail", assessment.pk)


def _chosen(request: Request, assessment: Assessment, form: TableForm) -> HttpResponse:
    context = {"assessment": assessment, "round": assessment.round, "form": form}
    return render(request, "selfassessments/sheet_in.html", context, status=422 if form.is_bound else 200)


def _preview(
    request: Request, assessment: Assessment, plan: SheetPlan, table: list[TableRow], *, has_moved_on: bool
) -> HttpResponse:
    context: dict[str, Any] = {
        "assessment": assessment,
        "round": assessment.round,
        "plan": plan,
        "text": as_pasted(table, SHEET_HEADINGS),
        "has_moved_on": has_moved_on and not plan.problems,
        "moved": sum(one.has_moved for one in plan.changes),
    }
    status = 422 if plan.problems else 409 if has_moved_on else 200
    return render(request, "selfassessments/sheet_preview.html", context, status=status)
