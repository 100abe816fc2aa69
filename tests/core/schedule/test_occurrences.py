"""On which days of a year a schedule falls due."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caicach.core.schedule.grammar import read_time_frame
from caicach.core.schedule.months import month_end
from caicach.core.schedule.occurrences import Occurrence, due_date_in, occurrences_in_year
from caicach.core.schedule.schedule import Schedule, ScheduleKind
from tests.core.schedule.expressions import EXPRESSIONS

STEADY = settings(derandomize=True, deadline=None)


def due_days(words, *, start="", plan_year=2026, year=2026):
    schedule = read_time_frame(start, words, year=plan_year)
    return [f"{found.due_on:%d/%m}" for found in occurrences_in_year(schedule, year)]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Hằng quý", ["31/03", "30/06", "30/09", "31/12"]),
        ("6 tháng/lần", ["30/06", "31/12"]),
        ("Hằng năm", ["31/12"]),
        ("02 lần/năm", ["30/06", "31/12"]),
        ("3 lần/năm", ["30/04", "31/08", "31/12"]),
        ("04 lần/năm", ["31/03", "30/06", "30/09", "31/12"]),
        ("5 lần/năm", ["14/03", "26/05", "07/08", "19/10", "31/12"]),
        ("Tháng 6, tháng 12", ["30/06", "31/12"]),
        ("Quý II, IV/2026", ["30/06", "31/12"]),
        ("Tháng 3, 6, 9, 12/2026", ["31/03", "30/06", "30/09", "31/12"]),
        ("Quý I, 6 tháng, 9 tháng và năm", ["31/03", "30/06", "30/09", "31/12"]),
        ("6 tháng, năm", ["30/06", "31/12"]),
        ("Hằng quý, trước ngày 20 của tháng cuối quý", ["20/03", "20/06", "20/09", "20/12"]),
        ("Hằng quý (chậm nhất ngày 31 tháng cuối quý)", ["31/03", "30/06", "30/09", "31/12"]),
        ("2 lần/quý", ["14/02", "31/03", "15/05", "30/06", "15/08", "30/09", "15/11", "31/12"]),
        ("Hằng năm (tháng 2)", ["28/02"]),
        ("Quý I hằng năm", ["31/03"]),
        ("Trước ngày 29/02 hằng năm", ["28/02"]),
        ("Tháng 6, 12/2027", []),
        ("Năm 2026", ["31/12"]),
        ("Giai đoạn 2026-2030", []),
        ("Quý IV/2025 - Quý I/2026", ["31/03"]),
        ("Tháng 10 - tháng 01 năm sau", []),
        ("Từ tháng 3/2026 trở đi", []),
        ("Theo kế hoạch, hoàn thành trước 30/6/2026", []),
        ("Trước ngày 15/11 hằng năm", ["15/11"]),
        ("Tháng 2 hằng năm", ["28/02"]),
        ("Trước 25/01/2026", ["25/01"]),
        ("Tháng 6", ["30/06"]),
        ("Định kỳ", []),
        ("Thường xuyên", []),
        ("Sau khi có kế hoạch", []),
        ("Theo quy định", []),
        ("Đột xuất", []),
        ("sớm", []),
        ("", []),
    ],
)
def test_a_schedule_is_due_on_these_days_of_2026(words, days):
    assert due_days(words) == days


def test_each_month_is_due_on_its_last_day_also_in_a_leap_year():
    assert due_days("Hằng tháng", year=2028)[:3] == ["31/01", "29/02", "31/03"]
    assert len(due_days("Hằng tháng")) == 12


def test_a_day_of_the_month_that_a_month_lacks_is_its_last():
    assert due_days("Trước ngày 30 hằng tháng")[:3] == ["30/01", "28/02", "30/03"]


def test_weeks_end_on_sundays_and_none_is_lost():
    schedule = Schedule(ScheduleKind.RECURRING, every="week")
    found = occurrences_in_year(schedule, 2026)
    assert {one.due_on.weekday() for one in found} == {6}
    assert len(found) == 52


def test_a_recurrence_that_begins_in_march_has_no_earlier_time():
    assert due_days("Hằng quý", start="Tháng 3") == ["31/03", "30/06", "30/09", "31/12"]
    assert due_days("Hằng tháng", start="Tháng 11") == ["30/11", "31/12"]


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("Hằng quý", "Tháng 11", ["31/03", "30/06", "30/09", "30/11"]),
        ("Hằng quý", "15/5/2026", ["31/03", "15/05"]),
        ("Tháng 4", "Hằng quý", ["30/06", "30/09", "31/12"]),
        ("Tháng 9", "Trước ngày 20 hằng tháng", ["20/09", "20/10", "20/11", "20/12"]),
        ("Ngày 25/10/2026", "Trước ngày 20 hằng tháng", ["20/11", "20/12"]),
        ("Trước ngày 20 hằng tháng", "Tháng 3", ["20/01", "20/02", "20/03"]),
        ("Tháng 7", "6 tháng/lần", ["31/12"]),
        ("Tháng 2", "Trước ngày 15/01 hằng năm", []),
        ("Tháng 3/2027", "Hằng tháng", []),
        ("02 lần/năm", "31/3/2026", ["31/03"]),
    ],
)
def test_the_first_and_the_last_day_of_a_recurrence_cut_its_times(start, end, days):
    assert due_days(end, start=start) == days


def test_a_quarter_due_on_a_day_runs_from_its_first_day():
    schedule = read_time_frame("", "Trước ngày 20 của tháng cuối quý", year=2026)
    assert occurrences_in_year(schedule, 2026)[1] == Occurrence(date(2026, 4, 1), date(2026, 6, 20))


def test_a_duty_from_one_year_to_the_next_has_its_times_in_both():
    schedule = read_time_frame("Tháng 11/2025", "Hằng quý", year=2026)
    assert [len(occurrences_in_year(schedule, year)) for year in (2024, 2025, 2026, 2027)] == [0, 1, 4, 4]


def test_a_window_is_due_once_in_the_year_of_its_end():
    schedule = read_time_frame("Tháng 12/2025", "Tháng 3/2026", year=2026)
    assert occurrences_in_year(schedule, 2025) == ()
    assert occurrences_in_year(schedule, 2026) == (Occurrence(date(2026, 1, 1), date(2026, 3, 31)),)


def test_the_planned_quantity_goes_with_each_time():
    schedule = read_time_frame("", "04 tin, bài/tháng", year=2026)
    assert {found.quantity for found in occurrences_in_year(schedule, 2026)} == {4}


def test_the_due_date_of_a_year_is_the_last_one():
    assert due_date_in(read_time_frame("", "Hằng quý", year=2026), 2026) == date(2026, 12, 31)
    assert due_date_in(read_time_frame("", "Thường xuyên", year=2026), 2026) is None


SCHEDULES = st.builds(
    Schedule,
    kind=st.sampled_from(ScheduleKind),
    start_on=st.none() | st.dates(date(2024, 1, 1), date(2026, 6, 30)),
    due_on=st.none() | st.dates(date(2026, 7, 1), date(2028, 12, 31)),
    every=st.sampled_from(["", "day", "week", "month", "quarter", "half_year", "year"]),
    times=st.integers(0, 40),
    due_day=st.none() | st.integers(1, 31),
    due_month=st.none() | st.integers(1, 12),
)


@STEADY
@given(schedule=SCHEDULES, year=st.integers(2024, 2028))
def test_occurrences_lie_within_the_year_and_the_schedule_in_order_without_repetition(schedule, year):
    found = occurrences_in_year(schedule, year)
    assert list(found) == sorted(found)
    assert len({one.due_on for one in found}) == len(found)
    for one in found:
        assert date(year, 1, 1) <= one.first_on <= one.due_on <= date(year, 12, 31)
        assert schedule.start_on is None or one.due_on >= schedule.start_on
        assert schedule.due_on is None or one.due_on <= schedule.due_on


@STEADY
@given(schedule=SCHEDULES, year=st.integers(2024, 2028))
def test_occurrences_without_a_printed_day_do_not_overlap(schedule, year):
    found = occurrences_in_year(replace(schedule, due_day=None), year)
    assert all(one.due_on < following.first_on for one, following in zip(found, found[1:], strict=False))


IN_A_YEAR = {"month": 12, "quarter": 4, "half_year": 2, "year": 1}


@STEADY
@given(every=st.sampled_from(sorted(IN_A_YEAR)), times=st.integers(1, 6), year=st.integers(2000, 2090))
def test_the_times_of_a_year_are_as_many_as_printed_and_cover_it_without_a_gap(every, times, year):
    found = occurrences_in_year(Schedule(ScheduleKind.RECURRING, every=every, times=times), year)
    assert len(found) == IN_A_YEAR[every] * times
    assert (found[0].first_on, found[-1].due_on) == (date(year, 1, 1), date(year, 12, 31))
    for one, following in zip(found, found[1:], strict=False):
        assert following.first_on.toordinal() == one.due_on.toordinal() + 1


@STEADY
@given(schedule=SCHEDULES, year=st.integers(2024, 2028))
def test_the_due_date_of_a_year_is_its_last_occurrence(schedule, year):
    found = occurrences_in_year(schedule, year)
    assert due_date_in(schedule, year) == (found[-1].due_on if found else None)


@STEADY
@given(day=st.integers(1, 31), every=st.sampled_from(["month", "quarter"]), year=st.integers(2000, 2090))
def test_a_printed_day_falls_in_each_month_or_quarter_once(day, every, year):
    found = occurrences_in_year(Schedule(ScheduleKind.RECURRING, every=every, due_day=day), year)
    assert [one.due_on.month for one in found] == list(range(3, 13, 3) if every == "quarter" else range(1, 13))
    assert all(one.due_on.day == min(day, month_end(year, one.due_on.month).day) for one in found)


@STEADY
@given(words=st.sampled_from([words for words, _ in EXPRESSIONS]), year=st.integers(2025, 2028))
def test_what_is_ongoing_or_waits_for_others_or_is_asked_is_never_due_by_the_calendar(words, year):
    schedule = read_time_frame("", words, year=2026)
    if schedule.kind not in {ScheduleKind.RECURRING, ScheduleKind.WINDOW, ScheduleKind.MONTH}:
        assert occurrences_in_year(schedule, year) == ()
