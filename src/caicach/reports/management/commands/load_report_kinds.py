"""`caicach load-report-kinds`"""

from django.core.management.base import BaseCommand

from caicach.reports.loading import load_report_kinds


class Command(BaseCommand):
    help = "Bring the kinds of reports that come with the project into the system. Safe to run again."

    def handle(self, **options: object) -> None:
        told = load_report_kinds(by=None)
        self.stdout.write(f"kinds of reports: {told.new} new, {told.changed} changed, {told.same} as before")
