"""The questionnaires that the project ships: sound, in both languages, each question that counts to be reached."""

from datetime import date
from pathlib import Path

import pytest

import caicach.questionnaires
from caicach.core.surveys.answering import answered
from caicach.core.surveys.questionnaire import Questionnaire, walked
from caicach.core.surveys.shipped import sheets_of
from caicach.core.surveys.xlsform.reading import read
from caicach.core.surveys.xlsform.writing import sheets

FILES = sorted((Path(caicach.questionnaires.__file__).parent / "content").glob("*.yaml"))
TODAY = date(2026, 11, 2)


def form_of(path: Path) -> Questionnaire:
    found = read(sheets_of(path.read_text(encoding="utf-8")))
    assert found.problems == ()
    assert found.questionnaire is not None
    return found.questionnaire


def test_every_survey_of_a_year_is_there():
    names = {path.stem for path in FILES}
    assert {"sipas", *(f"dich-vu-{what}" for what in ("giao-duc", "y-te", "dat-dai", "xay-dung", "dau-tu"))} <= names
    assert sum(name.startswith("phieu-") for name in names) >= 4


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_is_sound_in_both_languages_and_named_as_its_file(path):
    form = form_of(path)
    assert form.name == path.stem
    assert form.languages == ("vi", "en")
    assert path.read_text(encoding="utf-8").startswith("# ")
    assert "unconfirmed" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_factor_has_questions_that_leave_out_who_does_not_know(path):
    form = form_of(path)
    factors = {factor.name for part in form.parts for factor in part.factors}
    counting = [question for question in form.questions() if question.factor]
    assert {question.factor for question in counting} == factors
    for question in counting:
        names = {choice.name for choice in form.choices_of(question)}
        assert set(question.satisfied) < set(question.counted) < names, question.name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_question_is_asked_of_somebody_and_what_is_skipped_of_somebody_not(path):
    form = form_of(path)
    all_of = {question.name: [choice.name for choice in form.choices_of(question)] for question in form.questions()}
    sheets_given = [{name: names[at % len(names)] for name, names in all_of.items() if names} for at in range(8)]
    reached = [set(answered(form, sheet, TODAY).asked) for sheet in sheets_given]
    for member in walked(form.members):
        if member.name in all_of:
            assert any(member.name in asked for asked in reached), member.name
            if member.relevant:
                assert any(member.name not in asked for asked in reached), member.name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_written_as_xlsform_and_read_it_is_the_same(path):
    form = form_of(path)
    assert read(sheets(form)).questionnaire == form


@pytest.mark.parametrize("text", ["", "- 1", "survey: text", "survey: [1]"])
def test_what_is_no_mapping_of_sheets_is_refused(text):
    with pytest.raises(ValueError, match="sheet"):
        sheets_of(text)
