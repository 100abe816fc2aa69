"""Printed time frames and what they mean. The plan is of 2026 unless a test says otherwise."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caicach.core.schedule.grammar import read_moment, read_time_frame
from caicach.core.schedule.months import Span, month_text
from caicach.core.schedule.schedule import Schedule, ScheduleKind
from tests.shared_documents import FOLDER, needs_documents

STEADY = settings(derandomize=True, deadline=None)

K = ScheduleKind


def day(text):
    return date.fromisoformat(text) if text else None


def read(end, start="", year=2026):
    return read_time_frame(start, end, year=year)


WINDOWS = [
    ("Quý I năm 2026", "2026-01-01", "2026-03-31"),
    ("Quý I/2026", "2026-01-01", "2026-03-31"),
    ("Quý II", "2026-04-01", "2026-06-30"),
    ("Quí III/2026", "2026-07-01", "2026-09-30"),
    ("Quý 4/2026", "2026-10-01", "2026-12-31"),
    ("QUÝ IV/2025", "2025-10-01", "2025-12-31"),
    ("Trong Quý I", "2026-01-01", "2026-03-31"),
    ("Hoàn thành trong quý II/2026", "2026-04-01", "2026-06-30"),
    ("Quý I, II/2026", "2026-01-01", "2026-06-30"),
    ("Quý I và II/2026", "2026-01-01", "2026-06-30"),
    ("Quý III, Quý IV năm 2026", "2026-07-01", "2026-12-31"),
    ("Quý I - II/2026", "2026-01-01", "2026-06-30"),
    ("Quý I – Quý III/2026", "2026-01-01", "2026-09-30"),
    ("Từ Quý II/2026 đến Quý IV/2026", "2026-04-01", "2026-12-31"),
    ("6 tháng đầu năm", "2026-01-01", "2026-06-30"),
    ("06 tháng đầu năm 2026", "2026-01-01", "2026-06-30"),
    ("6 tháng cuối năm 2026", "2026-07-01", "2026-12-31"),
    ("9 tháng đầu năm", "2026-01-01", "2026-09-30"),
    ("Năm 2026", "2026-01-01", "2026-12-31"),
    ("Trong năm 2026", "2026-01-01", "2026-12-31"),
    ("Trong năm", "2026-01-01", "2026-12-31"),
    ("2026", "2026-01-01", "2026-12-31"),
    ("Giai đoạn 2026-2030", "2026-01-01", "2030-12-31"),
    ("Giai đoạn 2026 – 2030", "2026-01-01", "2030-12-31"),
    ("Tháng 9 - tháng 10/2026", "2026-09-01", "2026-10-31"),
    ("Tháng 01-12/2025", "2025-01-01", "2025-12-31"),
    ("Tháng 3 đến tháng 6", "2026-03-01", "2026-06-30"),
    ("Từ tháng 3 đến tháng 6 năm 2026", "2026-03-01", "2026-06-30"),
    ("Từ tháng 11/2025 đến tháng 3/2026", "2025-11-01", "2026-03-31"),
    ("Tháng 11 - tháng 3/2027", "2026-11-01", "2027-03-31"),
    ("Tháng 4/2026-6/2026", "2026-04-01", "2026-06-30"),
    ("01/2026 - 12/2026", "2026-01-01", "2026-12-31"),
    ("Tháng 6, 7/2026", "2026-06-01", "2026-07-31"),
    ("Tháng 6; tháng 7", "2026-06-01", "2026-07-31"),
    ("Tháng 1, 2 và 3", "2026-01-01", "2026-03-31"),
]

DAYS = [
    ("Từ 01/3 đến 31/8/2026", "2026-03-01", "2026-08-31"),
    ("Từ ngày 01/3/2026 đến ngày 31/8/2026", "2026-03-01", "2026-08-31"),
    ("Từ ngày 01 tháng 3 đến ngày 15 tháng 4 năm 2026", "2026-03-01", "2026-04-15"),
    ("15/01/2026 - 20/02/2026", "2026-01-15", "2026-02-20"),
    ("Từ 01 đến 15/3/2026", "2026-03-01", "2026-03-15"),
    ("Ngày 15/3/2026", "2026-03-15", "2026-03-15"),
    ("2026-03-01 00:00:00", "2026-03-01", "2026-03-01"),
    ("Trước 25/01/2026", None, "2026-01-25"),
    ("trước ngày 15/11/2026", None, "2026-11-15"),
    ("Trước ngày 15/11", None, "2026-11-15"),
    ("Trước ngày 15 tháng 11 năm 2026", None, "2026-11-15"),
    ("Hoàn thành trước 30/6/2026", None, "2026-06-30"),
    ("Hoàn thành trước ngày 30 tháng 6", None, "2026-06-30"),
    ("Chậm nhất ngày 20/12/2026", None, "2026-12-20"),
    ("Chậm nhất vào ngày 20/12", None, "2026-12-20"),
    ("Không quá ngày 20/12/2026", None, "2026-12-20"),
    ("Xong trước 15/6.", None, "2026-06-15"),
    ("Đến ngày 31/12/2026", None, "2026-12-31"),
]

DEADLINES = [
    ("Chậm nhất trong tháng 6", "2026-06-30"),
    ("Trước tháng 6/2026", "2026-05-31"),
    ("Trước Quý II/2026", "2026-03-31"),
    ("Cuối năm 2026", "2026-12-31"),
    ("Cuối năm", "2026-12-31"),
    ("Cuối tháng 6", "2026-06-30"),
    ("Cuối Quý III", "2026-09-30"),
    ("Hết tháng 6/2026", "2026-06-30"),
    ("Đến hết tháng 6", "2026-06-30"),
    ("Đến năm 2030", "2030-12-31"),
]

MONTHS = [
    ("Trong tháng 10", "2026-10"),
    ("Tháng 09", "2026-09"),
    ("tháng 02/2026", "2026-02"),
    ("Tháng 6 năm 2026", "2026-06"),
    ("Tháng 6, năm 2026", "2026-06"),
    ("Tháng6", "2026-06"),
    ("T6/2026", "2026-06"),
    ("12/2024", "2024-12"),
    ("THÁNG 5", "2026-05"),
]

RECURRENCES = [
    ("Định kỳ", "", 1),
    ("Định kỳ, đột xuất", "", 1),
    ("Hàng tuần", "week", 1),
    ("Hằng tháng", "month", 1),
    ("Hàng quý", "quarter", 1),
    ("Hằng năm", "year", 1),
    ("Định kỳ hằng quý", "quarter", 1),
    ("Định kỳ 6 tháng", "half_year", 1),
    ("6 tháng/lần", "half_year", 1),
    ("06 tháng/01 lần", "half_year", 1),
    ("3 tháng một lần", "quarter", 1),
    ("02 lần/năm", "year", 2),
    ("2 lần trong năm", "year", 2),
    ("Hằng năm, 02 lần", "year", 2),
    ("Mỗi tháng 01 lần", "month", 1),
    ("Mỗi quý một lần", "quarter", 1),
    ("Hàng quý, 6 tháng, năm", "quarter", 1),
    ("Định kỳ hàng tháng, quý, 6 tháng, năm", "month", 1),
    ("Định kỳ 6 tháng, năm", "half_year", 1),
    ("Tháng 6, tháng 12", "half_year", 1),
    ("Tháng 3, 6, 9, 12", "quarter", 1),
]

CONTINUOUS = [
    "Thường xuyên",
    "thường xuyên.",
    "Thường xyên",
    "Thuờng xuyên",
    "Thường  xuyên",
    "Thường xuyên trong năm",
    "Thường xuyên, liên tục",
    "Thường xuyên, hàng năm",
    "Thường xuyên trong năm 2026",
    "Cả năm",
    "Trong cả năm",
    "Hằng ngày",
    "Hàng ngày",
]

EVENTS = [
    "Sau khi công bố chỉ số năm trước",
    "Ngay sau khi kế hoạch được ban hành",
    "Sau hội nghị tổng kết",
    "Khi có kế hoạch của tỉnh",
    "Trong 15 ngày kể từ ngày ban hành",
]

AUTHORITIES = [
    "Theo quy định",
    "Theo kế hoạch của tỉnh",
    "Theo Kế hoạch số 12/KH-UBND ngày 15/3/2026",
    "Theo hướng dẫn của sở",
    "Theo yêu cầu của cấp trên",
    "Theo kiến nghị của đoàn kiểm tra",
    "Theo đề nghị của đơn vị",
    "Theo lộ trình",
    "Theo kết luận của đoàn kiểm tra",
    "Theo từng đợt của bộ",
    "Theo chỉ đạo của Chủ tịch",
    "Thực hiện theo tiến độ dự án",
]

AD_HOC = ["Khi có yêu cầu", "Khi phát sinh", "Đột xuất", "Khi có phát sinh"]

UNREADABLE = [
    "Tháng 13",
    "31/02/2026",
    "6/25",
    "x",
    "Đầu tháng 6",
    "Từ tháng 3/2026",
    "Tháng … năm 2026",
    "Quý II hoặc Quý III",
    "Quý I, III/2026",
    "Tháng 11 đến tháng 3",
    "Tháng 3 và tháng 9",
    "Thường xuyên; báo cáo trước ngày 15/12",
    "Năm 2025 và các năm tiếp theo",
    "Đợt 1: tháng 6; đợt 2: tháng 11",
    "Sau ngày 15/3/2026",
    "Trước ngày 32 hằng tháng",
    "Hằng tuần, hằng tháng",
    "Tháng 6/0026",
    "Sớm",
    "6",
]


@pytest.mark.parametrize(("words", "first", "last"), WINDOWS)
def test_months_quarters_and_years_give_a_window(words, first, last):
    assert read(words) == Schedule(K.WINDOW, words, day(first), day(last))


@pytest.mark.parametrize(("words", "first", "last"), DAYS)
def test_printed_days_are_kept_to_the_day(words, first, last):
    assert read(words) == Schedule(K.WINDOW, words, day(first), day(last), has_exact_day=True)


@pytest.mark.parametrize(("words", "last"), DEADLINES)
def test_a_deadline_without_a_day_is_due_on_the_last_day_it_allows(words, last):
    assert read(words) == Schedule(K.WINDOW, words, None, day(last))


@pytest.mark.parametrize(("words", "month"), MONTHS)
def test_one_month_is_a_month(words, month):
    found = read(words)
    assert (found.kind, month_text(found.start_on), month_text(found.due_on)) == (K.MONTH, month, month)
    assert found.start_on.day == 1


@pytest.mark.parametrize(("words", "every", "times"), RECURRENCES)
def test_a_recurrence_has_its_period_and_no_dates(words, every, times):
    assert read(words) == Schedule(K.RECURRING, words, every=every, times=times)


@pytest.mark.parametrize(
    ("words", "every", "quantity", "unit"),
    [
        ("01 chuyên mục/01 tháng", "month", 1, "chuyên mục"),
        ("04 tin, bài/tháng", "month", 4, "tin, bài"),
        ("Ít nhất 02 tin/tuần", "week", 2, "tin"),
        ("01 hội nghị/năm", "year", 1, "hội nghị"),
        ("3 cuộc kiểm tra/quý", "quarter", 3, "cuộc kiểm tra"),
    ],
)
def test_a_quantity_for_each_period_is_kept_with_its_unit(words, every, quantity, unit):
    assert read(words) == Schedule(K.RECURRING, words, every=every, quantity=quantity, unit=unit)


@pytest.mark.parametrize(
    ("words", "every", "due_day", "due_month"),
    [
        ("Trước ngày 25 hằng tháng", "month", 25, None),
        ("Hằng tháng, trước ngày 25", "month", 25, None),
        ("Hàng tháng (trước ngày 20)", "month", 20, None),
        ("Trước ngày 30/11 hằng năm", "year", 30, 11),
        ("Hàng năm (trước 15/12)", "year", 15, 12),
        ("Tháng 12 hằng năm", "year", None, 12),
    ],
)
def test_a_day_within_each_period_is_kept(words, every, due_day, due_month):
    found = read(words)
    assert (found.kind, found.every, found.due_day, found.due_month) == (K.RECURRING, every, due_day, due_month)


def test_last_months_of_halves_with_a_year_recur_in_that_year_only():
    found = read("Tháng 6 và tháng 12/2027")
    assert (found.every, found.start_on, found.due_on) == ("half_year", date(2027, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize("words", CONTINUOUS)
def test_ongoing_words_also_damaged_are_continuous_without_a_due_day(words):
    found = read(words)
    assert (found.kind, found.start_on, found.due_on) == (K.CONTINUOUS, None, None)


@pytest.mark.parametrize("words", EVENTS)
def test_what_waits_for_an_event_keeps_its_words(words):
    assert read(words) == Schedule(K.AFTER_EVENT, words, event=words)


@pytest.mark.parametrize(
    ("words", "due_on"),
    [
        ("Sau khi có kế hoạch, hoàn thành trong tháng 6/2026", "2026-06-30"),
        ("Sau khi có kế hoạch, trước ngày 15/11", "2026-11-15"),
        ("Sau khi có kế hoạch (chậm nhất tháng 6)", "2026-06-30"),
    ],
)
def test_an_end_behind_an_event_is_its_due_day(words, due_on):
    found = read(words)
    assert (found.kind, found.event, found.due_on) == (K.AFTER_EVENT, "Sau khi có kế hoạch", day(due_on))


@pytest.mark.parametrize("words", AUTHORITIES)
def test_what_an_authority_will_set_keeps_its_words(words):
    assert read(words) == Schedule(K.PER_AUTHORITY, words, event=words)


@pytest.mark.parametrize("words", AD_HOC)
def test_what_is_done_on_call_is_ad_hoc(words):
    assert read(words) == Schedule(K.AD_HOC, words)


@pytest.mark.parametrize("words", UNREADABLE)
def test_words_without_one_certain_meaning_stay_words(words):
    assert read(words) == Schedule(K.UNREADABLE, words)


@pytest.mark.parametrize("words", ["", " ", "-", "–", "…", "..."])
def test_an_empty_cell_has_no_schedule(words):
    assert read(words).kind is K.NONE


@pytest.mark.parametrize("words", ["Dự kiến trong tháng 6", "Tháng 6 (dự kiến)", "Dự kiến tháng 6"])
def test_an_expected_month_says_so(words):
    found = read(words)
    assert (found.kind, found.due_on, found.is_expected) == (K.MONTH, date(2026, 6, 30), True)


@pytest.mark.parametrize(
    ("start", "end", "kind", "first", "last"),
    [
        ("Tháng 6", "Tháng 7", K.WINDOW, "2026-06-01", "2026-07-31"),
        ("Tháng 12/2025", "Tháng 12/2026", K.WINDOW, "2025-12-01", "2026-12-31"),
        ("Tháng 11", "Tháng 3/2027", K.WINDOW, "2026-11-01", "2027-03-31"),
        ("Tháng 9", "Tháng 9", K.MONTH, "2026-09-01", "2026-09-30"),
        ("Tháng 9", "Tháng 09", K.MONTH, "2026-09-01", "2026-09-30"),
        ("Quý I", "Quý III", K.WINDOW, "2026-01-01", "2026-09-30"),
        ("01/3/2026", "31/8/2026", K.WINDOW, "2026-03-01", "2026-08-31"),
        ("Tháng 3", "Trước 15/6/2026", K.WINDOW, "2026-03-01", "2026-06-15"),
        ("Sau khi có kế hoạch", "Tháng 6", K.AFTER_EVENT, None, "2026-06-30"),
        ("Tháng 3", "Theo quy định của bộ", K.PER_AUTHORITY, "2026-03-01", None),
        ("Tháng 1", "Thường xuyên", K.CONTINUOUS, "2026-01-01", None),
        ("Tháng 3", "Hằng quý", K.RECURRING, "2026-03-01", None),
        ("Trong tháng 10", "", K.MONTH, "2026-10-01", "2026-10-31"),
        ("Tháng 7", "Tháng 6", K.UNREADABLE, None, None),
        ("Tháng 7", "sớm", K.UNREADABLE, None, None),
        ("Thường xuyên", "Tháng 12", K.UNREADABLE, None, None),
        ("Trước 15/6", "Tháng 8", K.UNREADABLE, None, None),
    ],
)
def test_the_cells_of_start_and_end_are_read_together(start, end, kind, first, last):
    found = read(end, start=start)
    assert (found.kind, found.start_on, found.due_on) == (kind, day(first), day(last))


def test_both_cells_stay_in_the_text():
    assert read("Tháng 7", start="Tháng 6").text == "Tháng 6 – Tháng 7"


def test_a_month_without_a_year_is_unreadable_where_no_year_is_known():
    assert read("Tháng 6", year=None).kind is K.UNREADABLE
    assert read("Tháng 6/2026", year=None).kind is K.MONTH


def test_an_event_in_both_cells_is_a_question():
    assert read("Theo quy định", start="Sau khi có kế hoạch").kind is K.UNREADABLE


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("ngày 05 tháng 3 năm 2026", Span(date(2026, 3, 5), date(2026, 3, 5), is_day=True)),
        ("05/3", Span(date(2026, 3, 5), date(2026, 3, 5), is_day=True)),
        ("Tháng 2", Span(date(2026, 2, 1), date(2026, 2, 28))),
        ("trong quý II", Span(date(2026, 4, 1), date(2026, 6, 30))),
        ("29/02/2026", None),
        ("29/02/2028", Span(date(2028, 2, 29), date(2028, 2, 29), is_day=True)),
        ("nay mai", None),
    ],
)
def test_one_moment_gives_its_days(words, span):
    assert read_moment(words, year=2026) == span


@STEADY
@given(start=st.text(max_size=40), end=st.text(max_size=80), year=st.none() | st.integers(1, 9999))
def test_no_text_makes_the_reading_fail(start, end, year):
    found = read_time_frame(start, end, year=year)
    assert found.start_on is None or found.due_on is None or found.start_on <= found.due_on


WORDS_OF_TIME = ["tháng", "quý", "năm", "ngày", "trước", "sau", "khi", "từ", "đến", "trong", "hằng", "định kỳ", "lần"]
SIGNS = ["6", "12", "31", "I", "IV", "2026", "/", "-", ",", "và", "dự kiến", "theo"]


@STEADY
@given(words=st.lists(st.sampled_from(WORDS_OF_TIME + SIGNS), max_size=9).map(" ".join))
def test_words_of_time_in_any_order_never_fail_and_never_end_before_they_start(words):
    found = read_time_frame("", words, year=2026)
    assert found.start_on is None or found.due_on is None or found.start_on <= found.due_on


@STEADY
@given(first=st.dates(date(2000, 1, 1), date(2090, 1, 1)), length=st.integers(0, 800), year=st.integers(2000, 2090))
def test_a_printed_span_of_days_is_read_back(first, length, year):
    last = date.fromordinal(first.toordinal() + length)
    found = read_time_frame("", f"Từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}", year=year)
    assert (found.start_on, found.due_on, found.has_exact_day) == (first, last, True)


@STEADY
@given(month=st.integers(1, 12), year=st.integers(2000, 2090))
def test_a_printed_month_is_read_back(month, year):
    for words in (f"Tháng {month}/{year}", f"Trong tháng {month:02d} năm {year}", f"tháng {month}"):
        assert month_text(read_time_frame("", words, year=year).due_on) == f"{year}-{month:02d}"


@needs_documents
@pytest.mark.parametrize("name", ["000", "001", "003", "u4"])
def test_every_time_frame_of_the_real_plans_is_read_as_a_careful_reader_does(name):
    gold = json.loads((FOLDER / "gold" / f"{name}.json").read_text(encoding="utf8"))
    rows = [row for part in ("rows", "survey_tasks") for row in gold.get(part, []) if row.get("schedule")]
    for row in rows:
        wanted = row["schedule"]
        cells = (row.get("start") or "", row.get("end") or "") if row.get("end") else ("", row.get("start") or "")
        found = read_time_frame(*cells, year=gold["document"]["year"])
        assert (found.kind.value, month_text(found.start_on), month_text(found.due_on), found.event or None) == (
            wanted["kind"],
            wanted["from"],
            wanted["to"],
            wanted["event"],
        ), cells
        if wanted["every"]:
            assert found.every == wanted["every"]
