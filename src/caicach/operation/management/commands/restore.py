"""`caicach restore FILE`, then `caicach restore --switch`"""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from caicach.operation.backup import restore_beside, switch
from caicach.ui.errors import CaicachError


class Command(BaseCommand):
    help = "Restore a backup beside the live site and compare it; --switch then lets it take the live one's place."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path)
        parser.add_argument("--switch", action="store_true", help="exchange the live site for what was restored")

    def handle(self, *, file: Path | None, **options: object) -> None:
        if file is None and not options["switch"]:
            raise CommandError("name a backup file, or --switch to what was restored before")
        try:
            if file is not None:
                manifest = restore_beside(file)
                self.stdout.write(f"{file.name} of {manifest.made_at}: whole; restored beside the live site")
            if options["switch"]:
                self.stdout.write(f"switched; the former database is kept as {switch()}")
        except CaicachError as error:
            raise CommandError(str(error)) from error
