"""Conditions in words: what people can read; what has no words stays as it is written."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from caicach.questionnaires.conditions import Conditions
from caicach.questionnaires.paper import paper
from caicach.questionnaires.reading import read_shipped, shipped_names
from tests.factories.questionnaires import form_of

NUMBERS = {"access": 1, "why": 2, "result": 3, "age": 4}


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("", ""),
        ("${access} = '1'", "Chỉ trả lời nếu câu 1 là “Không hài lòng”."),
        ("${access} != '1'", "Chỉ trả lời nếu câu 1 không phải là “Không hài lòng”."),
        ("selected(${access}, '3')", "Chỉ trả lời nếu câu 1 có chọn “Hài lòng”."),
        ("not(selected(${access}, '3'))", "Chỉ trả lời nếu câu 1 không chọn “Hài lòng”."),
        ("${age} >= 60", "Chỉ trả lời nếu câu 4 từ 60 trở lên."),
        ("${why} != ''", "Chỉ trả lời nếu câu 2 đã được trả lời."),
        (
            "${access} = '1' and (${age} < 30 or ${age} > 60)",
            "Chỉ trả lời nếu câu 1 là “Không hài lòng” và (câu 4 nhỏ hơn 30 hoặc câu 4 lớn hơn 60).",
        ),
        ("string-length(${why}) > 3", "Chỉ trả lời nếu string-length(${why}) > 3."),
    ],
)
def test_a_condition_in_words(expression, words):
    with override("vi"):
        assert Conditions(form_of(), "vi", NUMBERS).sentence(expression) == words


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", shipped_names())
def test_paper_of_what_is_shipped_shows_no_expression(name, language):
    form = read_shipped(name).questionnaire
    assert form is not None
    with override(language):
        conditions = [item.condition for item in paper(form, language) if item.condition]
    assert conditions
    assert not [one for one in conditions if "${" in one or "(" in one[:30]]


def test_the_condition_of_a_group_tells_for_which_questions_it_is():
    form = form_of()
    group = replace(form.members[0], relevant="${age} > 60")
    with override("vi"):
        items = paper(replace(form, members=(form.members[1], group)), "vi")
    assert items[1].condition == "Câu 2 đến câu 4: Chỉ trả lời nếu câu 1 lớn hơn 60."
