"""`caicach import-crosswalk FILE`"""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from caicach.core.scoring.criteria import CriteriaSet as CoreSet
from caicach.criteria.loading import CONTENT, SHIPPED_CROSSWALKS, BadContent, read_crosswalk
from caicach.criteria.models import CriteriaSet
from caicach.crosswalks.services import keep_crosswalk
from caicach.ui.errors import CaicachError


class Command(BaseCommand):
    help = "Read the crosswalk between two sets that are kept here from YAML, or a shipped one. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help=f"a file, or one of: {', '.join(SHIPPED_CROSSWALKS)}")
        parser.add_argument("--check", action="store_true", help="only tell what is wrong with it, write nothing")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, file: str, check: bool, json: bool, **options: object) -> None:
        path = CONTENT / f"{file}.yaml" if file in SHIPPED_CROSSWALKS else Path(file)
        try:
            checked = read_crosswalk(path.read_text(encoding="utf-8"), file=path.name, find=_set)
            told: dict[str, object] = {
                "old": checked.old_set,
                "new": checked.new_set,
                "links": len(checked.links),
            }
            if check:
                told["problems"] = 0
            else:
                told["changed"] = keep_crosswalk(checked=checked, by=None)[1]
        except (OSError, UnicodeDecodeError, BadContent, CaicachError) as error:
            raise CommandError(str(error)) from error
        self._say(told, as_json=json)

    def _say(self, told: dict[str, object], *, as_json: bool) -> None:
        words = ", ".join(f"{name} {value}" for name, value in told.items())
        self.stdout.write(json.dumps(told, ensure_ascii=False) if as_json else words)


def _set(key: str) -> CoreSet | None:
    row = CriteriaSet.objects.filter(key=key).first()
    return row.as_core if row else None
