"""Keep a questionnaire from a file, or one that is shipped, as the page does."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from caicach.core.surveys.xlsform.reading import Read
from caicach.questionnaires.models import Questionnaire
from caicach.questionnaires.phrases import told_problem
from caicach.questionnaires.reading import read_shipped, read_xlsform, shipped_names
from caicach.questionnaires.services import keep_draft, publish
from caicach.tables.sheet import UnreadableTable
from caicach.ui.errors import CaicachError


class Command(BaseCommand):
    help = "Keep a questionnaire: an XLSForm (XLSX), or the name of one that is shipped. Tells every problem of a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help=f"an XLSX file, or one of: {', '.join(shipped_names())}")
        parser.add_argument("--check", action="store_true", help="only tell what is wrong; write nothing")
        parser.add_argument("--publish", action="store_true", help="publish it: from then on it never changes")
        parser.add_argument("--json", action="store_true", help="for programs to read")

    def handle(self, *, file: str, check: bool, json: bool, **options: Any) -> None:
        read = _read(file)
        if read.questionnaire is None or check:
            self._tell(read, as_json=json)
            return
        try:
            row = keep_draft(made=read.questionnaire, by=None)
            if options["publish"] and row.is_draft:
                row = publish(questionnaire=row, version=row.version, by=None)
        except CaicachError as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(_as_json(row) if json else f"{row}: {row.get_state_display()}, {row.question_count}")

    def _tell(self, read: Read, *, as_json: bool) -> None:
        """Every problem; the command has failed where there is one."""
        problems = [told_problem(problem) for problem in read.problems]
        if as_json:
            self.stdout.write(json.dumps({"problems": [one._asdict() for one in problems]}, ensure_ascii=False))
        else:
            for one in problems:
                self.stdout.write(f"{one.where}, {one.place}: {one.sentence}")
        if problems:
            raise CommandError(f"{len(problems)} problems")


def _read(file: str) -> Read:
    if file in shipped_names():
        return read_shipped(file)
    path = Path(file)
    try:
        return read_xlsform(path.read_bytes(), path.name)
    except (OSError, UnreadableTable) as refused:
        raise CommandError(f"{file}: {refused}") from refused


def _as_json(row: Questionnaire) -> str:
    told = {
        "id": str(row.pk), "form_id": row.form_id, "edition": row.edition, "state": row.state,
        "questions": row.question_count, "sha256": row.sheets_hash,
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False)
