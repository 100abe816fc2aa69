"""Plans as files: the annex as DOCX and XLSX."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from caicach.people.requests import Request
from caicach.plans.annex import file_stem
from caicach.plans.annex_docx import annex_docx
from caicach.plans.annex_xlsx import annex_xlsx
from caicach.plans.views.plans import get_plan

_OFFICE = "application/vnd.openxmlformats-officedocument."


@require_GET
@login_required
def plan_docx(request: Request, plan_id: UUID) -> HttpResponse:
    plan = get_plan(request, plan_id)
    return _download(annex_docx(plan), f"{file_stem(plan)}.docx", _OFFICE + "wordprocessingml.document")


@require_GET
@login_required
def plan_xlsx(request: Request, plan_id: UUID) -> HttpResponse:
    plan = get_plan(request, plan_id)
    return _download(annex_xlsx(plan), f"{file_stem(plan)}.xlsx", _OFFICE + "spreadsheetml.sheet")


def _download(content: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response
