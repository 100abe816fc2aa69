"""`caicach load-indicators`"""

from django.core.management.base import BaseCommand

from caicach.indicators.loading import load_indicators


class Command(BaseCommand):
    help = "Bring the indicators that come with the project into the ledger. Safe to run again."

    def handle(self, **options: object) -> None:
        told = load_indicators(by=None)
        self.stdout.write(f"indicators: {told.new} new, {told.changed} changed, {told.same} as before")
