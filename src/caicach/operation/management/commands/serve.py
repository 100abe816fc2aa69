"""`caicach serve`"""

import signal
import subprocess
import sys
from argparse import ArgumentParser
from types import FrameType

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Serve the site: web workers on granian and one job worker beside them. Ends when either ends."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", default="8000")
        parser.add_argument("--workers", default="2")
        parser.add_argument("--threads", default="4")

    def handle(self, *, host: str, port: str, workers: str, threads: str, **options: object) -> None:
        web = ["-m", "granian", "--interface", "wsgi", "--host", host, "--port", port, "--workers", workers]
        web += ["--blocking-threads", threads, "--respawn-failed-workers", "caicach.config.wsgi:application"]
        signal.signal(signal.SIGTERM, _end)
        self.stdout.write(f"http://{host}:{port}/  (Ctrl+C ends)")
        self.stdout.flush()
        parts = [subprocess.Popen([sys.executable, *part]) for part in (web, ["-m", "caicach", "work"])]
        try:
            parts[0].wait()
        except KeyboardInterrupt:
            self.stdout.write("ending")
        finally:
            for part in parts:
                part.terminate()
            for part in parts:
                part.wait(timeout=20)


def _end(number: int, frame: FrameType | None) -> None:
    """A service manager's SIGTERM ends web and worker as Ctrl+C does."""
    raise KeyboardInterrupt
