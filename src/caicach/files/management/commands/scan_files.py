"""`caicach scan-files`"""

from argparse import ArgumentParser
from collections import Counter

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from caicach.files.clamd import NoAnswerError
from caicach.files.models import ScanState
from caicach.files.scanning import is_on, scan, to_scan, write_outcome


class Command(BaseCommand):
    help = "Look for viruses in files that wait for it. Ends with 1 when clamd does not answer or something was found."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help="all files, also those scanned or stored before")

    def handle(self, *, again: bool, **options: object) -> None:
        if not is_on():
            raise CommandError("CAICACH_CLAMD is off: files are not scanned")
        counted = Counter[str]()
        try:
            for outcome in scan(to_scan(is_again=again)):
                file = write_outcome(outcome, at=timezone.now())
                counted[file.scan_state] += 1
                if file.scan_state != ScanState.CLEAN:
                    self.stdout.write(f"{file.scan_state}: {file.sha256} {file.name} {file.scan_says}".rstrip())
        except NoAnswerError as error:
            told = ", ".join(f"{count} {state}" for state, count in counted.items())
            raise CommandError(f"clamd does not answer: {error}; {told or 'nothing scanned'}, the rest waits") from None
        self.stdout.write(", ".join(f"{count} {state}" for state, count in counted.items()) or "nothing waits")
        if counted[ScanState.INFECTED]:
            raise CommandError("infected files are kept, but given to nobody")
