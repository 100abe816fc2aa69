"""`caicach export_agencies FILE`"""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from caicach.agencies.models import Agency
from caicach.agencyfiles.exporting import agencies_as_csv, agencies_as_xlsx


class Command(BaseCommand):
    help = "Write the whole register to an XLSX or CSV file, which import_agencies reads back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: object) -> None:
        writers = {".xlsx": agencies_as_xlsx, ".csv": agencies_as_csv}
        if file.suffix.lower() not in writers:
            raise CommandError("the file must end in .xlsx or .csv")
        agencies = Agency.objects.all()
        file.write_bytes(writers[file.suffix.lower()](agencies))
        self.stdout.write(f"{agencies.count()} agencies → {file}")
