"""The words of a file that somebody brings only to have them read; the file itself is not kept."""

import tempfile
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile


def lines_of_upload(upload: UploadedFile) -> list[str]:
    """Its lines, read in the limited child process. Raises UnreadableDocument."""
    from caicach.core.documents.jail import read_lines  # late: a site that reads nothing starts no reader

    name = upload.name or ""
    with tempfile.NamedTemporaryFile(suffix=Path(name).suffix[:8]) as kept:
        for part in upload.chunks():
            kept.write(part)
        kept.flush()
        return read_lines(Path(kept.name), name=name)
