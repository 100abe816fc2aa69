"""The ledger of the demonstration: the same each time, and enough for criteria to be scored from it."""

from datetime import date

import pytest

from caicach.core.scoring.leaves import score_leaf
from caicach.core.scoring.outcome import Scored
from caicach.criteria.loading import shipped_set
from caicach.demo.ledger import FINISHED, RUNNING, fill_ledger
from caicach.indicators.models import ExternalResult, Figure
from caicach.indicators.queries import code_of, current_figures, value_of
from caicach.people.permissions import Role
from tests.factories.agencies import AgencyFactory, MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ledger():
    """A department and a commune, and the ledger filled for them."""
    coordinator = MembershipFactory(role=Role.COORDINATOR).user
    agencies = {"department": AgencyFactory(code="so-tu-phap"), "commune": AgencyFactory(code="xa-suoi", commune=True)}
    told = fill_ledger(by=coordinator, today=date(2026, 11, 27))
    return coordinator, agencies, told


def test_filling_again_writes_nothing(ledger):
    coordinator, _agencies, told = ledger
    assert told["typed"] > 80
    assert told["of provinces"] == ExternalResult.objects.count() > 100
    assert fill_ledger(by=coordinator, today=date(2026, 11, 27)) == {"typed": 0, "counted": 0, "of provinces": 0}


def test_numbers_that_follow_from_others_agree(ledger):
    codes = [
        "case_files_on_time",
        "case_files_sooner",
        "case_files_on_day",
        "case_files_later",
        "case_files_apologised",
    ]
    for agency in ledger[1].values():
        found = current_figures(codes, [agency], RUNNING.first, RUNNING.last)
        files = found[agency.pk, "case_files_on_time"]
        sooner, on_day, later = (found[agency.pk, code].value for code in codes[1:4])
        assert (sooner + on_day, later) == (files.numerator, files.denominator - files.numerator)
        assert found[agency.pk, "case_files_apologised"].denominator == later


@pytest.mark.parametrize(("kind", "key"), [("department", "department-2025"), ("commune", "commune-2026")])
def test_criteria_that_name_indicators_are_scored_from_the_ledger(ledger, kind, key):
    agency = ledger[1][kind]
    scored = 0
    for leaf in shipped_set(key).leaves():
        names = {one.name: one.indicator for one in leaf.inputs}
        if not names or not all(names.values()):
            continue
        found = current_figures(names.values(), [agency], FINISHED.first, FINISHED.last)
        values = {name: value_of(told, found.get((agency.pk, code_of(told)))) for name, told in names.items()}
        scored += isinstance(score_leaf(leaf, values), Scored)
    assert scored >= 9


def test_what_nobody_has_published_stays_missing(ledger):
    assert not Figure.objects.of_period(RUNNING.first, RUNNING.last).filter(indicator__code="satisfaction").exists()
