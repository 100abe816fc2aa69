"""The same form sent twenty times at the same moment to a live site has its effect once, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Barrier
from urllib.parse import urlencode

import pytest

from tests.races.sites import TOKEN, Served, act

pytestmark = pytest.mark.slow

TIMES = 20
UNPROTECTED = "add a row without a key"
ANSWERS = {200, 302, 409, 422}  # done, led on, told that it is done already
ACT = "tests.races.acts"
ONCE = [
    "upload", "issue", "assign", "hand in", "report", "invite", "add a row", "next version", "own plan", "new password",
    "agency", "agency of two people", "role", "draft of an import", "merger",
]  # fmt: skip


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


def test_twenty_equal_forms_at_once_have_one_effect(site):
    """Every form is sent many times at once to one site, since a site takes long to start."""
    seeded = act(site, ACT, "seed")
    served = Served(site)
    with served as port:
        answers = {what: set(race(port, form, seeded["sessions"])) for what, form in seeded["forms"].items()}
        failures = served.failures()
    before, after = seeded["before"], act(site, ACT, "count")
    assert {what: after[what] - before[what] for what in ONCE} == dict.fromkeys(ONCE, 1)
    assert {what: answers[what] - ANSWERS for what in ONCE} == dict.fromkeys(ONCE, set()), failures
    # the race is one: without its key a form counts as often as it is sent, so the requests do come through
    assert (after[UNPROTECTED], answers[UNPROTECTED]) == (TIMES, {302})
    # nothing else is doubled, and the trail holds
    assert (after["jobs of the upload"], after["duties given twice"], after["trail broken at"]) == (1, 0, 0)
