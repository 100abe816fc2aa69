"""Digests and direct mails, killed like by a power cut: no mail arrives twice, nothing that was to be told is lost."""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAIN = "import django; django.setup(); from tests.notices import flow; flow.main()"
SENDING = ["notices.claimed", "notices.handing", "notices.accepted", "notices.sent"]
CASES = [("digest", point) for point in ["notices.told", "notices.queued", *SENDING]]
CASES += [("urged", point) for point in SENDING]
IN_DOUBT = {"notices.handing", "notices.accepted"}
WORDS = {"digest": "Quá hạn", "urged": "Đề nghị"}


def flow(*arguments):
    own = {"CAICACH_MODE": "test", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-c", MAIN, *arguments]
    done = subprocess.run(command, env=os.environ | own, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_killed_at_any_point_no_mail_arrives_twice_and_everything_is_told_by_the_next_morning(make_database):
    told = flow(*(f"{act}={point}={make_database()}" for act, point in CASES))
    for act, point in CASES:
        found, place = told[f"{act} {point}"], (act, point)
        assert found["killed"] == -signal.SIGKILL, place
        assert found["end"]["chain_broken_at"] is None, place
        arrived = found["next_morning"]
        assert max(Counter(key for _to, key, _text in arrived).values()) == 1, place
        for number in range(3):
            texts = [text for to, _key, text in arrived if to == f"dau-moi-{number}@x.example"]
            mine = [text for text in texts if WORDS[act] in text and f"Việc {number}" in text]
            assert len(mine) == (2 if point == "notices.accepted" and _is_in_doubt(found, texts, act) else 1), place
        doubtful = [state for _kind, state in found["end"]["states"] if state == "doubtful"]
        assert len(doubtful) == (1 if point in IN_DOUBT else 0), place
        assert found["end"]["untold"] == 0, place
        assert {state for _kind, state in found["end"]["states"]} <= {"sent", "doubtful"}, place


def _is_in_doubt(found, texts, act):
    """Of three mails that had arrived, the one of which the site did not know is told once more, by the next digest."""
    before = [text for to, _key, text in found["by_the_evening"] if text in texts]
    return len(texts) > len(before)
