"""Publishing, killed like by a power cut: nothing or all."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAIN = "import django; django.setup(); from tests.publications import flow; flow.main()"


POINTS = [
    "jobs.claimed",
    "publications.computed",
    "publications.prepared",
    "jobs.finished",
]


def flow(*arguments):
    own = {"CAICACH_MODE": "test", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-c", MAIN, *arguments]
    done = subprocess.run(command, env=os.environ | own, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_a_preparation_killed_at_any_point_is_taken_over_and_puts_one_publication_before_the_leader(
    make_database, tmp_path
):
    """Before its end there is none; after it the job of the killed worker has made it, whoever asks again."""
    flow("close", str(tmp_path / "files-0"), make_database())
    told = flow("kill", *(f"{point}={tmp_path / point}={make_database()}" for point in POINTS))
    for point, found in told.items():
        before, end = found["after_kill"], found["end"]
        assert found["killed"] == -signal.SIGKILL, point
        assert len(before["publications"]) == before["told"] == (1 if point == "jobs.finished" else 0), point
        (row,) = end["publications"]
        assert row[:3] == ["prepared", "5/QĐ-UBND", 2], point
        assert (end["jobs"], end["files"], end["told"], end["defects"]) == (["done"], 1, 1, []), point
        assert end["chain_broken_at"] is None, point
        assert found["end_of_second_try"] == end, point


@pytest.mark.slow
def test_an_approval_killed_before_its_end_has_not_happened_and_can_be_done_again(make_database, tmp_path):
    told = flow(str(tmp_path), make_database())
    assert told["killed"] == -signal.SIGKILL
    assert told["after_kill"] == told["before"]
    assert (told["before"]["state"], told["before"]["told"]) == ("prepared", 0)
    assert (told["end"]["state"], told["end"]["told"], told["end"]["version"]) == ("approved", 1, 2)
    assert told["end"]["exact"] == told["before"]["exact"] == ["4.5", "8.5"]
    assert told["end"]["chain_broken_at"] is None
