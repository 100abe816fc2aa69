"""`caicach import-criteria FILE`"""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from caicach.core.scoring.criteria import CriteriaSet
from caicach.criteria.known_indicators import known_indicators
from caicach.criteria.loading import CONTENT, SHIPPED_SETS, BadContent, load_set
from caicach.criteria.services import issue_set, keep_draft
from caicach.ui.errors import CaicachError
from caicach.workbooks.reading import read_xlsx


class Command(BaseCommand):
    help = "Read a criteria set from a YAML or XLSX file, or a shipped one by its key, as a draft. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help=f"a file, or one of: {', '.join(SHIPPED_SETS)}")
        parser.add_argument("--issue", action="store_true", help="put it into force at once")
        parser.add_argument("--check", action="store_true", help="only tell what is wrong with it, write nothing")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, file: str, issue: bool, check: bool, json: bool, **options: object) -> None:
        path = CONTENT / f"{file}.yaml" if file in SHIPPED_SETS else Path(file)
        try:
            checked = self._read(path)
            if check:
                self._say({"key": checked.key, "leaves": len(list(checked.leaves())), "problems": 0}, as_json=json)
                return
            row, is_changed = keep_draft(checked=checked, by=None)
            if issue and row.is_draft:
                row = issue_set(criteria_set=row, version=row.version, by=None)
        except (OSError, UnicodeDecodeError, BadContent, CaicachError) as error:
            raise CommandError(str(error)) from error
        self._say({"key": row.key, "leaves": row.leaf_count, "state": row.state, "changed": is_changed}, as_json=json)

    def _read(self, path: Path) -> CriteriaSet:
        if path.suffix == ".xlsx":
            return read_xlsx(path.read_bytes(), file=path.name, known_indicators=known_indicators())
        return load_set(path, known_indicators=known_indicators())

    def _say(self, told: dict[str, object], *, as_json: bool) -> None:
        words = ", ".join(f"{name} {value}" for name, value in told.items())
        self.stdout.write(json.dumps(told, ensure_ascii=False) if as_json else words)
