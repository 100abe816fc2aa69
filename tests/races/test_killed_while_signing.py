"""Killed like by a power cut while the head signs: afterwards nothing is signed, or all of it."""

import pytest

from tests.races.sites import act, run

pytestmark = pytest.mark.slow
ACT = "tests.races.appraising"


def test_killed_while_signing_leaves_nothing_or_all(site):
    filled = act(site, ACT, "fill")
    words = (filled["assessment"], str(filled["head"]))
    killed = run(site | {"FAULT": "assessments.signed:kill"}, ACT, "sign", *words)
    assert killed.returncode == -9
    nothing = {"signed": False, "holds": False, "route": False, "events": 0, "trail broken at": 0}
    assert act(site, ACT, "signature", words[0]) == nothing
    all_of_it = {"signed": True, "holds": True, "route": True, "events": 1, "trail broken at": 0}
    assert act(site, ACT, "sign", *words) == all_of_it
