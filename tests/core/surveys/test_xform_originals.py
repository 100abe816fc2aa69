"""Forms as others write them: pyxform makes the same XForm of the original as of what we read out of it."""

import re
from xml.etree import ElementTree

import pytest
from pyxform.builder import create_survey_element_from_dict
from pyxform.xls2json import workbook_to_json
from pyxform.xls2json_backends import DefinitionData

from caicach.core.surveys.xform.writing import to_xform
from caicach.core.surveys.xlsform.reading import read
from caicach.core.surveys.xlsform.writing import sheets

TYPES = {
    "survey": [
        ["type", "name", "label", "hint", "required", "constraint", "constraint_message", "calculation"],
        ["text", "village", "Thôn", "Tên đầy đủ", "yes", "", "", ""],
        ["string", "lane", "Ngõ", "", "", "", "", ""],
        ["int", "people", "Số người", "", "true()", ". > 0 and . < 50", "Từ 1 đến 49", ""],
        ["integer", "rooms", "Số phòng", "", "${people} > 2", ". <= ${people} * 2", "", ""],
        ["decimal", "area", "Diện tích", "m²", "", ". >= 0.5", "", ""],
        ["date", "since", "Ở từ ngày", "", "", ". <= today()", "", ""],
        ["calculate", "share", "", "", "", "", "", "round(${area} div ${people})"],
        ["note", "end", "Hết", "", "", "", "", ""],
    ],
    "settings": [["form_title", "form_id", "version"], ["Hộ gia đình", "ho", "2026"]],
}
GROUPS = {
    "survey": [
        ["type", "name", "label::Tiếng Việt (vi)", "label::English (en)", "relevant", "appearance"],
        ["select_one yn", "came", "Ông/bà có đến không?", "Did you come?", "", "minimal"],
        ["begin_group", "visit", "Lần đến", "The visit", "${came} = 'y'", "field-list"],
        ["select_multiple desks", "seen", "Đến quầy nào?", "Which desks?", "", "columns"],
        ["begin group", "more", "Thêm", "More", "selected(${seen}, 'tax') or count-selected(${seen}) > 1", ""],
        ["select_one yn", "waited", "Có phải chờ?", "Did you wait?", "", "likert"],
        ["text", "why", "Vì sao?", "Why?", "not(${waited} = 'n')", "multiline"],
        ["end group", "", "", "", "", ""],
        ["end_group", "", "", "", "", ""],
    ],
    "choices": [
        ["list_name", "name", "label::Tiếng Việt (vi)", "label::English (en)"],
        ["yn", "y", "Có", "Yes"],
        ["yn", "n", "Không", "No"],
        ["desks", "tax", "Thuế", "Tax"],
        ["desks", "land", "Đất đai", "Land"],
    ],
    "settings": [["form_id", "default_language"], ["den", "Tiếng Việt (vi)"]],
}
OLD = {
    "survey": [
        ["type", "name", "caption:English (en)", "bind:relevant", "bind:constraint", "constraint_message:English (en)"],
        ["select one from yn", "first", "First?", "", "", ""],
        ["select1 yn", "second", "Second?", "${first} = 'y'", ". != 'n'", "Only yes"],
        ["select all that apply from yn", "both", "Both?", "coalesce(${second}, 'n') = 'y'", "", ""],
    ],
    "choices": [["list name", "name", "label:English (en)"], ["yn", "y", "Yes"], ["yn", "n", "No"]],
    "settings": [["set form title", "set form id", "default_language"], ["Old", "old", "English (en)"]],
}


def tree_of(rows):
    """What pyxform makes of rows as they stand."""
    book = {
        name: [{head: cell for head, cell in zip(lines[0], line, strict=True) if cell} for line in lines[1:]]
        for name, lines in rows.items()
    }
    plain = workbook_to_json(DefinitionData(**book), form_name="data", warnings=[])
    return compared(ElementTree.fromstring(create_survey_element_from_dict(plain).xml().toxml()))


def compared(element):
    """The element as a value, without the blanks that pyxform puts around names in expressions."""
    rules = {name: re.sub(r"\s+", "", value) for name, value in element.attrib.items()}
    return element.tag, rules, element.text, [compared(child) for child in element]


@pytest.mark.parametrize("rows", [TYPES, GROUPS, OLD], ids=["types", "groups", "older spellings"])
def test_the_form_of_the_original_and_ours_are_the_same(rows):
    out = read(rows)
    assert out.problems == ()
    expected = tree_of(rows)
    assert compared(ElementTree.fromstring(to_xform(out.questionnaire))) == expected
    assert read(sheets(out.questionnaire)).questionnaire == out.questionnaire


def test_a_changed_rule_would_be_seen():
    rows = {**TYPES, "survey": [*TYPES["survey"][:-1], ["note", "end", "Xong", "", "", "", "", ""]]}
    assert tree_of(rows) != tree_of(TYPES)
