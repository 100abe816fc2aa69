"""Pages with which a draft is written: forms made from the rules, faults that lead to their places."""

import random
from dataclasses import replace
from decimal import Decimal

import lxml.html
import pytest
from django.urls import reverse

from caicach.core.scoring.shapes import SHAPES
from caicach.core.scoring.shapes.bands import Band, BandedSteps
from caicach.criteria.explaining import examples_of
from caicach.criteria.loading import shipped_set, shipped_sets
from caicach.criteria.models import CriteriaSet
from caicach.criteria.services import keep_draft
from caicach.drafts import editing
from caicach.drafts.forms_criterion import CriterionForm
from caicach.people.permissions import Role
from tests.core.scoring.sets import RULE
from tests.factories.agencies import MembershipFactory
from tests.factories.criteria import draft_set, issued_set

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    client.force_login(MembershipFactory(role=Role.COORDINATOR).user)
    return client


def address(name, row):
    room = "criteria" if name in ("criterion_detail", "set_yaml") else "workbooks" if name == "set_xlsx" else "drafts"
    return reverse(f"{room}:{name}", args=[row.pk])


def values(answer):
    """What a browser would send from the form of a page, the one in which texts are written."""
    page = lxml.html.fromstring(answer.content.decode())
    form = next(one for one in page.forms if one.xpath(".//textarea"))
    return {name: value.removeprefix("\n") for name, value in form.form_values()}


def test_a_form_sent_as_it_came_is_the_same_criterion_for_all_shipped_ones():
    """The form is made from the parameters of every shape, and read back it is that very rule."""
    shapes = set()
    for shipped in shipped_sets():
        for leaf in shipped.leaves():
            examples = examples_of(shipped, leaf.code)
            blank = CriterionForm(criterion=leaf, examples=examples, version="x")
            sent = {}
            for name, field in blank.fields.items():
                value = field.prepare_value(blank.get_initial_for_field(field, name))
                if value not in (None, False):
                    sent[name] = "on" if value is True else str(value)
            form = CriterionForm(sent, criterion=leaf)
            assert form.is_valid(), (leaf.code, form.errors)
            assert (form.made, form.examples) == (leaf, examples)
            shapes |= {leaf.rule.name} if leaf.rule else set()
    assert shapes == set(SHAPES)


def test_a_parameter_is_changed_on_the_page_and_kept(author):
    row = keep_draft(checked=shipped_set("department-2026"), by=None)[0]
    node = row.nodes.get(code="1.1.2")
    sent = values(author.get(address("criterion_edit", node))) | {
        "rule-floor": "75%",
        "leads": "Sở Nội vụ\nSở Tài chính",
    }
    answer = author.post(address("criterion_edit", node), sent)
    assert answer.url == f"{reverse('drafts:draft', args=[row.pk])}#row-{node.pk}"
    made = CriteriaSet.objects.get().as_core.node("1.1.2")
    assert made.rule.floor == Decimal("0.75")
    assert made.leads == ("Sở Nội vụ", "Sở Tài chính")
    page = author.get(answer.url.partition("#")[0]).content.decode()
    assert "Ví dụ của 1.1.2 ghi 0 điểm, quy tắc cho 2,325." in page


def test_another_shape_is_chosen_filled_in_and_kept_without_a_script(author):
    node = draft_set().nodes.get(code="2")
    edit = address("criterion_edit", node)
    sent = values(author.get(edit)) | {"rule-shape": "banded_steps", "reshape": "1", "name": "Tên đang gõ"}
    answer = author.post(edit, sent)
    assert answer.status_code == 200
    sent = values(answer)
    assert sent["name"] == "Tên đang gõ"
    assert CriteriaSet.objects.get().as_core.node("2").rule == RULE
    answer = author.post(edit, sent | {"more": "rule-bands"})
    sent = values(answer)
    assert sent["rule-bands-rows"] == "3"
    sent |= {"rule-ratio-part": "a", "rule-ratio-whole": "b", "rule-bands-0-at_least": "50%"}
    sent |= {"rule-bands-0-points": "2,5", "rule-bands-2-at_least": "0,8", "rule-bands-2-points": "5"}
    assert author.post(edit, sent).status_code == 302
    made = CriteriaSet.objects.get().as_core.node("2")
    bands = (Band(at_least=Decimal("0.5"), points=Decimal("2.5")), Band(at_least=Decimal("0.8"), points=Decimal(5)))
    assert made.rule == BandedSteps(ratio=RULE.ratio, bands=bands)
    assert made.name == "Tên đang gõ"


def test_the_sentence_follows_what_is_typed_and_keeps_nothing(author):
    row = draft_set()
    edit = address("criterion_edit", row.nodes.get(code="2"))
    sent = values(author.get(edit)) | {"max_score": "8", "preview": "1"}
    assert "Điểm = a / b × 8, không quá 8." in author.post(edit, sent).content.decode()
    part = author.post(edit, sent, headers={"HX-Request": "true"}).content.decode()
    assert "× 8" in part
    assert "<form" not in part
    part = author.post(edit, sent | {"rule-ratio-part": ""}, headers={"HX-Request": "true"}).content.decode()
    assert "Tham số chưa đủ" in part
    assert CriteriaSet.objects.get().version == row.version


def test_a_rule_that_makes_no_sense_comes_back_with_the_reason_at_its_field(author):
    node = draft_set().nodes.get(code="2")
    edit = address("criterion_edit", node)
    sent = values(author.get(edit)) | {"rule-shape": "target_scaled_ratio", "rule-target": "150%"}
    answer = author.post(edit, sent)
    assert answer.status_code == 422
    page = lxml.html.fromstring(answer.content.decode())
    assert page.xpath("//input[@name='rule-target']/@aria-invalid") == ["true"]
    assert "1,5 không phải tỷ lệ từ 0 đến 1." in answer.content.decode()


def test_a_number_of_another_criterion_is_refused_at_its_field(author):
    edit = address("criterion_edit", draft_set().nodes.get(code="2"))
    answer = author.post(edit, values(author.get(edit)) | {"code": "1.1"})
    assert answer.status_code == 422
    assert "Số 1.1 đã dùng" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "text"), [("bands", "Tốt 80"), ("decided_on", "mai"), ("leaf", "vài số"), ("years", "26")]
)
def test_a_fact_that_cannot_be_read_comes_back_at_its_field(author, name, text):
    facts = reverse("drafts:draft_facts", args=[draft_set().pk])
    answer = author.post(facts, values(author.get(facts)) | {name: text})
    assert answer.status_code == 422
    assert lxml.html.fromstring(answer.content.decode()).xpath(f"//*[@name='{name}']/@aria-invalid") == ["true"]


def test_facts_are_shown_and_kept_as_they_were(author):
    shipped = shipped_set("department-2026")
    row = keep_draft(checked=shipped, by=None)[0]
    facts = reverse("drafts:draft_facts", args=[row.pk])
    sent = values(author.get(facts))
    assert author.post(facts, sent).status_code == 302
    assert CriteriaSet.objects.get().as_core == shipped
    assert author.post(facts, sent | {"bonus_limit": "1,5", "bands": "Đạt: từ 50%"}).status_code == 302
    made = CriteriaSet.objects.get().as_core
    assert (made.bonus_limit, [band.name for band in made.bands]) == (Decimal("1.5"), ["Đạt"])
    assert made.criteria == shipped.criteria


def test_an_issued_set_has_no_page_to_write_on(author):
    row = issued_set()
    assert author.get(reverse("drafts:draft", args=[row.pk])).status_code == 409
    assert author.get(address("criterion_edit", row.nodes.get(code="2"))).status_code == 409


def test_a_draft_with_a_fault_says_so_and_every_page_of_it_still_opens(author):
    row = keep_draft(checked=shipped_set("department-2026"), by=None)[0]
    broken = editing.rewritten(row.as_core, "1.1.2", replace(row.as_core.node("1.1.2"), inputs=()), ())
    row.content = row.content | {"examples": [{"criterion": "1.1.1", "values": {"issued": "la"}, "points": "1"}]}
    row.save()
    edit = address("criterion_edit", row.nodes.get(code="1.1.2"))
    sent = values(author.get(edit))
    blank = {name: "" for name in sent if name.startswith("inputs-") and not name.endswith("rows")}
    assert author.post(edit, sent | blank).status_code == 302
    row = CriteriaSet.objects.get()
    assert row.as_core.node("1.1.2").inputs == broken.node("1.1.2").inputs
    assert len(row.faults) == 3
    for node in row.nodes.all():
        assert author.get(address("criterion_detail", node)).status_code == 200, node
        assert author.get(address("criterion_edit", node)).status_code == 200, node
    page = author.get(reverse("criteria:set_detail", args=[row.pk])).content.decode()
    assert "Còn 3 chỗ phải sửa" in page
    issue = author.post(reverse("criteria:set_issue", args=[row.pk]), {"version": row.version})
    assert issue.status_code == 409


def test_the_copy_is_proposed_for_the_next_year(author):
    row = issued_set("bo-2026")
    sent = values(author.get(reverse("drafts:set_copy", args=[row.pk])))
    assert (sent["key"], sent["year"]) == ("bo-2027", "2027")
    answer = author.post(reverse("drafts:set_copy", args=[row.pk]), sent)
    made = CriteriaSet.objects.get(key="bo-2027")
    assert answer.url == reverse("drafts:draft", args=[made.pk])
    again = author.post(reverse("drafts:set_copy", args=[row.pk]), sent | {"once": ""})
    assert again.status_code == 422
    assert "đã dùng cho bộ khác" in again.content.decode()


TYPED = ("", "-1", "x", "0", "1,5", "150%", "1.234", '"', "a; b: c", "9" * 40, "\x00", "composite", "on", "1e5")


@pytest.mark.parametrize("code", ["1.1.2", "1.3.1"])
def test_whatever_is_typed_is_kept_or_comes_back_and_the_draft_can_still_be_read(author, code):
    row, chance = keep_draft(checked=shipped_set("department-2026"), by=None)[0], random.Random(code)
    node = row.nodes.get(code=code)
    sent = values(author.get(address("criterion_edit", node)))
    for _ in range(10):
        version = values(author.get(address("criterion_edit", node)))["version"]
        typed = {name: chance.choice(TYPED) if chance.random() < 0.1 else value for name, value in sent.items()}
        typed |= {"rule-shape": chance.choice([*SHAPES, sent["rule-shape"]])} if chance.random() < 0.3 else {}
        typed |= {
            "version": version,
            **({chance.choice(["more", "preview", "reshape"]): "rule-bands"} if chance.random() < 0.4 else {}),
        }
        assert author.post(address("criterion_edit", node), typed).status_code in (200, 302, 422), typed
        assert author.get(address("criterion_detail", node)).status_code == 200
    for name in ("draft", "set_xlsx", "set_yaml", "draft_facts"):
        assert author.get(address(name, row)).status_code in (200, 409), name
