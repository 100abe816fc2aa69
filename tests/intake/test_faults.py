"""The import, killed like by a power cut at each named point: nothing half done, and it goes on to the same end."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNKILLED = "never"
POINTS = [
    "files.kept",
    "intake.file_stored",
    "intake.run_begun",
    "jobs.claimed",
    "intake.read",
    "intake.reading_stored",
    "jobs.finished",
    "intake.decided",
    "intake.applied",
]


MAIN = "import django; django.setup(); from tests.intake import flow; flow.main()"


def flow(*arguments):
    own = {"CAICACH_MODE": "test", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-c", MAIN, *arguments]
    done = subprocess.run(command, env=os.environ | own, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), done.stderr


@pytest.mark.slow
def test_an_import_killed_at_any_point_leaves_nothing_half_done_and_goes_on_to_the_same_end(make_database, tmp_path):
    flow("prepare", str(tmp_path / "files-0"), make_database())
    sites = [f"{point}={tmp_path / point}={make_database()}" for point in (UNKILLED, *POINTS)]
    told, said = flow("kill", *sites)
    unkilled = told.pop(UNKILLED)["end"]
    assert (unkilled["runs"], unkilled["jobs"], unkilled["results"]) == (["done"], ["done"], 2)
    assert (unkilled["files"], unkilled["decisions"], unkilled["half_done"]) == (1, 1, [])
    for point, found in told.items():
        assert found["killed"] == -signal.SIGKILL, point
        assert found["after_kill"]["half_done"] == [], point
        assert found["after_kill"]["chain_broken_at"] is None, point
        assert found["end"] == unkilled, (point, said)
        assert found["end_of_second_try"] == unkilled, point
