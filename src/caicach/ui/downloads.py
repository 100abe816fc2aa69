"""Files that a page gives away: always saved, never shown by the browser."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from caicach.ui.media_types import sent_as


def as_download(content: bytes, name: str, media_type: str = "") -> HttpResponse:
    """The answer with which a browser saves a file. media_type: else what the ending of its name says."""
    kind = media_type or sent_as(name.rpartition(".")[2])
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response
