"""A document of 2025 cannot prove 2026, unless somebody says why."""

from datetime import date

import pytest

from caicach.documentregister.errors import OutsidePeriod
from caicach.documentregister.periods import is_outside, reason_for
from caicach.files.models import Document
from tests.factories.agencies import AgencyFactory, MembershipFactory

FIRST = date(2026, 1, 1)


def paper(issued_on, effective_on=None):
    return Document(title="Báo cáo", issued_on=issued_on, effective_on=effective_on)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (paper(date(2025, 12, 31)), True),
        (paper(date(2026, 1, 1)), False),
        (paper(date(2027, 3, 1)), False),  # a report on the year comes after it
        (paper(date(2025, 12, 20), date(2026, 1, 1)), False),  # what counts is the day of effect
        (paper(date(2026, 2, 1), date(2025, 6, 1)), True),
        (paper(None, date(2025, 6, 1)), True),
        (paper(None), False),  # nobody knows
    ],
)
def test_a_paper_counts_from_its_effect_and_else_from_its_issue(document, expected):
    assert is_outside(document, FIRST) is expected


def test_an_older_paper_is_taken_with_a_reason_only():
    old = paper(date(2025, 3, 12))
    with pytest.raises(OutsidePeriod, match=r"12/03/2025.*01/01/2026"):
        reason_for([paper(FIRST), old], first=FIRST, reason="  ")
    assert reason_for([old], first=FIRST, reason=" còn  hiệu lực ") == "còn hiệu lực"


def test_what_lies_in_the_period_keeps_no_reason():
    assert reason_for([paper(FIRST)], first=FIRST, reason="thừa") == ""


@pytest.mark.django_db
def test_the_database_counts_by_the_same_rule():
    agency, by = AgencyFactory(), MembershipFactory().user
    days = [None, date(2025, 12, 31), FIRST]
    for issued_on in days:
        for effective_on in days:
            Document.objects.create(
                agency=agency, title="x", issued_on=issued_on, effective_on=effective_on, registered_by=by
            )
    fitting = {row.pk for row in Document.objects.not_before(FIRST)}
    assert fitting == {row.pk for row in Document.objects.all() if not is_outside(row, FIRST)}
    assert len(fitting) == 5
