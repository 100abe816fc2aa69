"""The agencies of the demonstration carry out rows of the province: their papers are read, then linked."""

import pytest

from caicach.agencies.models import Agency
from caicach.cascades.cascading import coverage
from caicach.demo.cast import engage
from caicach.demo.papers import PAPERS, bring_in
from caicach.demo.register import load_register
from caicach.plans.models import Plan, PlanKind

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OF_2026 = [paper for paper in PAPERS if "2026" in paper.file and paper.kind is not PlanKind.IMPROVEMENT]


def test_papers_of_agencies_cover_rows_of_the_province_and_hold_some_of_their_own(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    load_register()
    engage()
    told = {paper.owner: bring_in(paper) for paper in OF_2026}
    own = Agency.objects.filter(code__in=told.keys() - {"tinh"})
    assert len(own) == 2
    for line in coverage(told["tinh"].plan, own, seen=Plan.objects.all()):
        assert told[line.agency.code].links > 5
        assert line.covered > 0, line.agency
        assert line.missing, "nobody forgets nothing"
        assert line.without_parent, "nobody has thought of anything"
