import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from caicach.core.surveys.expressions import parsed
from caicach.core.surveys.questionnaire import Kind, Question, faults
from caicach.core.surveys.xlsform.reading import read
from caicach.core.surveys.xlsform.writing import sheets
from caicach.ui.sheets import Column, Sheet
from caicach.ui.sheets import workbook as file_of
from tests.core.surveys.forms import FORM
from tests.core.surveys.strategies import questionnaires

SURVEY = [["type", "name", "label"], ["text", "q", "Hỏi"]]


def problems(**given_sheets):
    out = read({"survey": SURVEY, **given_sheets})
    return [(found.sheet, found.row, found.column, found.code, found.found) for found in out.problems]


def workbook(questionnaire):
    """The file as a room makes it."""
    told = sheets(questionnaire).items()
    return file_of(
        *(Sheet(name=name, columns=[Column(one) for one in head], rows=rows) for name, (head, *rows) in told)
    )


def rows_of(content):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def test_the_file_gives_the_same_questionnaire_and_the_same_rows():
    out = read(rows_of(workbook(FORM)))
    assert out.problems == ()
    assert out.questionnaire == FORM
    assert sheets(out.questionnaire) == sheets(FORM) == rows_of(workbook(FORM))


def test_headings_bear_the_names_of_languages():
    assert sheets(FORM)["survey"][0][:4] == ["type", "name", "label::Tiếng Việt (vi)", "label::English (en)"]
    assert sheets(FORM)["survey"][1][:3] == ["integer", "age", "Tuổi của ông/bà?"]
    assert sheets(FORM)["settings"][1] == ["Dịch vụ", "service", "1", "Tiếng Việt (vi)"]


def test_a_form_without_languages_is_read_and_written_alike():
    out = read({"survey": SURVEY}, name="tờ")
    assert (out.questionnaire.name, out.questionnaire.languages) == ("tờ", ("default",))
    assert sheets(out.questionnaire)["survey"] == SURVEY


def test_words_under_a_plain_heading_are_of_the_language_of_the_settings():
    settings = [["default_language"], ["English (en)"]]
    survey = [["type", "name", "label::Français (fr)", "label"], ["text", "q", "Quoi", "What"]]
    form = read({"survey": survey, "settings": settings}).questionnaire
    assert form.languages == ("en", "Français (fr)")
    assert form.members[0].label == {"en": "What", "Français (fr)": "Quoi"}


def test_cells_of_spreadsheets_are_read_as_they_are_meant():
    survey = [
        ["Type", "NAME", "Label", "required", "relevance", ""],
        ["select one l", "a", 5.0, True, "", ""],
        [],
        ["Note", "b", "x", "no", "${a} = ‘1’", ""],
    ]
    form = read({" Survey ": survey, "choices": [["list name", "name", "label"], ["l", 1.0, "Một"]]}).questionnaire
    assert form.members[0] == Question(
        name="a", kind=Kind.SELECT_ONE, choices="l", label={"default": "5"}, required="true()"
    )
    assert form.members[1].relevant == "${a} = '1'"
    assert form.lists[0].choices[0].name == "1"


def test_older_spellings_of_columns_and_types_are_read():
    survey = [
        [
            "Type",
            "Name",
            "Caption:English (en)",
            "bind:relevant",
            "bind:jr:constraintMsg:English (en)",
            "bind:constraint",
        ],
        ["select all that apply from l", "a", "A", "", "", ""],
        ["select one from l", "b", "B", "selected(${a}, '1')", "", ""],
        ["select1 l", "c", "C", "", "Other", ". = '1'"],
    ]
    choices = [["List Name", "name", "label : English (en)"], ["l", "1", "One"]]
    settings = [["set form title", "set form id"], ["Title", "id"]]
    form = read({"survey": survey, "choices": choices, "settings": settings}).questionnaire
    assert (form.name, form.title, form.languages) == ("id", "Title", ("en",))
    assert [question.kind for question in form.members] == [Kind.SELECT_MULTIPLE, Kind.SELECT_ONE, Kind.SELECT_ONE]
    assert form.members[1].relevant == "selected(${a}, '1')"
    assert (form.members[2].constraint, form.members[2].constraint_message) == (". = '1'", {"en": "Other"})


def test_one_colon_before_a_language_is_not_read_beside_two():
    survey = [["type", "name", "label::English (en)", "hint:English (en)"], ["text", "q", "Ask", "Help"]]
    expected = ("survey", 1, "hint:English (en)", "column", "hint:English (en)")
    assert problems(survey=survey) == [expected]


def test_words_that_show_an_answer_are_refused():
    survey = [*SURVEY, ["note", "b", "Chào ${q}"]]
    assert problems(survey=survey) == [("survey", 3, "label", "answer_in_words", "default")]


@pytest.mark.parametrize("name", ["data", "meta", "instanceID"])
def test_names_of_elements_that_each_submission_has_are_refused(name):
    assert problems(survey=[SURVEY[0], ["text", name, "A"]]) == [("survey", 2, "name", "kept_name", name)]


def test_bent_marks_that_are_understood_stay():
    survey = [*SURVEY, ["note", "b", "x"]]
    lines = [[*line, cell] for line, cell in zip(survey, ["relevant", "", '${q} = "‘a’"'], strict=True)]
    assert read({"survey": lines}).questionnaire.members[1].relevant == '${q} = "‘a’"'


def test_every_problem_is_told_at_once_with_its_row():
    survey = [
        ["type", "name", "label", "relevant", "appearance", "media::image", "trigger"],
        ["geopoint", "where", "Ở đâu"],
        ["select_one l or_other", "a", "A"],
        [],
        ["text", "b", "B", "pulldata('x')", "", "a.png"],
        ["begin_repeat", "r", "R"],
        ["end_group"],
        ["text", "", "C"],
        ["text", "b", "", "", "map"],
        ["begin_group", "g", "G"],
        ["integer", "d", "D"],
        ["select_one nothing", "e", "E"],
    ]
    assert problems(survey=survey, entities=[]) == [
        ("entities", 0, "", "sheet", "entities"),
        ("survey", 1, "media::image", "column", "media::image"),
        ("survey", 2, "type", "type", "geopoint"),
        ("survey", 3, "type", "type", "select_one l or_other"),
        ("survey", 5, "relevant", "expression_function", "pulldata"),
        ("survey", 6, "type", "type", "begin_repeat"),
        ("survey", 7, "type", "no_begin", "end_group"),
        ("survey", 8, "name", "no_name", ""),
        ("survey", 9, "appearance", "appearance", "map"),
        ("survey", 9, "label", "no_words", "default"),
        ("survey", 9, "name", "twice", "b"),
        ("survey", 10, "type", "no_end", "g"),
        ("survey", 12, "type", "no_list", "nothing"),
    ]


PARTS = ["part", "part_label", "name", "label"]
CHOICES = ["list_name", "name", "label"]
TWICE = ["type", "name", "label", "label"]
ENGLISH = [["type", "name", "label::English (en)"], ["text", "q", "Ask"]]
KLINGON = [["default_language"], ["Klingon"]]


@pytest.mark.parametrize(
    ("sheet", "rows", "problem"),
    [
        ("survey", [], (0, "type", "no_question", "")),
        ("settings", [["version"], ["1"], ["2"]], (3, "", "one_row", "")),
        ("settings", [["style"], ["pages"]], (1, "style", "column", "style")),
        ("survey", [TWICE, ["text", "q", "A", "B"]], (1, "label", "column_twice", "label")),
        ("survey", [[*SURVEY[0], ""], ["text", "q", "A", "stray"]], (2, "", "column", "")),
        ("survey", [SURVEY[0], ["", "q", "A"]], (2, "type", "no_type", "")),
        ("survey", [*SURVEY, ["begin_group", "g", "G"], ["end_group"]], (3, "type", "no_member", "g")),
        ("choices", [CHOICES, ["l", "1", ""]], (2, "label", "no_words", "default")),
        ("choices", [CHOICES, ["l", "1", "a"], ["l", "1", "b"]], (3, "name", "twice", "1")),
        ("choices", [CHOICES, ["l", "1", "a"], ["l", "1", ""]], (3, "label", "no_words", "default")),
        ("choices", [CHOICES, ["", "1", "a"]], (2, "list_name", "no_name", "")),
        ("factors", [PARTS, ["p", "P", "f", "F"], ["p", "Q", "g", "G"]], (3, "part_label", "differs", "p")),
        ("factors", [PARTS, ["p", "", "f", "F"]], (2, "part_label", "no_words", "default")),
        ("factors", [PARTS, ["f", "P", "g", "F"], ["q", "Q", "f", ""]], (3, "label", "no_words", "default")),
    ],
)
def test_each_sheet_is_checked(sheet, rows, problem):
    assert (sheet, *problem) in problems(**{sheet: rows})


def test_the_language_of_the_settings_has_words():
    expected = ("settings", 2, "default_language", "no_such_language", "Klingon")
    assert problems(survey=ENGLISH, settings=KLINGON) == [expected]


def test_a_book_without_the_sheet_of_questions_is_refused():
    assert ("survey", 0, "", "no_sheet") in {
        (found.sheet, found.row, found.column, found.code) for found in read({"notes": [["x"]]}).problems
    }


def test_the_place_in_an_expression_is_told():
    survey = [["type", "name", "label", "constraint"], ["integer", "q", "Q", ". > 1 and regex(., 'a')"]]
    (problem,) = read({"survey": survey}).problems
    assert (problem.row, problem.column, problem.at, problem.found) == (2, "constraint", 11, "regex")


@given(questionnaires())
def test_every_sound_questionnaire_comes_back_the_same(form):
    assert faults(form) == ()
    assert read(sheets(form)) == replace(read(sheets(form)), questionnaire=form, problems=())


USUAL = [
    "type",
    "name",
    "label",
    "begin_group",
    "end_group",
    "text",
    "calculate",
    "note",
    "a",
    "${a}",
    "l",
    "label::x",
    "::",
    "f",
]
CELLS = st.none() | st.booleans() | st.floats() | st.sampled_from([*USUAL, "select_one l", ""])
NAMES = st.sampled_from(["survey", "choices", "factors", "settings", "x"])


@given(st.dictionaries(NAMES, st.lists(st.lists(CELLS, max_size=5), max_size=6)))
def test_any_rows_are_a_sound_questionnaire_or_problems(rows):
    out = read(rows)
    assert bool(out.problems) is (out.questionnaire is None)
    if out.questionnaire:
        assert faults(out.questionnaire) == ()


def test_every_expression_of_the_form_is_understood():
    assert all(parsed(question.constraint) for question in FORM.questions() if question.constraint)
