"""The annex of a plan: printed, as DOCX and as XLSX."""

from collections.abc import Callable
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.http import require_GET

from caicach.annexes.annex import columns_of, file_stem, rows_of
from caicach.annexes.annex_docx import annex_docx
from caicach.annexes.annex_xlsx import annex_xlsx
from caicach.people.requests import Request
from caicach.plans.views.chosen_rows import shown_rows
from caicach.plans.views.plans import get_plan
from caicach.ui.downloads import as_download


@require_GET
@login_required
def plan_docx(request: Request, plan_id: UUID) -> HttpResponse:
    return _export(request, plan_id, annex_docx, "docx")


@require_GET
@login_required
def plan_xlsx(request: Request, plan_id: UUID) -> HttpResponse:
    return _export(request, plan_id, annex_xlsx, "xlsx")


def _export(request: Request, plan_id: UUID, write: Callable[..., bytes], ending: str) -> HttpResponse:
    """The whole plan, or exactly the rows that the page shows, in the order in which it shows them."""
    plan = get_plan(request, plan_id)
    rows = shown_rows(request, plan)
    if rows.is_as_in_the_plan:
        return as_download(write(plan), f"{file_stem(plan)}.{ending}")
    with override("vi"):  # an official paper is Vietnamese whatever language a person reads the site in
        words = [f"{chip.label}: {chip.value}" for chip in rows.chips]
    content = write(plan, rows.items, words)
    return as_download(content, f"{file_stem(plan, is_extract=True)}.{ending}")


@require_GET
@login_required
def plan_print(request: Request, plan_id: UUID) -> HttpResponse:
    plan = get_plan(request, plan_id)
    rows = shown_rows(request, plan)
    targets = [] if rows.is_narrowed else plan.targets.all()
    columns = columns_of(plan)
    context = {"plan": plan, "rows": rows, "targets": targets, "columns": columns}
    context["printed"] = rows_of(plan, columns, rows.items)
    return render(request, "annexes/plan_print.html", context)
