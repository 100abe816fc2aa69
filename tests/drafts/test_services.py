"""Drafts are changed one thing at a time; they may hold faults until they are issued, and nothing typed is lost."""

from dataclasses import replace
from decimal import Decimal

import pytest

from caicach.audit.models import AuditEvent
from caicach.core.scoring.criteria import Criterion as CoreCriterion
from caicach.core.scoring.criteria import CriterionKind, WorkedExample
from caicach.criteria.errors import SetHasFaults, SetNotDraft
from caicach.criteria.loading import shipped_set
from caicach.criteria.models import CriteriaSet
from caicach.criteria.services import issue_set, keep_draft
from caicach.drafts import editing
from caicach.drafts.errors import CodeTaken, KeyTaken, NothingToUndo
from caicach.drafts.faults import faults_of
from caicach.drafts.services import (
    add_criterion,
    copy_set,
    criterion_seen,
    edit_criterion,
    edit_facts,
    facts_seen,
    move_criterion,
    remove_criterion,
    undo_change,
)
from caicach.people.permissions import Role
from caicach.ui.errors import NotAllowed, RowMovedOn
from tests.factories.agencies import MembershipFactory
from tests.factories.criteria import draft_set, issued_set, small_set

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return MembershipFactory(role=Role.COORDINATOR).user


def _edit(row, number, by, examples=(), **fields):
    node, whole = row.nodes.get(code=number), row.as_core
    new = replace(editing.own(whole.node(number)), **fields)
    seen = criterion_seen(whole, number)
    return edit_criterion(criterion=node, seen=seen, new=new, examples=examples, by=by)


def _fresh(row):
    return CriteriaSet.objects.get(pk=row.pk)


def test_a_criterion_is_rewritten_keeps_its_row_and_leaves_the_others_alone(author):
    row = draft_set()
    keys = dict(row.nodes.values_list("code", "pk"))
    _edit(row, "1", author, code="I", name="Lĩnh vực một")
    row = _fresh(row)
    assert [node.code for node in row.nodes.all()] == ["I", "1.1", "1.2", "2"]
    assert row.nodes.get(code="I").pk == keys["1"]
    assert row.nodes.get(code="1.1").pk == keys["1.1"]
    assert row.nodes.get(code="1.1").parent == row.nodes.get(code="I")
    assert row.as_core.node("I").children == small_set("du-thao").node("1").children


def test_a_draft_holds_faults_and_is_not_issued_with_them(author):
    row = draft_set()
    _edit(row, "1.1", author, max_score=Decimal(4))
    row = _fresh(row)
    faults = faults_of(row)
    assert [(one.code, one.sentence) for one in faults] == [("1", "Cộng các phần được 7, ghi tối đa 5.")]
    assert str(row.nodes.get(code="1").pk) in faults[0].address
    with pytest.raises(SetHasFaults):
        issue_set(criteria_set=row, version=row.version, by=author)
    _edit(row, "1.1", author, max_score=Decimal(2))
    row = _fresh(row)
    assert not faults_of(row)
    assert not issue_set(criteria_set=row, version=row.version, by=author).is_draft


def test_two_who_change_different_criteria_are_both_kept(author):
    row, other = draft_set(), MembershipFactory(role=Role.COORDINATOR).user
    seen = criterion_seen(row.as_core, "2")
    _edit(row, "1.1", author, name="Của người thứ nhất")
    new = replace(row.as_core.node("2"), name="Của người thứ hai")
    edit_criterion(criterion=row.nodes.get(code="2"), seen=seen, new=new, examples=(), by=other)
    names = [node.name for node in _fresh(row).nodes.all()]
    assert {"Của người thứ nhất", "Của người thứ hai"} <= set(names)


def test_the_second_of_two_at_one_criterion_is_told(author):
    row = draft_set()
    seen, node = criterion_seen(row.as_core, "2"), row.nodes.get(code="2")
    _edit(row, "2", author, name="Mới")
    with pytest.raises(RowMovedOn):
        edit_criterion(criterion=node, seen=seen, new=node.as_core, examples=(), by=author)
    facts = editing.facts_of(row.as_core)
    seen = facts_seen(row.as_core)
    edit_facts(criteria_set=row, seen=seen, facts=replace(facts, name="Tên mới"), by=author)
    with pytest.raises(RowMovedOn):
        edit_facts(criteria_set=row, seen=seen, facts=replace(facts, name="Tên khác"), by=author)
    assert _fresh(row).name == "Tên mới"
    assert len(list(_fresh(row).as_core.nodes())) == 4


def test_a_number_stands_for_one_criterion_only(author):
    row = draft_set()
    with pytest.raises(CodeTaken):
        _edit(row, "2", author, code="1.1")
    new = CoreCriterion(code="1", name="X", max_score=Decimal(1))
    with pytest.raises(CodeTaken):
        add_criterion(criteria_set=row, new=new, under=None, by=author)


def test_a_criterion_is_added_below_another_and_taken_out_with_all_below_it(author):
    row = draft_set()
    new = CoreCriterion(code=editing.next_code(row.as_core, "1"), name="Mới", max_score=Decimal(1), basis="Dự kiến")
    node = add_criterion(criteria_set=row, new=new, under=row.nodes.get(code="1"), by=author)
    assert (node.code, node.parent.code) == ("1.3", "1")
    row = _fresh(row)
    remove_criterion(criterion=row.nodes.get(code="1"), version=row.version, by=author)
    assert [node.code for node in _fresh(row).nodes.all()] == ["2"]


def test_the_last_change_is_undone_and_done_again(author):
    row = draft_set()
    with pytest.raises(NothingToUndo):
        undo_change(criteria_set=row, version=row.version, by=author)
    before = row.content_hash
    remove_criterion(criterion=row.nodes.get(code="1"), version=row.version, by=author)
    row = undo_change(criteria_set=_fresh(row), version=_fresh(row).version, by=author)
    assert row.content_hash == before
    assert row.nodes.count() == 4
    row = undo_change(criteria_set=row, version=row.version, by=author)
    assert row.nodes.count() == 1


def test_a_criterion_changes_places_with_its_neighbour_and_not_beyond_the_ends(author):
    row = draft_set()
    for code, is_up, order in [
        ("1.2", True, ["1", "1.2", "1.1", "2"]),
        ("1.2", True, ["1", "1.2", "1.1", "2"]),
        ("1", False, ["2", "1", "1.2", "1.1"]),
    ]:
        row = move_criterion(criterion=row.nodes.get(code=code), version=row.version, is_up=is_up, by=author)
        assert [node.code for node in row.nodes.all()] == order


def test_examples_and_ties_follow_a_new_number(author):
    example = WorkedExample(criterion="2", values={"a": Decimal(1), "b": Decimal(2)}, points=Decimal("2.5"))
    row = keep_draft(checked=replace(small_set("x"), tie_breakers=("2",), examples=(example,)), by=None)[0]
    other = replace(example, says="như cũ")
    _edit(row, "2", author, examples=(other,), code="II")
    made = _fresh(row).as_core
    assert made.tie_breakers == ("II",)
    assert made.examples == (replace(other, criterion="II"),)
    assert not _fresh(row).faults


def test_next_years_draft_begins_as_a_copy_whose_rules_nobody_has_confirmed(author):
    shipped = shipped_set("department-2026")
    row = keep_draft(checked=shipped, by=None)[0]
    row = issue_set(criteria_set=row, version=row.version, by=None)
    made = copy_set(criteria_set=row, key="department-2027", name="Bộ năm 2027", year=2027, by=author)
    assert (made.is_draft, made.last_year, made.leaf_count, made.unconfirmed_count) == (True, 2027, 45, 45)
    assert made.as_core.decision == ""
    assert [leaf.rule for leaf in made.as_core.leaves()] == [leaf.rule for leaf in shipped.leaves()]
    assert not made.faults
    with pytest.raises(KeyTaken):
        copy_set(criteria_set=row, key="department-2027", name="Bộ", year=2027, by=author)


def test_the_year_of_a_name_goes_on_and_nothing_else():
    assert editing.next_year("department-2026", 2026) == "department-2027"
    assert editing.next_year("Số 12026 năm 2026", 2026) == "Số 12026 năm 2027"
    assert editing.next_year("bo", None) == "bo"


def test_only_authors_change_drafts_and_nobody_changes_an_issued_set(author):
    row = issued_set()
    with pytest.raises(SetNotDraft):
        _edit(row, "2", author, name="Mới")
    with pytest.raises(NotAllowed):
        _edit(draft_set(), "2", MembershipFactory(role=Role.LEADER).user, name="Mới")


def test_a_change_that_changes_nothing_leaves_no_trace(author):
    row = draft_set()
    count = AuditEvent.objects.count()
    _edit(row, "2", author)
    assert (AuditEvent.objects.count(), _fresh(row).version) == (count, row.version)


def test_a_criterion_of_another_kind_below_a_domain_is_a_fault_at_the_domain(author):
    row = draft_set()
    _edit(row, "1.1", author, kind=CriterionKind.BONUS)
    assert ("1", "Tiêu chí con 1.1 khác loại với tiêu chí cha.") in [
        (one.code, one.sentence) for one in faults_of(_fresh(row))
    ]
