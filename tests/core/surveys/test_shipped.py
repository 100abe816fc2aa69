"""The questionnaires that the project ships: sound, in both languages, each question to be reached."""

from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

import pytest

import caicach
from caicach.core.surveys.answering import answered
from caicach.core.surveys.expressions import Context, holds, named, parsed
from caicach.core.surveys.methods import usual_method
from caicach.core.surveys.questionnaire import Kind, Questionnaire, walked
from caicach.core.surveys.shipped import sheets_of
from caicach.core.surveys.xlsform.reading import read
from caicach.core.surveys.xlsform.writing import sheets

FILES = sorted((Path(caicach.__file__).parent / "questionnaires" / "content").glob("*.yaml"))
SERVICES = [path for path in FILES if path.stem.startswith("dich-vu-")]
BALLOTS = [path for path in FILES if path.stem.startswith("phieu-")]
TODAY = date(2026, 11, 2)
LARGEST_PAGE = 25_000  # bytes of one language
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@cache
def form_of(path: Path) -> Questionnaire:
    found = read(sheets_of(path.read_text(encoding="utf-8")))
    assert found.problems == ()
    assert found.questionnaire is not None
    return found.questionnaire


def texts_of(form):
    """All words that a person may see."""
    members = list(walked(form.members))
    questions = list(form.questions())
    yield from (member.label for member in members if member.label)
    yield from (text for question in questions for text in (question.hint, question.constraint_message) if text)
    yield from (choice.label for entry in form.lists for choice in entry.choices)
    yield from (part.label for part in form.parts)
    yield from (factor.label for part in form.parts for factor in part.factors)


@cache
def everybody(path):
    """Each kind of person: every combination of the answers that any skip rule looks at."""
    form = form_of(path)
    rules = [member.relevant for member in walked(form.members) if member.relevant]
    gates = sorted({name for rule in rules for name in named(parsed(rule))})
    by_name = {question.name: question for question in form.questions()}
    choices = [[choice.name for choice in form.choices_of(by_name[gate])] for gate in gates]
    people = []
    for combination in product(*choices):
        sheet = {
            gate: [name] if by_name[gate].kind is Kind.SELECT_MULTIPLE else name
            for gate, name in zip(gates, combination, strict=True)
        }
        found = answered(form, sheet, TODAY)
        assert found.faults == []
        people.append(found)
    return tuple(people)


def asked_of_everybody(path):
    return {frozenset(person.asked) for person in everybody(path)}


def outcomes(path, rule):
    """What a skip rule gives for all who have answered what it looks at."""
    for person in everybody(path):
        if set(named(parsed(rule))) <= set(person.kept):
            values = {name: " ".join(kept) if isinstance(kept, list) else kept for name, kept in person.kept.items()}
            yield holds(rule, Context(answers=values, today=TODAY))


def conditional(members, under=False):
    """Names of the questions that some rule may skip: their own, or that of a group around them."""
    for member in members:
        is_conditional = under or bool(member.relevant)
        if hasattr(member, "members"):
            yield from conditional(member.members, is_conditional)
        elif is_conditional:
            yield member.name


def test_every_survey_of_a_year_is_there():
    services = {f"dich-vu-{what}" for what in ("giao-duc", "y-te", "dat-dai", "xay-dung", "dau-tu")}
    assert {path.stem for path in SERVICES} == services
    assert len(BALLOTS) == 6
    assert len(FILES) == 1 + len(SERVICES) + len(BALLOTS)


def test_no_two_have_the_same_title():
    titles = [form_of(path).title for path in FILES]
    assert len(set(titles)) == len(titles)


@each_file
def test_it_is_named_as_its_file_and_says_what_it_serves_and_what_is_not_known(path):
    assert form_of(path).name == path.stem
    head = path.read_text(encoding="utf-8").split("settings:")[0]
    assert "# Serves: " in head
    assert "unconfirmed" in head


@each_file
def test_all_words_stand_in_both_languages(path):
    form = form_of(path)
    assert form.languages == ("vi", "en")
    for text in texts_of(form):
        assert set(text) == {"vi", "en"}
        assert text["vi"] != text["en"]


@each_file
def test_each_factor_is_measured_and_leaves_out_who_does_not_know(path):
    form = form_of(path)
    counting = [question for question in form.questions() if question.factor]
    assert {question.factor for question in counting} == {factor.name for part in form.parts for factor in part.factors}
    for question in counting:
        names = {choice.name for choice in form.choices_of(question)}
        assert set(question.satisfied) < set(question.counted) < names, question.name


@each_file
def test_the_scale_of_what_counts_is_balanced(path):
    """Two levels on either side of the middle, from the worst to the best; what does not count stands last."""
    form = form_of(path)
    for question in form.questions():
        if question.factor:
            assert [choice.name for choice in form.choices_of(question)] == ["1", "2", "3", "4", "5", "0"]
            assert (question.satisfied, question.counted) == (("4", "5"), ("1", "2", "3", "4", "5"))


@each_file
def test_what_is_not_satisfaction_has_no_counted_answers(path):
    for question in form_of(path).questions():
        if not question.factor:
            assert (question.satisfied, question.counted) == ((), ()), question.name


@each_file
def test_the_usual_method_takes_all_its_factors(path):
    form = form_of(path)
    method = usual_method(form)
    assert method is not None
    assert [part.name for part in method.whole.members] == [part.name for part in form.parts]


@each_file
def test_every_question_is_asked_of_somebody_and_what_may_be_skipped_of_somebody_not(path):
    form = form_of(path)
    asked = asked_of_everybody(path)
    asked_somewhere, asked_always = frozenset.union(*asked), frozenset.intersection(*asked)
    assert asked_somewhere == {question.name for question in form.questions()}
    assert asked_always.isdisjoint(conditional(form.members))


@each_file
def test_every_skip_rule_holds_for_some_who_have_answered_before_it_and_not_for_others(path):
    for member in walked(form_of(path).members):
        if member.relevant:
            assert set(outcomes(path, member.relevant)) == {True, False}, member.name


@each_file
def test_nothing_is_required_but_what_skip_rules_look_at(path):
    """As its opening words promise."""
    form = form_of(path)
    looked_at = {name for member in walked(form.members) if member.relevant for name in named(parsed(member.relevant))}
    assert {question.name for question in form.questions() if question.required} <= looked_at


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_a_survey_of_a_service_asks_15_to_22_of_who_has_used_it_and_little_of_others(path):
    form = form_of(path)
    questions = {question.name for question in form.questions() if question.kind.is_asked}
    counts = [len(asked & questions) for asked in asked_of_everybody(path)]
    assert 15 <= max(counts) <= 22
    assert min(counts) == 1


def test_questions_on_services_are_asked_only_of_who_has_had_a_case():
    sipas = next(path for path in FILES if path.stem == "sipas")
    form = form_of(sipas)
    services = {factor.name for part in form.parts if part.name == "services" for factor in part.factors}
    of_services = {question.name for question in form.questions() if question.factor in services}
    without = answered(form, {"had_case": "no", "gave_feedback": "yes"}, TODAY)
    assert of_services.isdisjoint(without.asked)
    assert {"acc_economy", "par_economy", "qua_economy"} <= set(without.asked)


@pytest.mark.parametrize("path", BALLOTS, ids=lambda path: path.stem)
def test_a_ballot_calls_its_factors_by_the_codes_of_criteria(path):
    form = form_of(path)
    for question in form.questions():
        if question.factor:
            assert question.name.startswith(f"{question.factor}_")


@each_file
def test_written_as_xlsform_and_read_it_is_the_same(path):
    form = form_of(path)
    assert read(sheets(form)).questionnaire == form


@each_file
def test_it_is_small_enough_for_a_phone(path):
    for language in ("vi", "en"):
        assert sum(len(text[language].encode()) for text in texts_of(form_of(path))) < LARGEST_PAGE


@each_file
def test_no_rated_item_joins_two_things(path):
    for question in form_of(path).questions():
        if question.factor:
            assert " và " not in question.label["vi"], question.name
            assert " and " not in question.label["en"], question.name


@each_file
def test_every_rated_item_stands_under_a_period(path):
    """A table's heading says of when it asks: the last 12 months, or the last case in them."""
    for group in walked(form_of(path).members):
        if getattr(group, "appearance", "") == "field-list" and any(
            getattr(member, "factor", "") for member in group.members
        ):
            assert "12 tháng" in group.label["vi"] or "gần nhất" in group.label["vi"], group.name
            assert "12 months" in group.label["en"] or " last " in group.label["en"], group.name


def test_columns_stand_as_in_an_xlsform_whatever_their_order_in_the_text():
    text = 'survey:\n  - {"label::English (en)": "Who?", name: who, type: text}\n  - {required: yes, name: "1"}\n'
    assert sheets_of(text) == {
        "survey": [
            ["type", "name", "label::English (en)", "required"],
            ["text", "who", "Who?", ""],
            ["", "1", "", "yes"],
        ]
    }


def test_a_column_that_no_xlsform_has_is_kept_for_its_reader_to_refuse():
    found = read(sheets_of("survey:\n  - {colour: red, type: text, name: who, label: Who}\n"))
    assert [(problem.code, problem.found) for problem in found.problems] == [("column", "colour")]


@pytest.mark.parametrize(
    "text",
    ["", "- 1", "survey: text", "survey: [1]", "survey: [{type: [text]}]", "survey: [", "a: []\na: []"],
)
def test_what_is_no_mapping_of_sheets_is_refused(text):
    with pytest.raises(ValueError, match="sheet|twice"):
        sheets_of(text)
