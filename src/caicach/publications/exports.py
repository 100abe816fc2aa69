"""Publications as files: the bundle, the sheet of results, official papers."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.views.decorators.http import require_GET

from caicach.files.services import open_file
from caicach.people.requests import Request
from caicach.publications import papers
from caicach.publications.models import PublishedResult, sees_all_details
from caicach.publications.sheets import results_xlsx
from caicach.publications.views import get_publication, get_result
from caicach.ui.downloads import as_download


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
    return as_download(results_xlsx(row, details), f"ket-qua-{row.round.year}-lan-{row.number}.xlsx")


@require_GET
@login_required
def publication_docx(request: Request, publication_id: UUID) -> HttpResponse:
    row = get_publication(request, publication_id)
    return as_download(papers.decision(row), f"quyet-dinh-cong-bo-{row.round.year}-lan-{row.number}.docx")


@require_GET
@login_required
def result_docx(request: Request, result_id: UUID) -> HttpResponse:
    row = get_result(request, result_id)
    return as_download(papers.table_of(row), f"bang-diem-{row.agency.code}-{row.publication.round.year}.docx")


@require_GET
@login_required
def notice_docx(request: Request, result_id: UUID) -> HttpResponse:
    row = get_result(request, result_id)
    return as_download(papers.notice(row), f"thong-bao-{row.agency.code}-{row.publication.round.year}.docx")
