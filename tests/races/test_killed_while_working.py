"""Killed while letters are made, a report is opened or signed, a result is handed in: nothing of it, or all."""

import os
import signal

import pytest

from tests.races.sites import act

pytestmark = pytest.mark.slow
ENDED = "jobs.finished"  # the only point at which everything is there already
POINTS = {
    "letters": ["papers.file_kept", ENDED],
    "opening": ["reports.opened", ENDED],
    "signing": ["reports.part_signed"],
    "handing in": ["work.submitted"],
}
WANTED = {
    "letters": {"papers": ["Công văn đôn đốc Sở Tài chính", "Công văn đôn đốc Sở Y tế"], "files": 2, "jobs": ["done"]},
    "opening": {"rounds": 1, "parts": 4, "jobs": ["done"]},
    "signing": {"signed": 1},
    "handing in": {"handed in": 1},
}


@pytest.mark.parametrize("what", POINTS)
def test_killed_at_any_point_nothing_is_half_done_and_done_again_it_is_done_once(make_database, tmp_path, what):
    points = POINTS[what]
    sites = {point: f"{what}={point}={tmp_path / point}={make_database()}" for point in points}
    own = {"CAICACH_MODE": "test", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    told = act(os.environ | own, "tests.races.killing", *sites.values())
    for point, site in sites.items():
        found, is_done = told[site], point == ENDED
        without_jobs = {name: found["then"][name] for name in found["then"] if name != "jobs"}
        whole = found["after"] if is_done else found["before"]
        assert found["killed"] == -signal.SIGKILL, point
        assert without_jobs == {name: whole[name] for name in without_jobs}, point
        assert {name: found["after"][name] for name in WANTED[what]} == WANTED[what], point
        assert len(found["after"]["events"]) == len(told[sites[points[-1]]]["after"]["events"]), point
        assert (found["after"]["damaged"], found["after"]["trail broken at"]) == ([], 0), point
