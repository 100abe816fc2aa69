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


@pytest.mark.slow
def test_an_approval_killed_before_its_end_has_not_happened_and_can_be_done_again(make_database, tmp_path):
    own = {"CAICACH_MODE": "test", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-c", MAIN, str(tmp_path), make_database()]
    done = subprocess.run(command, env=os.environ | own, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["killed"] == -signal.SIGKILL
    assert told["after_kill"] == told["before"]
    assert (told["before"]["state"], told["before"]["told"]) == ("prepared", 0)
    assert (told["end"]["state"], told["end"]["told"], told["end"]["version"]) == ("approved", 1, 2)
    assert told["end"]["exact"] == told["before"]["exact"] == ["4.5", "8.5"]
    assert told["end"]["chain_broken_at"] is None
