from dataclasses import replace
from datetime import date

import pytest

from caicach.core.surveys.answering import AnswerFault, answered
from caicach.core.surveys.methods import usual_method
from caicach.core.surveys.questionnaire import BadQuestionnaire, Choice, Group, Kind, Part, faults, require_sound
from caicach.core.surveys.satisfaction import Joining
from tests.core.surveys.forms import AGE, DESK, FORM, LEVELS, RESULT, USED, words

TODAY = date(2026, 3, 2)


def found(form):
    return {(fault.code, fault.kind, fault.of, fault.column, fault.found, fault.at) for fault in faults(form)}


def with_question(question, **changes):
    return replace(FORM, members=(*FORM.members, replace(question, name="last", **changes)))


def test_the_whole_form_is_sound():
    assert faults(FORM) == ()
    require_sound(FORM)


@pytest.mark.parametrize(
    ("question", "changes", "expected"),
    [
        (AGE, {"relevant": "${later} = 1"}, ("not_earlier", "survey", "last", "relevant", "later", 3)),
        (AGE, {"relevant": "${last} = 1"}, ("not_earlier", "survey", "last", "relevant", "last", 3)),
        (AGE, {"relevant": "${thanks} = 1"}, ("not_earlier", "survey", "last", "relevant", "thanks", 3)),
        (AGE, {"required": ". = 1"}, ("own_answer", "survey", "last", "required", ".", 1)),
        (AGE, {"relevant": "1 + pulldata('a')"}, ("expression_function", "survey", "last", "relevant", "pulldata", 5)),
        (AGE, {"label": {"vi": "Tuổi"}}, ("no_words", "survey", "last", "label", "en", 0)),
        (AGE, {"calculation": "1"}, ("out_of_place", "survey", "last", "calculation", "integer", 0)),
        (AGE, {"constraint": ""}, ("out_of_place", "survey", "last", "constraint_message", "integer", 0)),
        (AGE, {"choices": "levels"}, ("out_of_place", "survey", "last", "type", "levels", 0)),
        (AGE, {"factor": "access"}, ("no_satisfied", "survey", "last", "satisfied", "integer", 0)),
        (AGE, {"kind": Kind.CALCULATE}, ("no_calculation", "survey", "last", "calculation", "calculate", 0)),
        (USED, {"choices": "none"}, ("no_list", "survey", "last", "type", "none", 0)),
        (DESK, {"factor": "other"}, ("no_such_factor", "survey", "last", "factor", "other", 0)),
        (DESK, {"satisfied": ()}, ("no_satisfied", "survey", "last", "satisfied", "select_one", 0)),
        (DESK, {"satisfied": ("9",)}, ("no_such_choice", "survey", "last", "satisfied", "9", 0)),
        (DESK, {"counted": ("1",)}, ("not_counted", "survey", "last", "satisfied", "2", 0)),
    ],
)
def test_a_faulty_question_is_told_with_its_column(question, changes, expected):
    assert expected in found(with_question(question, **changes))


def test_words_are_in_the_languages_of_the_form():
    assert ("no_such_language", "survey", "last", "hint", "fr", 0) in found(with_question(AGE, hint={"fr": "x"}))
    assert ("long", "survey", "last", "hint", "vi", 0) in found(with_question(AGE, hint={"vi": "x" * 5_001}))
    mixed = {fault.code for fault in faults(replace(FORM, languages=("vi", "en", "default")))}
    assert {"mixed_languages", "no_words"} <= mixed
    assert "bad_name" in {fault.code for fault in faults(replace(FORM, languages=("vi", "a:b")))}


def test_words_show_no_answers():
    shown = found(with_question(AGE, label=words("${age} tuổi", "Age"), hint={"en": "${age}"}))
    assert ("answer_in_words", "survey", "last", "label", "vi", 0) in shown
    assert ("answer_in_words", "survey", "last", "hint", "en", 0) in shown


def test_the_form_has_a_name():
    assert found(replace(FORM, name=" ")) == {("no_name", "settings", "", "form_id", "", 0)}


def test_names_are_used_once_and_well_formed():
    twice = replace(FORM, members=(*FORM.members, AGE, Group(name="1 x", members=())))
    assert {("twice", "survey", "age", "name", "", 0), ("bad_name", "survey", "1 x", "name", "", 0)} <= found(twice)
    assert ("no_member", "survey", "1 x", "type", "", 0) in found(twice)


def test_lists_and_factors_are_checked_too():
    doubled = replace(LEVELS, choices=(*LEVELS.choices, Choice(name="1", label=words("a", ""))))
    form = replace(FORM, lists=(doubled, *FORM.lists[1:]), parts=(*FORM.parts, Part(name="p", label={}, factors=())))
    assert {
        ("twice", "choices", "1", "name", "", 0),
        ("no_words", "choices", "1", "label", "en", 0),
        ("no_factor", "factors", "p", "part", "", 0),
        ("no_words", "factors", "p", "part_label", "vi", 0),
    } <= found(form)


def test_every_fault_is_told_at_once():
    empty = replace(FORM, members=(), languages=())
    assert {"no_language", "no_question", "no_such_language"} <= {fault.code for fault in faults(empty)}
    with pytest.raises(BadQuestionnaire) as bad:
        require_sound(empty)
    assert bad.value.faults == faults(empty)


def test_groups_stand_in_each_other_only_so_deep():
    members = (AGE,)
    for depth in range(9):
        members = (Group(name=f"g{depth}", members=members),)
    assert "deep" in {fault.code for fault in faults(replace(FORM, members=members))}


def test_a_full_sheet_is_kept_with_what_is_calculated():
    sheet = {"age": "67", "used": ["desk", "web"], "desk": "2", "result": "1", "day": "2026-03-02", "paid": "1.50"}
    out = answered(FORM, {**sheet, "free": " tốt "}, TODAY)
    assert out.faults == []
    assert out.kept == {**sheet, "used": ["web", "desk"], "free": " tốt ", "old": "yes"}
    assert out.asked == ["age", "used", "desk", "result", "thanks", "day", "paid", "free"]


def test_what_is_not_asked_is_not_kept():
    out = answered(FORM, {"age": "19", "used": ["web"], "desk": "2"}, TODAY)
    assert out.kept == {"age": "19", "used": ["web"]}
    assert out.dropped == ["desk"]
    assert out.faults == []
    assert "thanks" not in out.asked


def test_a_refused_answer_is_unknown_to_what_follows():
    out = answered(FORM, {"age": "17", "used": ["desk"]}, TODAY)
    assert out.faults == [AnswerFault("age", "constraint")]
    assert out.dropped == ["used"]


def test_required_may_depend_on_answers():
    assert answered(FORM, {"age": "21"}, TODAY).faults == [AnswerFault("result", "required")]
    assert answered(FORM, {"age": "20"}, TODAY).faults == []
    assert answered(FORM, {"age": " "}, TODAY).faults == [AnswerFault("age", "required")]


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("age", "1e3"),
        ("age", "20.5"),
        ("age", "٢٠"),
        ("age", 20),
        ("used", "web"),
        ("used", ["web", "web"]),
        ("used", ["fax"]),
        ("used", [["web"]]),
        ("result", "3"),
        ("result", ["2"]),
        ("day", "2026-02-30"),
        ("day", "20260301"),
        ("paid", "1,5"),
        ("free", "a" * 10_001),
    ],
)
def test_an_answer_of_another_kind_is_refused(name, given):
    out = answered(FORM, {"age": "20", name: given}, TODAY)
    assert AnswerFault(name, "form") in out.faults
    assert name not in out.kept


def test_unknown_questions_are_told():
    out = answered(FORM, {"age": "20", "old": "yes", "x": "1"}, TODAY)
    assert out.faults == [AnswerFault("old", "unknown"), AnswerFault("x", "unknown")]


def test_a_day_is_held_against_today():
    assert answered(FORM, {"age": "20", "day": "2026-03-03"}, TODAY).faults == [AnswerFault("day", "constraint")]


def test_the_usual_method_goes_from_parts_to_factors_to_questions():
    method = usual_method(FORM, Joining.POOLED)
    (part,) = method.whole.members
    assert [factor.name for factor in part.members] == ["access", "result"]
    assert [(question.name, question.satisfied, question.counted) for question in method.questions] == [
        ("desk", ("2",), ("1", "2")),
        ("result", ("2",), ("1", "2", "na")),
    ]


def test_a_form_without_factors_has_no_method():
    plain = replace(FORM, parts=(), members=(AGE, replace(RESULT, factor="", required="")))
    assert faults(plain) == ()
    assert usual_method(plain) is None
