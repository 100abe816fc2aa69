"""Every form of the newer rooms, sent twenty times at the same moment to a live site, does what it does once."""

import base64
import json
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Barrier

import pytest
from django.test.client import BOUNDARY

from tests.races.rooms import forms_of_rooms, leads_on
from tests.races.sites import MAIN, ROOT, TOKEN, Served

pytestmark = pytest.mark.slow
TIMES = 20
ANSWERS = {200, 302, 404, 409, 422}  # done, led on, gone, told that it is done already or that it does not fit any more
CHANGE_NOTHING = {
    "samples:draw_verify",
    "consolidation:begin",  # the world has begun all of them
    "targets:values_import_apply",  # nobody has filled its table in
}
"""What leads on and changes nothing all the same."""


class Inside:
    """A process in the site that is asked line by line."""

    def __init__(self, environment):
        command = [sys.executable, "-c", MAIN.format(package="tests.races", name="rooms")]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(command, env=environment, cwd=ROOT, **pipes)

    def ask(self, words):
        self.process.stdin.write(f"{words}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def __enter__(self):
        self.ask("")
        return self

    def __exit__(self, *error):
        self.process.stdin.close()
        self.process.wait(timeout=30)
        self.process.stdout.close()


def race(pool, port, form):
    """The statuses of many equal requests that start together."""
    start, body = Barrier(TIMES), base64.b64decode(form["body"])
    headers = {"Cookie": f"csrftoken={TOKEN}; caicach={form['session']}"}
    headers["Content-Type"] = f"multipart/form-data; boundary={BOUNDARY}"

    def send(_number):
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        start.wait()
        connection.request("POST", form["url"], body, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status

    return Counter(pool.map(send, range(TIMES)))


def test_twenty_equal_forms_of_each_room_have_one_effect(site):
    """What leads on and changes nothing is named; what only looks, or finds nothing to do in this province, is not."""
    wrong, changes_nothing = {}, set()
    served = Served(site)
    with Inside(site) as inside, served as port, ThreadPoolExecutor(TIMES) as pool:
        for name in forms_of_rooms():
            form = inside.ask(name)
            if form is None:
                changes_nothing.add(name)
                continue
            before = Counter(inside.ask(""))
            answers = race(pool, port, form)
            effect = dict(Counter(inside.ask("")) - before)
            if effect != form["effect"] or not set(answers) <= ANSWERS or not {200, 302} & set(answers):
                wrong[name] = {"once": form["effect"], "twenty": effect, "answers": dict(answers)}
        failures = served.failures()
        assert inside.ask("trail") == {"broken": None}
    assert not wrong, "\n".join([*(f"{name}: {told}" for name, told in wrong.items()), failures])
    assert {name for name in changes_nothing if leads_on(name)} == CHANGE_NOTHING
