"""The register under a power cut, and under twenty who send the same at once: one document, and nothing half done."""

from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Barrier
from uuid import uuid4

import pytest

from tests.races.registering import CONTENT
from tests.races.sites import TOKEN, Served, act, run

pytestmark = pytest.mark.slow
ACT = "tests.races.registering"
TIMES = 20
WHOLE = {
    "documents": 1, "versions": 1, "files": 1, "registered": 1, "jobs": 1, "broken": [], "empty": [],
    "trail broken at": 0,
}  # fmt: skip
LEFT = {
    "files.kept": {"documents": 0, "files": 0},
    "files.row_stored": {"documents": 0, "files": 1},
    "files.registered": {"documents": 0, "files": 1},
    "files.taken_in": {"documents": 1, "files": 1},
}


def test_killed_while_registering_nothing_is_half_done_and_the_same_file_goes_in_once(site):
    act(site, ACT, "seed")
    for point, left in LEFT.items():
        killed = run(site | {"FAULT": f"{point}:kill"}, ACT, "take")
        assert killed.returncode == -9, (point, killed.stderr)
        found = act(site, ACT, "count")
        assert {name: found[name] for name in left} == left, point
        assert (found["broken"], found["empty"], found["trail broken at"]) == ([], [], 0), point
        assert found["versions"] == found["registered"] == found["documents"], point
    assert act(site, ACT, "take") == WHOLE


def multipart(fields, file):
    """A form with a file as a browser sends it."""
    edge = "edge" * 8
    parts = [f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n' for name, text in fields]
    body = "".join(parts).encode()
    if file:
        head = f'--{edge}\r\nContent-Disposition: form-data; name="papers"; filename="bao-cao.txt"\r\n\r\n'
        body += head.encode() + file + b"\r\n"
    return body + f"--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"


def race(port, page, session, forms):
    start = Barrier(len(forms))

    def send(form):
        fields, file = form
        body, kind = multipart([*fields.items(), ("csrfmiddlewaretoken", TOKEN)], file)
        headers = {"Cookie": f"csrftoken={TOKEN}; caicach={session}", "Content-Type": kind}
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        start.wait()
        connection.request("POST", page, body, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status

    with ThreadPoolExecutor(len(forms)) as pool:
        return list(pool.map(send, forms))


@pytest.mark.parametrize("has_one_key", [True, False])
def test_twenty_who_send_the_same_at_once_make_one_document(site, has_one_key):
    """By the key of one form, and as forms of their own: the content itself, or number and day, is what is once."""
    seeded = act(site, ACT, "seed")
    keys, others = ([uuid4()] * TIMES if has_one_key else [uuid4() for _time in range(TIMES)] for _form in range(2))
    paper = {"agency": seeded["agency"], "title": "Báo cáo", "number": "7/BC-SYT", "issued_on": "2/3/2026"}
    with Served(site) as port:
        by_file = [({"agency": seeded["agency"], "once": key}, CONTENT) for key in keys]
        answers = race(port, seeded["pages"]["file"], seeded["session"], by_file)
        one = act(site, ACT, "count")
        by_number = [(paper | {"once": key}, None) for key in others]
        answers += race(port, seeded["pages"]["reference"], seeded["session"], by_number)
    assert set(answers) <= {302, 409}
    assert 302 in answers
    assert one == WHOLE
    both = act(site, ACT, "count")
    assert (both["documents"], both["registered"], both["broken"]) == (2, 2, [])
