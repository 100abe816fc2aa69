"""A Word file of our own as PDF, by LibreOffice where it is installed; in the child only."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from caicach.core.documents.errors import UnreadableDocument

PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 120


def office_program() -> str:
    """Where LibreOffice is; "" where there is none."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), "")


def pdf_of(path: Path) -> bytes:
    """The file as PDF. Raises UnreadableDocument."""
    program = office_program()
    if not program:
        raise UnreadableDocument("no_office_program")
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder, "paper.docx"), Path(folder, "paper.pdf")
        source.write_bytes(path.read_bytes())
        command = [
            program, "--headless", "--norestore", "--nologo", f"-env:UserInstallation={Path(folder, 'home').as_uri()}",
            "--convert-to", "pdf", "--outdir", folder, str(source),
        ]  # fmt: skip
        ended = subprocess.run(command, stdout=sys.stderr, stderr=sys.stderr, timeout=_SECONDS, check=False, cwd=folder)
        if ended.returncode != 0 or not made.is_file():
            raise UnreadableDocument("pdf_not_made")
        return made.read_bytes()
