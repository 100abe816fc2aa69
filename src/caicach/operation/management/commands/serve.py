"""`caicach serve`"""

import os
import subprocess
import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Serve the site: web workers on granian and one job worker beside them. Ends when either ends."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", default="8000")
        parser.add_argument("--workers", default="2")
        parser.add_argument("--threads", default="4")

    def handle(self, *, host: str, port: str, workers: str, threads: str, **options: object) -> None:
        jobs = subprocess.Popen([sys.executable, "-m", "caicach", "work"])
        web = ["-m", "granian", "--interface", "wsgi", "--host", host, "--port", port, "--workers", workers]
        web += ["--blocking-threads", threads, "--respawn-failed-workers", "caicach.config.wsgi:application"]
        self.stdout.write(f"http://{host}:{port}/  (Ctrl+C ends)")
        self.stdout.flush()
        try:
            subprocess.run([sys.executable, *web], check=False, env=os.environ)
        except KeyboardInterrupt:
            pass
        finally:
            jobs.terminate()
            jobs.wait(timeout=20)
