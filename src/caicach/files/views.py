"""Giving files out: whole always as a download, never shown by our own origin; to look at as pages drawn anew."""

import base64
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from caicach.files.models import StoredFile
from caicach.files.previewing import preview_of
from caicach.files.services import open_file
from caicach.files.visibility import may_have
from caicach.people.requests import Request
from caicach.ui.pages import page_or_part


@require_GET
@login_required
def download(request: Request, file_id: UUID) -> FileResponse:
    file = _file(request, file_id)
    response = FileResponse(open_file(file), as_attachment=True, filename=file.name, content_type=file.media_type)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_GET
@login_required
def file_page(request: Request, file_id: UUID, page: int) -> HttpResponse:
    """One page of a file in words or as a picture, with the way to the others."""
    file = _file(request, file_id)
    shown = preview_of(file, page)
    context = {"file": file, "shown": shown, "before": shown.page - 1, "behind": _behind(shown.page, shown.pages)}
    return page_or_part(request, "files/file_page.html", "file-page", context)


@require_GET
@login_required
def file_picture(request: Request, file_id: UUID, page: int) -> HttpResponse:
    """The picture of a page: drawn by us, so that nothing of the file itself is sent."""
    shown = preview_of(_file(request, file_id), page)
    if not shown.picture:
        raise Http404
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=3600"}
    return HttpResponse(base64.b64decode(shown.picture), content_type=shown.media_type, headers=headers)


def _behind(page: int, pages: int) -> int:
    return page + 1 if page < pages else 0


def _file(request: Request, file_id: UUID) -> StoredFile:
    file = get_object_or_404(StoredFile, pk=file_id)
    if not may_have(request.user, file):
        raise Http404
    return file
