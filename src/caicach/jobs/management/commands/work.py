"""`caicach work`"""

import signal
from argparse import ArgumentParser
from types import FrameType

from django.core.management.base import BaseCommand

from caicach.jobs.worker import Worker


class Command(BaseCommand):
    help = "Carry out long work (reading documents and so on). Several may run; a killed one is taken over."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="carry out what is waiting now, then end")

    def handle(self, *, once: bool, **options: object) -> None:
        worker = Worker()

        def stop(signum: int, frame: FrameType | None) -> None:
            worker.stop()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        if not once:
            return worker.run()
        while worker.once():
            pass
        return None
