"""Targets against their path: stated facts, and properties that hold for any values."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caicach.core.period import Period
from caicach.core.targets import Aim, Course, Direction, Path, Standing, expected_on, standing_of, standing_of_all

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
VALUES = st.decimals(min_value=0, max_value=200, places=2)
DAYS = st.integers(0, 364).map(lambda days: YEAR.first + timedelta(days=days))
AIMS = st.builds(
    Aim, direction=st.just(Direction.AT_LEAST), value=VALUES, is_strict=st.booleans(), upper=st.none()
)  # fmt: skip
QUARTERS = st.lists(st.none() | VALUES, min_size=4, max_size=4)
PATHS = st.builds(Path, course=st.sampled_from(Course), span=st.just(YEAR), start=st.none() | VALUES, quarters=QUARTERS)
ORDER = [Standing.UNMEASURED, Standing.BEHIND, Standing.ON_PATH, Standing.MET]


def aim(value, direction=Direction.AT_LEAST, **more):
    return Aim(direction=direction, value=Decimal(value), **more)


def path(course=Course.LINEAR, **more):
    return Path(course=course, span=YEAR, **more)


@given(aim=AIMS, path=PATHS, day=DAYS, one=VALUES, other=VALUES)
def test_more_is_never_worse_for_what_is_at_least_to_be_reached(aim, path, day, one, other):
    worse, better = (standing_of(aim, path, value, day) for value in sorted([one, other]))
    assert ORDER.index(worse) <= ORDER.index(better)


@given(value=VALUES, path=PATHS, day=DAYS, one=VALUES, other=VALUES)
def test_less_is_never_worse_for_what_must_not_be_passed(value, path, day, one, other):
    wanted = Aim(direction=Direction.AT_MOST, value=value)
    worse, better = (standing_of(wanted, path, number, day) for number in sorted([one, other], reverse=True))
    assert ORDER.index(worse) <= ORDER.index(better)


@given(aim=AIMS, path=PATHS, day=DAYS)
def test_what_is_missing_stays_missing(aim, path, day):
    assert standing_of(aim, path, None, day) is Standing.UNMEASURED


@given(aim=AIMS, path=PATHS, day=DAYS, value=VALUES)
def test_a_sum_with_a_missing_part_is_never_met(aim, path, day, value):
    assert standing_of(aim, path, value, day, is_whole=False) is not Standing.MET


@given(aim=AIMS, path=PATHS, value=VALUES)
def test_on_the_last_day_a_target_is_met_or_not(aim, path, value):
    assert standing_of(aim, path, value, YEAR.last) in (Standing.MET, Standing.BEHIND)


@given(value=VALUES, day=DAYS, start=st.none() | VALUES)
def test_a_straight_line_lies_between_its_ends(value, day, start):
    wanted = expected_on(Aim(direction=Direction.AT_LEAST, value=value), path(start=start), day)
    low, high = sorted([start or Decimal(0), value])
    assert low <= wanted <= high


def test_half_of_the_year_wants_half_of_the_way():
    middle = YEAR.first + timedelta(days=182)
    assert expected_on(aim(90), path(start=Decimal(50)), middle) == Decimal(50) + Decimal(40) * 182 / 364


def test_quarters_want_what_was_typed_for_the_newest_one_and_nothing_before_the_first():
    typed = path(Course.QUARTERS, quarters=(None, Decimal(40), None, None))
    found = [expected_on(aim(90), typed, date(2026, month, 15)) for month in (3, 5, 7, 11)]
    assert found == [None, None, Decimal(40), Decimal(40)]
    assert expected_on(aim(90), typed, YEAR.last) == 90


@pytest.mark.parametrize(
    ("value", "day", "told"),
    [
        ("3", date(2026, 6, 1), Standing.ON_PATH),  # kept so far, it may still grow
        ("3", YEAR.last, Standing.MET),
        ("6", date(2026, 6, 1), Standing.BEHIND),
        ("5", YEAR.last, Standing.MET),
    ],
)
def test_a_ceiling_is_kept_only_when_the_year_is_over(value, day, told):
    assert standing_of(aim(5, Direction.AT_MOST), path(Course.LEVEL), Decimal(value), day) is told


def test_more_than_a_value_is_not_the_value_itself():
    assert standing_of(aim(90, is_strict=True), path(Course.LEVEL), Decimal(90), YEAR.last) is Standing.BEHIND
    assert standing_of(aim(90, is_strict=True), path(Course.LEVEL), Decimal("90.1"), YEAR.last) is Standing.MET


@pytest.mark.parametrize(("value", "told"), [("9.9", "behind"), ("10", "met"), ("15", "met"), ("15.1", "behind")])
def test_a_span_has_two_ends(value, told):
    between = aim(10, Direction.BETWEEN, upper=Decimal(15))
    assert standing_of(between, path(Course.LEVEL), Decimal(value), YEAR.last) == told


@pytest.mark.parametrize(("value", "told"), [("1200", "met"), ("1199", "behind"), ("1201", "behind")])
def test_exactly_is_neither_more_nor_less(value, told):
    assert standing_of(aim(1200, Direction.EXACTLY), path(Course.LEVEL), Decimal(value), date(2026, 6, 1)) == told


def test_a_span_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="ends before"):
        aim(15, Direction.BETWEEN, upper=Decimal(10))
    with pytest.raises(ValueError, match="two ends"):
        aim(15, Direction.BETWEEN)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ([], Standing.UNMEASURED),
        ([Standing.UNMEASURED, Standing.UNMEASURED], Standing.UNMEASURED),
        ([Standing.MET, Standing.MET], Standing.MET),
        ([Standing.MET, Standing.UNMEASURED], Standing.ON_PATH),
        ([Standing.MET, Standing.ON_PATH], Standing.ON_PATH),
        ([Standing.MET, Standing.BEHIND, Standing.UNMEASURED], Standing.BEHIND),
    ],
)
def test_all_agencies_are_as_their_worst_and_met_only_when_none_is_missing(parts, told):
    assert standing_of_all(parts) is told
