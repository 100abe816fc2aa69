from datetime import date
from decimal import Decimal

from caicach.core.documents.reading import Problem
from caicach.core.schedule.schedule import ScheduleKind
from caicach.wizard.answers import with_answers
from caicach.wizard.questions import GivenAnswer, grouped, open_count, problem_key, questions_of
from tests.factories.readings import name, reading, row

ROWS = (
    row(("1",), "Kiểm tra", lead=(name("Sở XYZ"),), end="Tháng 5", at=2),
    row(("2",), "Tập huấn", lead=(name("Sở XYZ"),), end="lúc nào đó", at=3),
    row(("3",), "Đơn đốc", at=4),
)


def problem(row, code, field="", value="", **more):
    return Problem(f"documents.{code}", row.place, "/".join(row.path), field, value, **more)


UNKNOWN = [problem(one, "agency_unknown", "lead", "Sở XYZ", proposals=("so-noi-vu",)) for one in ROWS[:2]]
TIME = problem(ROWS[1], "deadline_unreadable", "schedule", "lúc nào đó")
GAP = problem(ROWS[2], "lead_missing", "lead")
SLIP = problem(ROWS[2], "typing_error", "title", "Đơn đốc", proposals=("Đôn đốc",), params=(("better", "Đôn đốc"),))
READ = reading(*ROWS, problems=(*UNKNOWN, TIME, GAP, SLIP))


def answered(*pairs):
    answers = {problem_key(one): GivenAnswer(answer, 1) for one, answer in pairs}
    return with_answers(READ, questions_of(READ, answers))


def test_alike_doubts_stand_in_one_group():
    groups = grouped(questions_of(READ, {}))
    assert [len(group.questions) for group in groups] == [2, 1, 1, 1]
    assert [group.kind for group in groups] == ["agency", "agency", "time", "text"]
    assert "Sở XYZ" in groups[0].sentence


def test_an_answer_closes_only_its_own_question():
    questions = questions_of(READ, {problem_key(UNKNOWN[0]): GivenAnswer({"act": "keep", "label": "giữ"}, 1)})
    assert open_count(questions) == 4
    assert grouped(questions)[0].is_open


def test_the_key_of_a_doubt_is_short_and_the_same_each_time():
    assert problem_key(UNKNOWN[0]) == problem_key(UNKNOWN[0]) != problem_key(UNKNOWN[1])
    assert len(problem_key(UNKNOWN[0])) < 200


def test_a_chosen_agency_goes_to_the_row_and_the_printed_name_stays():
    read = answered((UNKNOWN[0], {"act": "agency", "key": "so-noi-vu", "label": "Sở Nội vụ"}))
    assert [(one.printed, one.key) for one in read.rows[0].lead] == [("Sở XYZ", "so-noi-vu")]
    assert read.rows[1].lead[0].key == ""


def test_a_kept_name_is_not_assigned():
    read = answered((UNKNOWN[0], {"act": "keep", "label": "giữ nguyên"}))
    assert read.rows[0].lead[0].key == ""


def test_a_missing_lead_is_filled():
    read = answered((GAP, {"act": "agency", "key": "so-y-te", "label": "Sở Y tế"}))
    assert (read.rows[2].lead[0].key, read.rows[2].lead_text) == ("so-y-te", "Sở Y tế")


def test_an_answered_time_keeps_the_printed_words():
    read = answered((TIME, {"act": "time", "start": "", "end": "Quý II/2026", "label": "Quý II/2026"}))
    schedule = read.rows[1].schedule
    assert (schedule.due_on, schedule.text) == (date(2026, 6, 30), "lúc nào đó")
    assert read.rows[1].end_text == "lúc nào đó"


def test_a_time_may_wait_for_another_authority_or_be_ongoing():
    waiting = answered((TIME, {"act": "time", "kind": "waiting", "label": "chờ"}))
    ongoing = answered((TIME, {"act": "time", "kind": "continuous", "label": "thường xuyên"}))
    assert waiting.rows[1].schedule.kind is ScheduleKind.PER_AUTHORITY
    assert ongoing.rows[1].schedule.kind is ScheduleKind.CONTINUOUS


def test_a_typing_error_is_put_right_only_when_somebody_says_so():
    assert answered().rows[2].title == "Đơn đốc"
    assert answered((SLIP, {"act": "text", "value": "Đôn đốc", "label": "Đôn đốc"})).rows[2].title == "Đôn đốc"


def test_an_answered_budget_is_a_decimal():
    doubt = problem(ROWS[0], "budget_unreadable", "budget_million_vnd", "~12")
    read = reading(*ROWS, problems=(doubt,))
    answers = {problem_key(doubt): GivenAnswer({"act": "budget", "value": "12.5", "label": "12,5"}, 1)}
    assert with_answers(read, questions_of(read, answers)).rows[0].budget_million_vnd == Decimal("12.5")


def test_doubts_about_prose_duties_are_not_asked():
    doubt = Problem("documents.agency_unknown", ROWS[0].place, "duties", "agency", "Đoàn thể")
    assert questions_of(reading(*ROWS, problems=(doubt,)), {}) == []


def test_a_confirmed_head_answers_what_was_missing_in_it():
    doubt = Problem("documents.head_number_missing", ROWS[0].place, "document", "number")
    read = reading(*ROWS, problems=(doubt,))
    assert open_count(questions_of(read, {})) == 1
    assert questions_of(read, {"head": GivenAnswer({"number": "1"}, 1)}) == []
