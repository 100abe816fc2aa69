"""Killed like by a power cut while the Word file is built: afterwards no file, or one, and the text as it was."""

import pytest

from tests.races.sites import act, run

pytestmark = pytest.mark.slow
ACT = "tests.races.consolidating"


@pytest.mark.parametrize("point", ["consolidation.kept", "consolidation.built", "jobs.finished"])
def test_killed_while_building_loses_nothing_and_doubles_nothing(site, point):
    nothing = act(site, ACT, "seed")
    assert (nothing["built"], nothing["files"], nothing["events"], nothing["sections"]) == (False, 0, 0, 10)
    killed = run(site | {"FAULT": f"{point}:kill"}, ACT, "work")
    assert killed.returncode == -9
    after = act(site, ACT, "state")
    is_done = point == "jobs.finished"
    assert (after["built"], after["files"], after["events"]) == ((True, 1, 1) if is_done else (False, 0, 0))
    done = act(site, ACT, "work")
    wanted = {"built": True, "files": 1, "events": 1, "job": "done", "sections": 10, "damaged": 0, "trail broken at": 0}
    assert done == wanted
