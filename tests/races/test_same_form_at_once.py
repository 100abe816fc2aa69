"""The same form sent twenty times at the same moment to a live site has its effect once, on both databases."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Barrier
from urllib.parse import urlencode

import pytest

from tests.races.sites import ROOT, TOKEN, Served, act

pytestmark = pytest.mark.slow

TIMES = 20
UNPROTECTED = "add a row without a key"
ANSWERS = {200, 302, 409, 422}  # done, led on, told that it is done already
ACT = "tests.races.acts"
ONCE = [
    "upload", "issue", "assign", "hand in", "report", "invite", "add a row", "next version", "own plan", "new password",
    "agency", "agency of two people", "role", "draft of an import", "merger",
]  # fmt: skip


@pytest.fixture(scope="module")
def raced(site):
    """Every form sent many times at once: the answers, and what there is before and after."""
    migrate = [sys.executable, "-m", "caicach", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, env=site, cwd=ROOT, check=True, capture_output=True)
    seeded = act(site, ACT, "seed")
    with Served(site) as port:
        answers = {what: race(port, form, seeded["sessions"]) for what, form in seeded["forms"].items()}
    return {"answers": answers, "before": seeded["before"], "after": act(site, ACT, "count")}


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
