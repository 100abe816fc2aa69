"""The demonstration's year is always the same, and nothing in it happens after its last day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from caicach.demo.stories import Act, Duty, story_of, working_day

TODAY = date(2026, 11, 27)
MONTHS = [date(2026, month, 28) for month in range(1, 13)]


def duty(number, **facts):
    given = {"is_lead": True, "start_on": date(2026, 3, 1), "due_on": date(2026, 6, 30), **facts}
    return Duty(key=f"0001.{number:04d}", agency=f"so-{number % 20}", **given)


def stories(today=TODAY, **facts):
    return [story_of(duty(number, **facts), today) for number in range(300)]


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"due_on": date(2026, 12, 31)},
        {"due_on": None, "start_on": None},
        {"due_on": MONTHS[0], "instances": MONTHS},
        {"is_lead": False},
    ],
)
def test_acts_come_in_the_order_of_their_days_and_none_after_today(facts):
    for today in (date(2026, 1, 15), date(2026, 7, 5), TODAY, date(2027, 3, 1)):
        for story in stories(today, **facts):
            days = [step.on for step in story]
            assert days == sorted(days)
            assert not days or days[-1] <= today


def test_the_same_duty_has_the_same_story():
    assert stories() == stories()


def test_a_story_only_grows_with_the_days():
    for earlier, later in zip(stories(date(2026, 7, 20)), stories(date(2026, 7, 21)), strict=True):
        decided = [step for step in earlier if step.act is not Act.REPORT]
        assert [step for step in later if step.act is not Act.REPORT][: len(decided)] == decided


def test_only_what_was_handed_in_is_confirmed_or_returned():
    for story in stories():
        acts = [step.act for step in story if step.act is not Act.REPORT]
        for before, after in pairwise(["", *acts]):
            assert (after in (Act.CONFIRM, Act.RETURN)) == (before == Act.SUBMIT)


def test_most_of_what_is_long_due_is_done_and_some_of_it_late():
    done = [story for story in stories() if any(step.act is Act.CONFIRM for step in story)]
    late = [story for story in done if next(step.on for step in story if step.act is Act.SUBMIT) > date(2026, 6, 30)]
    assert 0.85 < len(done) / 300 < 1
    assert 0.05 < len(late) / len(done) < 0.35


def test_a_result_that_just_came_in_waits_for_the_coordinator():
    day = date(2026, 7, 1)
    assert any(story and story[-1].act is Act.SUBMIT for story in stories(day))


def test_instances_are_done_one_after_the_other():
    for story in stories(due_on=MONTHS[0], instances=MONTHS):
        assert [step.instance for step in story] == list(range(len(story)))


@pytest.mark.parametrize("forward", [True, False])
def test_nobody_works_on_a_weekend(forward):
    for place in range(14):
        day = date(2026, 11, 16) + timedelta(days=place)
        found = working_day(day, forward=forward)
        assert found.weekday() < 5
        assert abs((found - day).days) <= 2
