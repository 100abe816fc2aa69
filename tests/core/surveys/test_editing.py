"""Changes of a questionnaire: each gives a sound one again, or one whose faults are told; none loses a question."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from caicach.core.surveys.editing import (
    member_named,
    moved,
    with_changed,
    with_member,
    without_member,
    without_unused_lists,
)
from caicach.core.surveys.questionnaire import Group, Kind, Question, Questionnaire, faults, walked


def text(name: str, relevant: str = "") -> Question:
    return Question(name=name, kind=Kind.TEXT, label={"vi": name}, relevant=relevant)


def form(*members: Group | Question) -> Questionnaire:
    return Questionnaire(name="f", title="F", version="1", languages=("vi",), members=members)


def names(questionnaire: Questionnaire) -> list[str]:
    return [member.name for member in walked(questionnaire.members)]


INNER = Group(name="inner", members=(text("b"), text("c")))
NESTED = form(text("a"), Group(name="outer", members=(INNER, text("d"))), text("e"))


def test_a_member_is_put_last_behind_another_or_first_in_a_group():
    new = text("new")
    assert names(with_member(NESTED, new)) == ["a", "outer", "inner", "b", "c", "d", "e", "new"]
    assert names(with_member(NESTED, new, after="b")) == ["a", "outer", "inner", "b", "new", "c", "d", "e"]
    assert names(with_member(NESTED, new, after="outer")) == ["a", "outer", "new", "inner", "b", "c", "d", "e"]


def test_a_group_goes_with_all_that_is_in_it():
    assert names(without_member(NESTED, "inner")) == ["a", "outer", "d", "e"]


def test_a_member_leaves_its_group_at_either_end():
    assert names(moved(NESTED, "b", -1)) == ["a", "outer", "b", "inner", "c", "d", "e"]
    assert names(moved(NESTED, "d", 1)) == ["a", "outer", "inner", "b", "c", "d", "e"]
    assert member_named(moved(NESTED, "d", 1), "outer") == Group(name="outer", members=(INNER,))


@given(st.sampled_from(names(NESTED)), st.sampled_from([-1, 1]))
def test_moving_loses_and_doubles_nothing(name, step):
    assert sorted(names(moved(NESTED, name, step))) == sorted(names(NESTED))


def test_what_is_first_or_last_of_all_stays():
    assert moved(NESTED, "a", -1) == NESTED
    assert moved(NESTED, "e", 1) == NESTED


def test_expressions_follow_a_question_that_gets_another_name():
    group = Group(name="g", members=(text("b"),), relevant="${ a } = '1'")
    before = form(text("a"), group, text("ab", "${a} = ${b}"), text("z", "${ab} = '1'"))
    after = with_changed(before, "a", replace(text("a"), name="first"))
    assert [member.relevant for member in walked(after.members)] == [
        "", "${first} = '1'", "", "${first} = ${b}", "${ab} = '1'",
    ]  # fmt: skip
    assert faults(after) == ()


def test_lists_that_nobody_chooses_from_go():
    from tests.factories.questionnaires import form_of

    whole = form_of()
    assert without_unused_lists(whole) == whole
    assert without_unused_lists(without_member(whole, "service")).lists == ()
