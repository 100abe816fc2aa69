"""A site of two processes with a database of its own, and acts that run inside it."""

import json
import socket
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "a" * 32
MAIN = "import django; django.setup(); from {package} import {name}; {name}.main()"


def run(environment, module, *words):
    """Run an act in a process of its own, which may die of it."""
    package, _dot, name = module.rpartition(".")
    command = [sys.executable, "-c", MAIN.format(package=package, name=name), *words]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)


def act(environment, module, *words):
    """What an act tells."""
    done = run(environment, module, *words)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


class Served:
    """A site of two processes while the block lasts."""

    def __init__(self, environment):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += [
            "--port",
            str(self.port),
            "--workers",
            "2",
            "--blocking-threads",
            "8",
            "caicach.config.wsgi:application",
        ]
        self.log = tempfile.TemporaryFile("w+")  # noqa: SIM115 - lives as long as the site
        self.process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=self.log)

    def failures(self):
        """What the site has written about its failures, which says more than a status of 500."""
        self.log.seek(0)
        text = self.log.read()
        return text[-6000:]

    def __enter__(self):
        for _try in range(300):
            try:
                connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", "/readyz")
                if connection.getresponse().status == 200:
                    return self.port
            except OSError:
                pass
            time.sleep(0.1)
        raise AssertionError("the site does not start")

    def __exit__(self, *error):
        self.process.terminate()
        self.process.wait(timeout=30)
        self.log.close()
