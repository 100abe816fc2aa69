"""Sets are read in as drafts, issued once, and never change after that."""

from dataclasses import replace
from decimal import Decimal

import pytest

from caicach.audit.models import AuditEvent
from caicach.core.scoring.plain import to_plain
from caicach.criteria.errors import SetNotDraft, SetNotIssued
from caicach.criteria.loading import shipped_sets
from caicach.criteria.models import CriteriaSet, SetState
from caicach.criteria.services import discard_set, hash_of, issue_set, keep_draft, withdraw_set
from caicach.people.permissions import Role
from caicach.ui.errors import NotAllowed, RowMovedOn
from tests.factories.agencies import MembershipFactory
from tests.factories.criteria import draft_set, issued_set, small_set

pytestmark = pytest.mark.django_db


def test_a_draft_has_a_row_for_each_criterion_and_the_whole_set_with_its_hash():
    row = draft_set()
    assert [(node.code, node.depth, node.is_leaf) for node in row.nodes.all()] == [
        ("1", 0, False), ("1.1", 1, True), ("1.2", 1, True), ("2", 0, True),
    ]  # fmt: skip
    assert row.nodes.get(code="1.2").parent == row.nodes.get(code="1")
    assert (row.leaf_count, row.unconfirmed_count, row.last_year) == (3, 3, 2026)
    assert row.content_hash == hash_of(to_plain(small_set("du-thao")))
    assert CriteriaSet.objects.get(pk=row.pk).as_core == small_set("du-thao")


def test_the_same_again_changes_nothing_and_another_text_takes_the_place_of_the_draft():
    row = draft_set()
    assert keep_draft(checked=small_set("du-thao"), by=None) == (row, False)
    other = replace(small_set("du-thao"), name="Tên khác")
    found, is_changed = keep_draft(checked=other, by=None)
    assert (found.pk, is_changed, found.name, found.version) == (row.pk, True, "Tên khác", row.version + 1)
    assert found.nodes.count() == 4


def test_an_issued_set_never_changes():
    row = issued_set()
    with pytest.raises(SetNotDraft):
        keep_draft(checked=replace(small_set("dang-dung"), name="Tên khác"), by=None)
    for service in (issue_set, discard_set):
        with pytest.raises(SetNotDraft):
            service(criteria_set=row, version=row.version, by=None)


def test_a_set_is_withdrawn_once_and_stays_to_be_read():
    row = issued_set()
    row = withdraw_set(criteria_set=row, version=row.version, by=None)
    assert (row.state, row.nodes.count()) == (SetState.WITHDRAWN, 4)
    with pytest.raises(SetNotIssued):
        withdraw_set(criteria_set=row, version=row.version, by=None)


def test_a_draft_is_thrown_away_and_the_trail_remembers_it():
    row = draft_set()
    discard_set(criteria_set=row, version=row.version, by=None)
    assert not CriteriaSet.objects.exists()
    assert [event.code for event in AuditEvent.objects.order_by("sequence")] == [
        "criteria.set_read_in", "criteria.set_discarded",
    ]  # fmt: skip


def test_who_saw_an_older_version_is_told():
    row = draft_set()
    with pytest.raises(RowMovedOn):
        issue_set(criteria_set=row, version=row.version + 1, by=None)


def test_only_the_coordinator_reads_sets_in():
    with pytest.raises(NotAllowed):
        keep_draft(checked=small_set(), by=MembershipFactory(role=Role.FOCAL_POINT).user)
    assert keep_draft(checked=small_set(), by=MembershipFactory(role=Role.COORDINATOR).user)[1]


def test_every_shipped_set_is_kept_as_it_is():
    for shipped in shipped_sets():
        row, _is_changed = keep_draft(checked=shipped, by=None)
        kept = CriteriaSet.objects.get(pk=row.pk)
        assert kept.as_core == shipped
        assert sum(node.max_score for node in kept.nodes.filter(depth=0)) >= Decimal(100)
