"""`caicach open-reports`"""

from argparse import ArgumentParser
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from caicach.reports.models import ReportRound
from caicach.reports.opening import open_due_rounds
from caicach.reports.records import write_record
from caicach.ui.errors import CaicachError


class Command(BaseCommand):
    help = (
        "Open the periodic report whose window has ended, and bring the record of late and absent reports into the "
        "ledger. For a daily timer; safe to run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="run as of YYYY-MM-DD")

    def handle(self, *, on: date | None, **options: object) -> None:
        today = on or timezone.localdate()
        try:
            opened = open_due_rounds(today=today)
            newest = ReportRound.objects.order_by("-last").first()
            written = write_record(round=newest, today=today, by=None) if newest else None
        except CaicachError as error:
            raise CommandError(str(error)) from error
        for row in opened:
            self.stdout.write(f"opened: {row} ({row.parts.count()} parts)")
        changed = written.new + written.changed if written else 0
        self.stdout.write(f"rounds opened: {len(opened)}, figures of the record written: {changed}")
