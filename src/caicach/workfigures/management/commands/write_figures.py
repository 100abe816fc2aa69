"""`caicach write-figures --from DAY --to DAY`"""

from argparse import ArgumentParser
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from caicach.core.period import Period
from caicach.ui.errors import CaicachError
from caicach.workfigures.figures import write_work_figures


class Command(BaseCommand):
    help = "Count the duties of all agencies in a period and write them into the ledger of figures. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--from", dest="first", type=date.fromisoformat, required=True, help="first day, YYYY-MM-DD"
        )
        parser.add_argument("--to", dest="last", type=date.fromisoformat, required=True, help="last day, YYYY-MM-DD")
        parser.add_argument("--on", type=date.fromisoformat, help="as known on YYYY-MM-DD; today where not given")

    def handle(self, *, first: date, last: date, on: date | None, **options: object) -> None:
        if last < first:
            raise CommandError("--to is before --from")
        try:
            told = write_work_figures(period=Period(first, last), on=on or timezone.localdate(), by=None)
        except CaicachError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"figures: {told.new} new, {told.changed} changed, {told.same} as before, {told.frozen} frozen"
        )
