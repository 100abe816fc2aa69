"""Publications as files: the bundle, the sheet of results, official papers."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from caicach.files.policy import MEDIA_TYPES
from caicach.files.services import open_file
from caicach.people.requests import Request
from caicach.publications import papers
from caicach.publications.models import PublishedResult, sees_all_details
from caicach.publications.sheets import results_xlsx
from caicach.publications.views import get_publication, get_result


@require_GET
@login_required
def publication_bundle(request: Request, publication_id: UUID) -> FileResponse:
    """The whole bundle, for who may see every detail in it."""
    row = get_publication(request, publication_id)
    if not sees_all_details(request.user):
        raise Http404
    content = open_file(row.bundle)
    response = FileResponse(content, as_attachment=True, filename=row.bundle.name, content_type=row.bundle.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_GET
@login_required
def publication_xlsx(request: Request, publication_id: UUID) -> HttpResponse:
    row = get_publication(request, publication_id)
    details = PublishedResult.objects.visible_to(request.user).filter(publication=row)
    details = details.select_related("publication__round__criteria_set")
    return _download(results_xlsx(row, details), f"ket-qua-{row.round.year}-lan-{row.number}.xlsx")


@require_GET
@login_required
def publication_docx(request: Request, publication_id: UUID) -> HttpResponse:
    row = get_publication(request, publication_id)
    return _download(papers.decision(row), f"quyet-dinh-cong-bo-{row.round.year}-lan-{row.number}.docx")


@require_GET
@login_required
def result_docx(request: Request, result_id: UUID) -> HttpResponse:
    row = get_result(request, result_id)
    return _download(papers.table_of(row), f"bang-diem-{row.agency.code}-{row.publication.round.year}.docx")


@require_GET
@login_required
def notice_docx(request: Request, result_id: UUID) -> HttpResponse:
    row = get_result(request, result_id)
    return _download(papers.notice(row), f"thong-bao-{row.agency.code}-{row.publication.round.year}.docx")


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=MEDIA_TYPES[name.rpartition(".")[2]])
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response
