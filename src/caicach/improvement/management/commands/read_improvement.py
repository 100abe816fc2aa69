import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.jail import read_file
from caicach.core.documents.refusals import refusal_in_english
from caicach.criteria.models import CriteriaSet
from caicach.improvement.tables import PRINTED, Table, fit_of, rows_of_reading, table_of


class Command(BaseCommand):
    help = "Read the table of an improvement plan: its sums, what does not add up, how it fits a criteria set."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the document (DOCX, PDF, XLSX, text)")
        parser.add_argument("--set", dest="key", metavar="KEY", help="the criteria set to compare with")

    def handle(self, *, file: Path, key: str | None, **options: object) -> None:
        row = CriteriaSet.objects.filter(key=key).first() if key else None
        if key and row is None:
            raise CommandError(f"there is no criteria set {key}")
        try:
            reading = read_file(file)
        except (OSError, UnreadableDocument) as refused:
            told = refusal_in_english(refused) if isinstance(refused, UnreadableDocument) else str(refused)
            raise CommandError(told) from refused
        rows = rows_of_reading(reading.criteria)
        if not rows:
            raise CommandError(f"{file} has no table of criteria with points")
        table = table_of(rows, row.as_core.roundings if row else PRINTED)
        told_of = sums(table) | ({"fit": fit(table, row)} if row else {})
        self.stdout.write(json.dumps(told_of, ensure_ascii=False, indent=1))


def sums(table: Table) -> dict[str, object]:
    """The totals by their rules, and headings that are not the sum of what stands below them."""
    previous, target = table.previous, table.target
    return {
        "leaves": table.leaves,
        "maximum": str(table.criteria_set.max_score),
        "previous": {
            "leaves": str(previous.exact),
            "printed": str(previous.printed_total),
            "published": str(previous.published),
            "missing": list(previous.missing),
        },
        "target": {"leaves": str(target.exact), "missing": list(target.missing)},
        "differences": [
            {"code": one.code, "column": one.column, "printed": str(one.printed), "sum": str(one.sum)}
            for one in table.differences
        ],
    }


def fit(table: Table, row: CriteriaSet) -> dict[str, list[str]]:
    found = fit_of(table, row.as_core)
    return {
        "same": found.same,
        "other_maximum": found.other_maximum,
        "unknown": found.unknown,
        "absent": found.absent,
    }
