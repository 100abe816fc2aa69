"""A draft in a table: cells are saved one by one, or all at once with one button; nobody's words are lost."""

from dataclasses import replace
from decimal import Decimal

import lxml.html
import pytest
from django.urls import reverse

from caicach.audit.models import AuditEvent
from caicach.criteria.explaining import examples_of
from caicach.criteria.loading import shipped_set
from caicach.criteria.models import CriteriaSet
from caicach.criteria.services import keep_draft
from caicach.drafts.forms_cells import CellsForm
from caicach.drafts.services import Cells, criterion_seen, edit_cells, edit_criterion, undo_change
from caicach.people.permissions import Role
from tests.factories.agencies import MembershipFactory
from tests.factories.criteria import draft_set

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    client.user = MembershipFactory(role=Role.COORDINATOR).user
    client.force_login(client.user)
    return client


def grid(row):
    return reverse("drafts:draft_grid", args=[row.pk])


def values(answer):
    """The cells of the page, as a browser would send them."""
    page = lxml.html.fromstring(answer.content.decode())
    fields = page.xpath("//*[@form='grid-form' and @name]")
    return {one.get("name"): one.get("value", (one.text or "").removeprefix("\n")) for one in fields}


def cell(row, code, name):
    return f"{row.nodes.get(code=code).pk}-{name}"


def own_row(sent, row, code):
    return {name: value for name, value in sent.items() if name.startswith(str(row.nodes.get(code=code).pk))}


def kept(row):
    return [(one.code, one.name, one.max_score) for one in CriteriaSet.objects.get(pk=row.pk).as_core.nodes()]


def test_the_table_sent_as_it_came_changes_nothing(author):
    row = keep_draft(checked=shipped_set("province-2022"), by=None)[0]
    sent = values(author.get(grid(row)))
    assert len(sent) == 4 * row.nodes.count()
    assert author.post(grid(row), sent).url == grid(row)
    assert CriteriaSet.objects.get().version == row.version


def test_without_a_script_all_rows_are_saved_with_one_button(author):
    row = draft_set()
    sent = values(author.get(grid(row)))
    sent |= {cell(row, "1.1", "name"): "Tên mới", cell(row, "1.2", "max_score"): "3,5", cell(row, "2", "code"): "3"}
    assert author.post(grid(row), sent).status_code == 302
    names = {code: (name, points) for code, name, points in kept(row)}
    assert names["1.1"][0] == "Tên mới"
    assert names["1.2"][1] == Decimal("3.5")
    assert "3" in names
    assert AuditEvent.objects.filter(code="criteria.criterion_changed").count() == 3


def test_what_cannot_be_saved_comes_back_and_the_rest_is_kept(author):
    row = draft_set()
    sent = values(author.get(grid(row)))
    sent |= {cell(row, "1.1", "name"): "Tên mới", cell(row, "2", "code"): "1.2", cell(row, "1.2", "max_score"): "x"}
    answer = author.post(grid(row), sent)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Số 1.2 đã dùng" in text
    assert "không phải là một số" in text
    again = values(answer)
    assert again[cell(row, "1.2", "max_score")] == "x"
    assert {name for _code, name, _points in kept(row)} >= {"Tên mới"}
    again |= {cell(row, "2", "code"): "4", cell(row, "1.2", "max_score"): "3"}
    assert author.post(grid(row), again).status_code == 302
    assert [code for code, _name, _points in kept(row)] == ["1", "1.1", "1.2", "4"]


def test_a_cell_is_saved_by_itself_and_the_sums_follow(author):
    row = draft_set()
    sent = own_row(values(author.get(grid(row))), row, "2") | {cell(row, "2", "max_score"): "6"}
    answer = author.post(grid(row), sent, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "Đã lưu" in text
    assert "11 / 10" in " ".join(text.split())
    assert 'hx-swap-oob="true"' in text
    node = row.nodes.get(code="2")
    assert f'value="{Cells.of(CriteriaSet.objects.get().as_core.node("2")).seen}"' in text
    part = author.get(grid(row), {"dong": str(node.pk)}, headers={"HX-Request": "true"}).content.decode()
    assert part.count("<tr") == 1
    assert author.get(grid(row), {"dong": "x"}).status_code == 404


def test_of_two_in_one_row_the_second_is_told_and_may_write_on_purpose(author):
    row = draft_set()
    sent = own_row(values(author.get(grid(row))), row, "2")
    author.post(grid(row), sent | {cell(row, "2", "name"): "Của đồng nghiệp"}, headers={"HX-Request": "true"})
    mine = sent | {cell(row, "2", "name"): "Của tôi"}
    answer = author.post(grid(row), mine, headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert "Của đồng nghiệp" in answer.content.decode()
    mine |= {name: value for name, value in values(answer).items() if name.endswith("-seen")}
    assert author.post(grid(row), mine, headers={"HX-Request": "true"}).status_code == 200
    assert kept(row)[-1][1] == "Của tôi"


def test_rows_that_only_somebody_else_has_changed_stay_as_they_are(author):
    row = draft_set()
    stale = values(author.get(grid(row)))
    author.post(grid(row), stale | {cell(row, "2", "name"): "Của đồng nghiệp"})
    assert author.post(grid(row), stale | {cell(row, "1.1", "name"): "Của tôi"}).status_code == 302
    assert {name for _code, name, _points in kept(row)} >= {"Của đồng nghiệp", "Của tôi"}


def test_a_rule_that_is_changed_meanwhile_stays_and_one_step_leads_back():
    by = MembershipFactory(role=Role.COORDINATOR).user
    row = draft_set()
    node = row.nodes.get(code="2")
    seen = Cells.of(node.as_core).seen
    confirmed = replace(node.as_core, is_confirmed=True)
    edit_criterion(
        criterion=node,
        seen=criterion_seen(row.as_core, "2"),
        new=confirmed,
        examples=examples_of(row.as_core, "2"),
        by=by,
    )
    changed = edit_cells(criterion=node, seen=seen, cells=Cells("9", "Tên mới", Decimal(5)), by=by)
    made = changed.as_core
    assert (changed.pk, made.code, made.name, made.is_confirmed, made.rule) == (
        node.pk, "9", "Tên mới", True, confirmed.rule,
    )  # fmt: skip
    whole = CriteriaSet.objects.get()
    undo_change(criteria_set=whole, version=whole.version, by=by)
    assert kept(row)[-1][0] == "2"


def test_a_criterion_above_others_keeps_what_stands_below_it(author):
    row = draft_set()
    sent = own_row(values(author.get(grid(row))), row, "1") | {cell(row, "1", "name"): "Lĩnh vực mới"}
    assert author.post(grid(row), sent, headers={"HX-Request": "true"}).status_code == 200
    assert [code for code, _name, _points in kept(row)] == ["1", "1.1", "1.2", "2"]
    assert kept(row)[0][1] == "Lĩnh vực mới"


def test_a_name_that_nobody_sees_is_refused_in_its_cell(author):
    row = draft_set()
    sent = own_row(values(author.get(grid(row))), row, "2") | {cell(row, "2", "name"): "\u202e"}
    answer = author.post(grid(row), sent, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "không nhìn thấy" in answer.content.decode()
    assert CellsForm.of(row.nodes.get(code="2")).initial["name"] == kept(row)[-1][1]
