"""What other rooms ask: numbers by the name that a rule gives them; what is missing stays missing."""

from datetime import date
from decimal import Decimal

import pytest

from caicach.indicators.models import Figure, Indicator
from caicach.indicators.queries import current_figures, known_references, value_of
from caicach.people.permissions import Role
from tests.factories.agencies import AgencyFactory, MembershipFactory
from tests.factories.indicators import YEAR, FigureFactory, IndicatorFactory

pytestmark = pytest.mark.django_db


def test_numbers_are_named_by_the_code_and_the_part():
    ratio = FigureFactory()
    value = FigureFactory(
        indicator=IndicatorFactory(value=True), value=Decimal("0.5"), numerator=None, denominator=None
    )
    code = ratio.indicator.code
    assert (value_of(f"{code}:numerator", ratio), value_of(f"{code}:denominator", ratio)) == (98, 100)
    assert (value_of(value.indicator.code, value), value_of(code, ratio), value_of(code, None)) == (
        Decimal("0.5"), None, None,
    )  # fmt: skip
    with pytest.raises(ValueError, match="asked of a figure of"):
        value_of("khac", ratio)
    with pytest.raises(ValueError, match="no such part"):
        value_of(f"{code}:sum", ratio)


def test_the_figures_of_a_period_come_in_one_query_without_those_that_are_missing(django_assert_num_queries):
    figure, silent = FigureFactory(), AgencyFactory()
    FigureFactory(indicator=figure.indicator, agency=figure.agency, period_last=date(2026, 6, 14))
    FigureFactory(agency=figure.agency)
    code = figure.indicator.code
    with django_assert_num_queries(1):
        found = current_figures([f"{code}:numerator", f"{code}:denominator"], [figure.agency, silent.pk], *YEAR)
        assert value_of(f"{code}:numerator", found.get((figure.agency_id, code))) == 98
    assert found == {(figure.agency_id, code): figure}


def test_references_of_ratios_bear_their_part():
    IndicatorFactory(code="mot")
    IndicatorFactory(code="hai", value=True)
    assert known_references() == {"mot:numerator", "mot:denominator", "hai"}


def test_people_of_an_agency_see_its_figures_and_watchers_all():
    staff, leader = MembershipFactory(role=Role.STAFF), MembershipFactory(role=Role.LEADER)
    own, other = FigureFactory(agency=staff.agency), FigureFactory()
    assert list(Figure.objects.visible_to(staff.user)) == [own]
    assert set(Figure.objects.visible_to(leader.user)) == {own, other}
    assert set(Indicator.objects.visible_to(staff.user)) == {own.indicator, other.indicator}
    nobody = MembershipFactory(role=Role.SYSADMIN).user
    assert not Figure.objects.visible_to(nobody).exists()
    assert not Indicator.objects.visible_to(nobody).exists()
