"""`caicach paper KIND --values FILE.json --out FILE [--pdf]`"""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.jail import make_pdf
from caicach.core.documents.refusals import refusal_in_english
from caicach.papers.kinds import kind_of
from caicach.papers.making import make_paper
from caicach.ui.errors import CaicachError


class Command(BaseCommand):
    help = (
        "Make a paper of a kind from the template that is valid on a day. FILE.json holds a value for each field; "
        "a field that is a whole paper takes the path of a DOCX. Without --values the demo values are taken."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", help="code of the kind, see `caicach templates`")
        parser.add_argument("--values", type=Path, metavar="FILE", help="JSON object: a value for each field")
        parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="where the paper is written")
        parser.add_argument("--on", type=date.fromisoformat, help="the template that is valid on YYYY-MM-DD")
        parser.add_argument("--pdf", action="store_true", help="write a PDF (needs LibreOffice)")

    def handle(
        self, *, kind: str, values: Path | None, out: Path, on: date | None, pdf: bool, **options: object
    ) -> None:
        try:
            told = _read(kind, values) if values else kind_of(kind).demo
            content = make_paper(kind=kind, values=told, on=on or timezone.localdate())
        except (CaicachError, OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        out.write_bytes(content)
        if pdf:
            try:
                out.write_bytes(make_pdf(out, name="paper.docx"))
            except UnreadableDocument as refused:
                out.unlink()
                raise CommandError(refusal_in_english(refused)) from refused
        self.stdout.write(f"{out}: {out.stat().st_size} bytes")


def _read(kind: str, path: Path) -> dict[str, Any]:
    """The values of a file; papers are named by their paths, seen from that file."""
    told = json.loads(path.read_text("utf-8"))
    if not isinstance(told, dict):
        raise ValueError(f"{path} holds no JSON object")
    for one in kind_of(kind).fields:
        if one.type.is_paper and isinstance(told.get(one.name), str) and told[one.name]:
            told[one.name] = (path.parent / told[one.name]).read_bytes()
    return told
