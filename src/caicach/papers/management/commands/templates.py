"""`caicach templates [--json]`"""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from caicach.papers.kinds import PaperKind, paper_kinds
from caicach.papers.versions import valid_use


class Command(BaseCommand):
    help = "List the kinds of papers, their fields, and the template that is valid on a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="the day, YYYY-MM-DD")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *, on: date | None, json: bool, **options: object) -> None:
        rows = [_told(kind, on or timezone.localdate()) for kind in paper_kinds()]
        if json:
            self.stdout.write(_as_json(rows))
            return
        for row in rows:
            version = f"version {row['version']} since {row['valid_from']}" if row["version"] else "shipped"
            self.stdout.write(f"{row['code']:<18} {version:<30} {row['name']}")


def _told(kind: PaperKind, day: date) -> dict[str, Any]:
    use = valid_use(kind.code, day)
    template = use.template if use else None
    return {
        "code": kind.code,
        "name": kind.names["vi"],
        "version": template.number if template else None,
        "valid_from": use.valid_from.isoformat() if use and template else None,
        "sha256": template.file.sha256 if template else None,
        "fields": [
            {"name": one.name, "type": one.type.value, "required": one.is_required, "meaning": one.meaning}
            for one in kind.fields
        ],
    }


def _as_json(rows: list[dict[str, Any]]) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=1)
