"""Giving files out: always as a download, never shown by our own origin."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from caicach.files.models import StoredFile
from caicach.files.services import open_file
from caicach.files.visibility import may_have
from caicach.people.requests import Request


@require_GET
@login_required
def download(request: Request, file_id: UUID) -> FileResponse:
    file = get_object_or_404(StoredFile, pk=file_id)
    if not may_have(request.user, file):
        raise Http404
    response = FileResponse(open_file(file), as_attachment=True, filename=file.name, content_type=file.media_type)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
