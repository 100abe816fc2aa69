import shutil
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from pyxform.validators.odk_validate import check_xform

from caicach.core.surveys.expressions import BINDING, FUNCTIONS
from caicach.core.surveys.questionnaire import BadQuestionnaire, Group, Kind, Question, Questionnaire
from caicach.core.surveys.xform.writing import NoXForm, to_xform, xform_of
from caicach.core.surveys.xlsform.reading import read
from caicach.core.surveys.xlsform.words import APPEARANCES
from caicach.core.surveys.xlsform.writing import sheets
from tests.core.surveys.forms import AGE, FORM, LEVELS, words
from tests.core.surveys.strategies import questionnaires

FORMS = "{http://www.w3.org/2002/xforms}"
ROSA = "{http://openrosa.org/javarosa}"


def tree_of(questionnaire):
    return ElementTree.fromstring(to_xform(questionnaire))


def bound(tree):
    """The rules of each element, with blanks of expressions made single."""
    rules = {}
    for bind in tree.iter(f"{FORMS}bind"):
        told = {name.removeprefix(ROSA): " ".join(value.split()) for name, value in bind.attrib.items()}
        rules[told.pop("nodeset")] = told
    return rules


def spoken(tree):
    """By language, the words of each text."""
    return {
        part.get("lang"): {text.get("id"): text.find(f"{FORMS}value").text for text in part}
        for part in tree.iter(f"{FORMS}translation")
    }


def one_question(**fields):
    question = Question(name="q", kind=Kind.TEXT, label={"vi": "Hỏi"})
    return Questionnaire(name="f", title="F", version="1", languages=("vi",), members=(replace(question, **fields),))


def test_the_form_says_which_it_is_and_what_is_sent_back():
    tree = tree_of(FORM)
    assert tree.find(".//{http://www.w3.org/1999/xhtml}title").text == "Dịch vụ"
    root = tree.find(f".//{FORMS}instance/{FORMS}data")
    assert (root.get("id"), root.get("version")) == ("service", "1")
    names = [child.tag.removeprefix(FORMS) for child in root]
    assert names == ["age", "old", "about", "thanks", "day", "paid", "free", "meta"]
    assert [child.tag.removeprefix(FORMS) for child in root.find(f"{FORMS}about")] == ["used", "desk", "result"]
    assert root.find(f"{FORMS}meta/{FORMS}instanceID") is not None


def test_types_and_rules_are_bound():
    meta = {"type": "string", "readonly": "true()", "preload": "uid"}
    assert bound(tree_of(FORM)) == {
        "/data/age": {
            "type": "int",
            "required": "true()",
            "constraint": ". >= 18 and . < 120",
            "constraintMsg": "jr:itext('/data/age:jr:constraintMsg')",
        },
        "/data/old": {"type": "string", "calculate": "if( /data/age >= 60, 'yes', '')"},
        "/data/about": {"relevant": "/data/age >= 18"},
        "/data/about/used": {"type": "string"},
        "/data/about/desk": {"type": "string", "relevant": "selected( /data/about/used , 'desk')"},
        "/data/about/result": {"type": "string", "required": "/data/age > 20"},
        "/data/thanks": {"type": "string", "readonly": "true()", "relevant": "/data/old = 'yes'"},
        "/data/day": {"type": "date", "constraint": ". <= today()"},
        "/data/paid": {"type": "decimal"},
        "/data/free": {"type": "string"},
        "/data/meta/instanceID": meta,
    }


def test_each_language_has_its_words():
    told = spoken(tree_of(FORM))
    assert list(told) == ["Tiếng Việt (vi)", "English (en)"]
    assert told["Tiếng Việt (vi)"].keys() == told["English (en)"].keys()
    assert told["English (en)"]["/data/age:label"] == "Your age?"
    assert told["Tiếng Việt (vi)"]["/data/age:jr:constraintMsg"] == "Từ 18 tuổi"
    assert told["English (en)"]["/data/age:hint"] == "In years"
    assert told["Tiếng Việt (vi)"]["levels-2"] == "Không biết"
    defaults = [part.get("default") for part in tree_of(FORM).iter(f"{FORMS}translation")]
    assert defaults == ["true()", None]


def test_the_body_asks_in_the_order_of_the_questionnaire():
    body = tree_of(FORM).find("{http://www.w3.org/1999/xhtml}body")
    assert [(one.tag.removeprefix(FORMS), one.get("ref")) for one in body] == [
        ("input", "/data/age"),
        ("group", "/data/about"),
        ("input", "/data/thanks"),
        ("input", "/data/day"),
        ("input", "/data/paid"),
        ("input", "/data/free"),
    ]
    group = body[1]
    assert group.get("appearance") == "field-list"
    asked = [one for one in group if one.get("ref")]
    assert [one.tag.removeprefix(FORMS) for one in asked] == ["label", "select", "select1", "select1"]


def test_what_is_ours_alone_is_not_in_the_form():
    text = to_xform(FORM)
    assert not any(word in text for word in ("counted", "factor", "Tiếp cận", "Access"))


def test_words_come_through_letter_by_letter():
    said = "“Cải cách”  ‘một’ $5 & <b>\nhai"
    tree = tree_of(one_question(label={"vi": said}))
    assert spoken(tree)["Tiếng Việt (vi)"]["/data/q:label"] == said


def test_texts_within_expressions_stay_as_they_are():
    rules = bound(tree_of(one_question(constraint=". != '${q}' and . != '“a”'")))
    assert rules["/data/q"]["constraint"] == ". != '${q}' and . != '“a”'"


def test_blanks_around_a_name_make_no_difference():
    members = (*one_question().members, Question(name="b", kind=Kind.NOTE, label={"vi": "B"}, relevant="${ q } = 'a'"))
    assert bound(tree_of(replace(one_question(), members=members)))["/data/b"]["relevant"] == "/data/q = 'a'"


def test_a_language_may_have_marks_in_its_name():
    form = replace(
        one_question(label={"L’été (fr)": "a", "English (en)": "b"}), languages=("L’été (fr)", "English (en)")
    )
    translations = list(tree_of(form).iter(f"{FORMS}translation"))
    assert [(one.get("lang"), one.get("default")) for one in translations] == [
        ("L’été (fr)", "true()"),
        ("English (en)", None),
    ]
    assert xform_of(form).warnings == ()


def test_what_pyxform_refuses_is_told_with_its_words():
    with pytest.raises(NoXForm) as caught:
        to_xform(replace(one_question(), name="None"))
    assert "id_string" in caught.value.params["why"]


def test_letters_that_xml_cannot_carry_become_blanks():
    assert spoken(tree_of(one_question(label={"vi": "a\x0bb\ue700c"})))["Tiếng Việt (vi)"]["/data/q:label"] == "a b c"


def test_a_language_without_words_shows_those_of_another_and_no_dash():
    form = replace(FORM, members=(replace(AGE, hint={"en": "In years"}), *FORM.members[1:]))
    made = xform_of(form)
    assert spoken(ElementTree.fromstring(made.text))["Tiếng Việt (vi)"]["/data/age:hint"] == "In years"
    assert made.warnings == ()


def test_remarks_are_told_and_logged(caplog):
    form = replace(one_question(label={"Klingon": "Hỏi"}), languages=("Klingon",))
    assert xform_of(form).warnings == ("language without a code: Klingon",)
    to_xform(form)
    assert "Klingon" in caplog.text


def test_a_faulty_questionnaire_makes_no_form():
    with pytest.raises(BadQuestionnaire):
        to_xform(replace(FORM, languages=()))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(questionnaires())
def test_every_sound_questionnaire_makes_a_form_that_an_xml_parser_reads(form):
    tree = tree_of(form)
    names = {f"{FORMS}{question.name}" for question in form.questions()}
    (root,) = tree.iter(f"{FORMS}data")
    assert names <= {element.tag for element in root.iter()}


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(questionnaires())
def test_the_sheets_that_are_written_make_the_same_form(form):
    assert xform_of(read(sheets(form)).questionnaire) == xform_of(form)


SAMPLES = {
    "boolean": "boolean(1)",
    "coalesce": "coalesce(${a}, 'x')",
    "concat": "concat(${a}, 'x', 1)",
    "contains": "contains(${a}, 'x')",
    "count-selected": "count-selected(${many})",
    "date": "date('2026-01-31')",
    "false": "false()",
    "if": "if(${n} > 1, 'x', 'y')",
    "int": "int(${n})",
    "not": "not(${n} = 1)",
    "number": "number(${a})",
    "round": "round(${n})",
    "selected": "selected(${many}, 'na')",
    "starts-with": "starts-with(${a}, 'x')",
    "string": "string(${n})",
    "string-length": "string-length(${a})",
    "today": "today()",
    "true": "true()",
}


def everything():
    """A form with each type, function, operator and appearance."""
    said = words("Hỏi", "Ask")
    asked = [
        Question(name="a", kind=Kind.TEXT, label=said, hint=said),
        Question(name="n", kind=Kind.DECIMAL, label=said, constraint=". > -1 and . != 5", constraint_message=said),
        Question(name="many", kind=Kind.SELECT_MULTIPLE, choices="levels", label=said),
        Question(name="day", kind=Kind.DATE, label=said),
    ]
    texts = [*SAMPLES.values(), *(f"${{n}} {operator} 2" for operator in BINDING), "-(${n})"]
    counted = [Question(name=f"c{at}", kind=Kind.CALCULATE, calculation=text) for at, text in enumerate(texts)]
    looks = [
        Question(name=f"l{at}", kind=Kind.SELECT_ONE, choices="levels", label=said, appearance=look)
        for at, look in enumerate(sorted(APPEARANCES - {"field-list"}))
    ]
    inner = Group(name="in", label=said, members=tuple(looks), appearance="field-list", relevant="${n} > 0")
    outer = Group(name="out", members=(inner, Question(name="thanks", kind=Kind.NOTE, label=said)))
    members = (*asked, *counted, outer, replace(AGE, required="${n} > 3"))
    return replace(FORM, members=members, lists=(LEVELS,), parts=())


def test_each_function_has_a_sample():
    assert SAMPLES.keys() == FUNCTIONS.keys()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("java") is None, reason="ODK Validate, which pyxform brings, needs Java")
@pytest.mark.parametrize("form", [FORM, everything()], ids=["one of each", "everything"])
def test_odk_validate_takes_the_form(form, tmp_path):
    path = tmp_path / "form.xml"
    path.write_text(to_xform(form), encoding="utf-8")
    assert check_xform(str(path)) == []
