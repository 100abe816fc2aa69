"""Files that a page gives away: always saved, never shown by the browser."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from caicach.ui.sheets import XLSX_TYPE

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CSV_TYPE = "text/csv; charset=utf-8"
_TYPES = {"xlsx": XLSX_TYPE, "docx": DOCX_TYPE, "csv": CSV_TYPE, "yaml": "application/yaml; charset=utf-8"}


def as_download(content: bytes, name: str, media_type: str = "") -> HttpResponse:
    """The answer with which a browser saves a file. media_type: else what the ending of its name says."""
    kind = media_type or _TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response
