from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caicach.core.surveys.answering import answered
from caicach.core.surveys.questionnaire import Group, Kind
from caicach.core.surveys.xform.submissions import (
    LARGEST,
    LONGEST_ID,
    BadSubmission,
    Heading,
    Submission,
    answers_of,
    heading_of,
)
from caicach.core.surveys.xform.writing import to_xform
from caicach.core.text import nfc
from tests.core.surveys.forms import FORM
from tests.core.surveys.strategies import questionnaires

META = "<meta><instanceID>uuid:1</instanceID></meta>"
HEADING = Heading(form="service", version="1", instance_id="uuid:1")


def submission(inside="", meta=META, head='id="service" version="1"', root="data"):
    return f"<?xml version='1.0'?><{root} {head}>{inside}{meta}</{root}>".encode()


def refused(xml, questionnaire=FORM):
    with pytest.raises(BadSubmission) as caught:
        answers_of(questionnaire, xml)
    return caught.value.why, caught.value.found


def test_answers_of_nested_groups_become_a_sheet():
    inside = """
      <age>34</age><old/>
      <about><used>web desk</used><desk>2</desk><result>na</result></about>
      <thanks/><day>2026-01-31</day><paid>1.5</paid><free>Nhanh hơn  &amp; dễ hơn</free>
    """
    taken = answers_of(FORM, submission(inside))
    assert taken == Submission(
        HEADING,
        {
            "age": "34",
            "used": ["web", "desk"],
            "desk": "2",
            "result": "na",
            "day": "2026-01-31",
            "paid": "1.5",
            "free": "Nhanh hơn  & dễ hơn",
        },
    )
    assert answered(FORM, taken.sheet, date(2026, 2, 1)).faults == []


def test_what_is_calculated_or_shown_is_not_taken_from_outside():
    assert answers_of(FORM, submission("<old>yes</old><thanks>x</thanks>")).sheet == {}


def test_letters_are_put_together():
    free = answers_of(FORM, submission("<free>Hu\u0065\u0302\u0301</free>")).sheet["free"]
    assert free == "Huế"


def test_the_namespaces_that_clients_write_are_taken():
    meta = '<n:meta xmlns:n="http://openrosa.org/xforms"><n:instanceID>uuid:1</n:instanceID></n:meta>'
    head = 'id="service" version="1" xmlns="http://www.w3.org/2002/xforms" xmlns:jr="http://openrosa.org/javarosa"'
    assert answers_of(FORM, submission("<age>20</age>", meta, head)) == Submission(HEADING, {"age": "20"})


def test_the_heading_tells_which_form_was_answered_and_what_is_replaced():
    meta = "<meta><instanceID> uuid:2 </instanceID><deprecatedID>uuid:1</deprecatedID><deviceID>7</deviceID></meta>"
    expected = Heading(form="service", version="0", instance_id="uuid:2", replaces="uuid:1")
    assert heading_of(submission(meta=meta, head='id="service" version="0"')) == expected


HEAD = b'<data id="service" version="1">'
LAUGHS = b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>' + HEAD + b"<free>&b;</free></data>"
OUTSIDE = b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + HEAD + b"<free>&a;</free></data>"


@pytest.mark.parametrize(
    ("xml", "why"),
    [
        (b"", ("xml", "")),
        (b"age=3", ("xml", "")),
        (b"<data>", ("xml", "")),
        (b"<data>\xff</data>", ("xml", "")),
        (b"<?xml version='1.0' encoding='utf-7'?><data/>", ("xml", "")),
        (b"<?xml version='1.0' encoding='none-such'?><data/>", ("xml", "")),
        (submission("<free>&nothing;</free>"), ("xml", "")),
        (b"<" * 10_000, ("xml", "")),
        (LAUGHS, ("entities", "")),
        (OUTSIDE, ("entities", "")),
        (b"<!DOCTYPE data><data/>", ("entities", "")),
        (submission(f"<free>{'a' * LARGEST}</free>"), ("large", str(LARGEST + len(submission("<free></free>"))))),
        (submission(root="html"), ("root", "html")),
        (submission(head='id="service" version="1" xmlns="urn:x"'), ("root", "{urn:x}data")),
        (submission(head='id="other" version="1"'), ("form", "other")),
        (submission(head='version="1"'), ("form", "")),
        (submission(head='id="service" version="2"'), ("version", "2")),
        (submission(head='id="service"'), ("version", "")),
        (submission(meta=""), ("no_instance", "")),
        (submission(meta="<meta><instanceID> </instanceID></meta>"), ("no_instance", "")),
        (submission(meta=META * 2), ("repeated", "meta")),
        (submission(meta=META.replace("uuid:1", "1" * (LONGEST_ID + 1))), ("long_instance", "instanceID")),
        (submission(meta="<meta><instanceID>1</instanceID><x/></meta>"), ("unknown", "x")),
        (submission("<height>3</height>"), ("unknown", "height")),
        (submission("<desk>2</desk>"), ("unknown", "desk")),
        (submission("<about><age>2</age></about>"), ("unknown", "age")),
        (submission("<about><meta/></about>"), ("unknown", "meta")),
        (submission("<age><b>2</b></age>"), ("unknown", "b")),
        (submission('<age xmlns="urn:x">2</age>'), ("unknown", "{urn:x}age")),
        (submission("<age>2</age><age>3</age>"), ("repeated", "age")),
        (submission("<about/><about/>"), ("repeated", "about")),
        (submission("<about>x</about>"), ("words", "about")),
        (submission("<age/>x"), ("words", "data")),
        (submission("<about>" * 50_000 + "</about>" * 50_000), ("unknown", "about")),
    ],
    ids=range(34),
)
def test_what_is_no_submission_of_this_form_is_refused(xml, why):
    assert refused(xml) == why


@given(st.binary(max_size=60) | st.text(st.sampled_from("<>/&;! ='\"dataid[]?-"), max_size=60).map(str.encode))
def test_any_bytes_are_refused_without_a_crash(xml):
    with pytest.raises(BadSubmission):
        answers_of(FORM, xml)


TEXTS = st.text(st.sampled_from("aăđ <&>'\"\n\t1]"), min_size=1, max_size=12).map(nfc).filter(str.strip)


def answer(question):
    if question.kind is Kind.SELECT_MULTIPLE:
        return st.lists(st.sampled_from(["1", "b-2", "c.3"]), min_size=1, unique=True)
    return TEXTS


def filled(element, members, sheet):
    """What a client writes: the form's empty instance with the answers in it."""
    for member in members:
        child = next(one for one in element if one.tag.endswith(f"}}{member.name}"))
        if isinstance(member, Group):
            filled(child, member.members, sheet)
        elif member.name in sheet:
            given_answer = sheet[member.name]
            child.text = " ".join(given_answer) if isinstance(given_answer, list) else given_answer


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(questionnaires(), st.data())
def test_answers_that_are_written_into_the_form_come_back_the_same(form, data):
    asked = {question.name: answer(question) for question in form.questions() if question.kind.is_asked}
    sheet = data.draw(st.fixed_dictionaries({}, optional=asked))
    root = next(ElementTree.fromstring(to_xform(form)).iter("{http://www.w3.org/2002/xforms}data"))
    filled(root, form.members, sheet)
    next(one for one in root.iter() if one.tag.endswith("instanceID")).text = "uuid:1"
    taken = answers_of(form, ElementTree.tostring(root))
    assert taken == Submission(Heading(form="n", version="2", instance_id="uuid:1"), sheet)


def test_a_form_without_a_version_takes_submissions_without_one():
    assert answers_of(replace(FORM, version=""), submission(head='id="service"')).sheet == {}
