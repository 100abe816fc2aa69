from dataclasses import replace

import pytest

from caicach.core.surveys.questionnaire import Choice, ChoiceList, Kind
from caicach.core.surveys.versions import Change, Fate, QuestionChange, changes
from tests.core.surveys.forms import AGE, CHANNELS, FORM, USED, words

SMALL = replace(FORM, members=(AGE, USED), lists=(CHANNELS,), parts=())


def test_nothing_changed():
    assert {change.fate for change in changes(FORM, FORM)} == {Fate.SAME}
    assert [change.after for change in changes(FORM, FORM)] == [question.name for question in FORM.questions()]


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (replace(AGE, name="years"), [(Fate.RENAMED, "age", "years")]),
        (replace(AGE, label=words("Bao nhiêu tuổi?", "How old?")), [(Fate.REWORDED, "age", "age")]),
        (replace(AGE, kind=Kind.TEXT), [(Fate.NEW, "", "age"), (Fate.DROPPED, "age", "")]),
        (
            replace(AGE, name="years", label=words("Bao nhiêu tuổi?", "How old?")),
            [(Fate.NEW, "", "years"), (Fate.DROPPED, "age", "")],
        ),
    ],
)
def test_a_question(later, expected):
    found = changes(replace(SMALL, members=(AGE,)), replace(SMALL, members=(later,)))
    assert [(change.fate, change.before, change.after) for change in found] == expected


def test_two_questions_with_the_same_words_are_not_guessed():
    later = replace(SMALL, members=(replace(AGE, name="a"), replace(AGE, name="b")))
    assert [change.fate for change in changes(replace(SMALL, members=(AGE,)), later)] == [
        Fate.NEW,
        Fate.NEW,
        Fate.DROPPED,
    ]


def test_choices():
    later = ChoiceList(
        name="channels",
        choices=(
            Choice(name="online", label=words("Trên mạng", "Online")),
            Choice(name="post", label=words("Bưu điện", "Post")),
        ),
    )
    found = changes(replace(SMALL, members=(USED,)), replace(SMALL, members=(USED,), lists=(later,)))
    assert found == (
        QuestionChange(
            fate=Fate.SAME,
            before="used",
            after="used",
            choices=(
                Change(fate=Fate.RENAMED, before="web", after="online"),
                Change(fate=Fate.NEW, after="post"),
                Change(fate=Fate.DROPPED, before="desk"),
            ),
        ),
    )
