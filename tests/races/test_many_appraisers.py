"""Thirty people appraise at once, two of them each leaf: one word counts, the other is told, nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest

from tests.races.sites import TOKEN, Served, act

pytestmark = pytest.mark.slow
ACT = "tests.races.appraising"


def work_through(port, one):
    """A person sends all own forms, one after the other."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": f"csrftoken={TOKEN}; caicach={one['session']}"}
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    answers = []
    for form in one["forms"]:
        body = urlencode(form["body"] | {"csrfmiddlewaretoken": TOKEN})
        connection.request("POST", form["url"], body, headers)
        answer = connection.getresponse()
        answer.read()
        answers.append(answer.status)
    return answers


def test_thirty_appraisers_lose_nothing_and_double_nothing(site):
    seeded = act(site, ACT, "seed")
    with Served(site) as port, ThreadPoolExecutor(len(seeded["people"])) as pool:
        answers = [
            status for some in pool.map(lambda one: work_through(port, one), seeded["people"]) for status in some
        ]
    after = act(site, ACT, "count")
    leaves = seeded["entries"]
    assert sorted(set(answers)) == [302, 409]
    assert answers.count(302) == answers.count(409) == leaves  # of two who saw the same row, one was faster
    assert after == {
        "scores": leaves, "leaves": leaves, "events": leaves, "open": 0, "not the newest": 0, "trail broken at": 0,
    }  # fmt: skip
