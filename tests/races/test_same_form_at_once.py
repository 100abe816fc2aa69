"""The same form sent twenty times at the same moment to a live site has its effect once, on both databases."""

import json
import os
import random
import shutil
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from threading import Barrier
from urllib.parse import urlencode, urlsplit

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
TIMES = 20
UNPROTECTED = "add a row without a key"
ANSWERS = {200, 302, 409, 422}  # done, led on, told that it is done already
TOKEN = "a" * 32
ACT = "import django; django.setup(); from tests.races import acts; acts.main()"
ONCE = [
    "upload", "issue", "assign", "hand in", "report", "invite", "add a row", "next version", "own plan", "new password",
    "agency", "agency of two people", "role", "draft of an import", "merger",
]  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The environment of a site with a database of its own, on the engine that the tests run on."""
    server = os.environ.get("DATABASE_URL", "")
    var, name = tmp_path_factory.mktemp("site"), f"races_{os.getpid()}_{random.randrange(10**9)}"
    own = {"CAICACH_MODE": "test", "CAICACH_VAR": str(var), "DJANGO_SETTINGS_MODULE": "caicach.config.settings"}
    if server:
        parts = urlsplit(server)
        access = ["-h", str(parts.hostname), "-p", str(parts.port), "-U", str(parts.username)]
        subprocess.run(["createdb", *access, name], check=True)
        own["DATABASE_URL"] = server.replace(parts.path, f"/{name}")
    yield os.environ | own
    if server:
        subprocess.run(["dropdb", "--if-exists", "--force", *access, name], check=True, capture_output=True)
    shutil.rmtree(var, ignore_errors=True)


def act(environment, what):
    command = [sys.executable, "-c", ACT, what]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def raced(site):
    """Every form sent many times at once: the answers, and what there is before and after."""
    migrate = [sys.executable, "-m", "caicach", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, env=site, cwd=ROOT, check=True, capture_output=True)
    seeded = act(site, "seed")
    with Served(site) as port:
        answers = {what: race(port, form, seeded["sessions"]) for what, form in seeded["forms"].items()}
    return {"answers": answers, "before": seeded["before"], "after": act(site, "count")}


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
        self.process = subprocess.Popen(
            command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

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


def race(port, form, sessions):
    """The statuses of many equal requests that start together."""
    start = Barrier(TIMES)

    def send(number):
        cookies = f"csrftoken={TOKEN}"
        if form["role"]:
            cookies += f"; caicach={sessions[form['role']]}"
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode(form["body"] | {"csrfmiddlewaretoken": TOKEN}, doseq=True)
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        start.wait()
        connection.request("POST", form["url"], body, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status

    with ThreadPoolExecutor(TIMES) as pool:
        return list(pool.map(send, range(TIMES)))


@pytest.mark.parametrize("what", ONCE)
def test_twenty_equal_forms_at_once_have_one_effect(raced, what):
    assert raced["after"][what] - raced["before"][what] == 1
    assert set(raced["answers"][what]) <= ANSWERS, raced["answers"][what]


def test_the_race_is_one(raced):
    """Without its key a form counts as often as it is sent: the requests above do come through."""
    assert raced["after"][UNPROTECTED] == TIMES
    assert raced["answers"][UNPROTECTED] == [302] * TIMES


def test_nothing_else_is_doubled_and_the_trail_holds(raced):
    assert raced["after"]["jobs of the upload"] == 1
    assert raced["after"]["duties given twice"] == 0
    assert raced["after"]["trail broken at"] == 0
