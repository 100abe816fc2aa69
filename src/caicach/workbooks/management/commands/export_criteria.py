"""`caicach export-criteria KEY --format xlsx -o FILE`"""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from caicach.criteria.models import CriteriaSet
from caicach.criteria.writing import as_yaml
from caicach.ui.errors import CaicachError
from caicach.workbooks.writing import as_xlsx


class Command(BaseCommand):
    help = "Write a criteria set as a file that import-criteria reads back the same."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", help="the key of a set that is kept here")
        parser.add_argument("--format", choices=["yaml", "xlsx"], help="by default what the name of the file says")
        parser.add_argument("-o", "--output", required=True, type=Path)

    def handle(self, *, key: str, format: str | None, output: Path, **options: object) -> None:
        row = CriteriaSet.objects.filter(key=key).first()
        if row is None:
            known = ", ".join(CriteriaSet.objects.values_list("key", flat=True))
            raise CommandError(f"no set has the key {key}; known are: {known}")
        wanted = format or output.suffix.removeprefix(".")
        if wanted not in ("yaml", "xlsx"):
            raise CommandError("name the form with --format yaml or --format xlsx")
        try:
            output.write_bytes(as_xlsx(row.as_core) if wanted == "xlsx" else as_yaml(row.as_core).encode())
        except (OSError, CaicachError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{key}: {output}")
