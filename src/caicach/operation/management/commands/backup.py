"""`caicach backup [FILE]`"""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from caicach.operation.backup import back_up
from caicach.ui.errors import CaicachError


class Command(BaseCommand):
    help = "Back up database and files into one file, restored and compared before it counts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="where to; else a dated file in the backups folder")

    def handle(self, *, file: Path | None, **options: object) -> None:
        to = file or Path(settings.VAR) / "backups" / f"caicach-{timezone.localtime():%Y%m%d-%H%M%S}.tar.gz"
        try:
            manifest = back_up(to)
        except CaicachError as error:
            raise CommandError(str(error)) from error
        rows = sum(table.rows for table in manifest.tables.values())
        self.stdout.write(f"{to}: {rows} rows of {len(manifest.tables)} tables, {len(manifest.files)} files, compared")
