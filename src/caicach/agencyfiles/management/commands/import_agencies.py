"""`caicach import_agencies FILE`"""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from caicach.agencyfiles.columns import AGENCY_HEADINGS
from caicach.agencyfiles.importing import plan_import
from caicach.agencyfiles.services import apply_import
from caicach.tables.sheet import UnreadableTable, read_table


class Command(BaseCommand):
    help = "Read agencies from an XLSX or CSV file into the register. All of it or nothing; safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true")

    def handle(self, *, file: Path, json: bool, **options: object) -> None:
        try:
            plan = plan_import(read_table(file.read_bytes(), file.name, AGENCY_HEADINGS))
        except (OSError, UnreadableTable) as error:
            raise CommandError(str(error)) from error
        result = None if plan.problems else asdict(apply_import(plan=plan, by=None))
        self._say(result, [asdict(problem) for problem in plan.problems], as_json=json)
        if result is None:
            sys.exit(1)

    def _say(self, result: dict[str, int] | None, problems: list[dict[str, object]], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({"result": result, "problems": problems}, ensure_ascii=False, indent=1))
            return
        for problem in problems:
            self.stdout.write("{row}: {column}: {what} {repair}".format(**problem))
        summary = "{created} created, {changed} changed, {same} unchanged".format(**result) if result else ""
        self.stdout.write(summary or "nothing written")
