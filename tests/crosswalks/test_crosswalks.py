"""Crosswalks: proposed by the machine, confirmed by a person, shown old beside new with the breaks marked."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from caicach.core.scoring.crosswalk import Change, Link, check_crosswalk
from caicach.core.scoring.crosswalk import Crosswalk as CoreCrosswalk
from caicach.criteria.loading import shipped_crosswalk, shipped_set
from caicach.criteria.models import Crosswalk
from caicach.criteria.services import issue_set, keep_draft
from caicach.criteria.writing import as_yaml
from caicach.crosswalks.errors import CrosswalkExists, LeavesTaken, LinkDoesNotHold, SetsDoNotFit
from caicach.crosswalks.forms import as_value, ticked_links
from caicach.crosswalks.proposing import proposed_links
from caicach.crosswalks.rows import link_rows
from caicach.crosswalks.services import (
    begin_crosswalk,
    confirm_links,
    faults_of_crosswalk,
    keep_crosswalk,
    remove_link,
)
from caicach.people.permissions import Role
from caicach.ui.errors import NotAllowed, RowMovedOn
from tests.core.scoring.sets import leaf, parent, set_of
from tests.factories.agencies import MembershipFactory
from tests.factories.criteria import issued_set, small_set

SHIPPED = "crosswalk-department-2025-2026"


def nothing_known(old, new):
    return CoreCrosswalk(old_set=old.key, new_set=new.key, links=())


def found(old, new):
    links = proposed_links(old, new, nothing_known(old, new))
    return {(link.change.value, "+".join(link.old), "+".join(link.new)) for link in links}


def test_most_links_of_the_shipped_crosswalk_are_proposed_and_all_proposals_hold():
    old, new, shipped = shipped_set("department-2025"), shipped_set("department-2026"), shipped_crosswalk(SHIPPED)
    proposed = proposed_links(old, new, nothing_known(old, new))
    assert not check_crosswalk(replace(nothing_known(old, new), links=tuple(proposed)), old, new)
    right = {(one.change, one.old, one.new) for one in shipped.links}
    hits = right & {(one.change, one.old, one.new) for one in proposed}
    assert len(hits) >= len(right) - 3
    assert not proposed_links(old, new, shipped)


def test_each_kind_of_change_is_recognised():
    old = set_of(leaf("1", "2"), leaf("2", "3"), leaf("3", "1"), parent("4", leaf("4.1", "1"), leaf("4.2", "2")))
    same, weighted = leaf("1", "2"), replace(leaf("2", "3"), max_score=Decimal(4))
    split = parent("3", replace(leaf("3.1", "1"), name="Xe đạp"), replace(leaf("3.2", "1"), name="Thuyền gỗ"))
    merged = replace(leaf("4", "3"), name="Khác hẳn", rule=None, inputs=())
    new = set_of(same, weighted, split, merged, replace(leaf("9", "1"), name="Hoàn toàn mới", rule=None, inputs=()))
    assert found(old, new) == {
        ("same", "1", "1"), ("reweighted", "2", "2"), ("split", "3", "3.1+3.2"), ("merged", "4.1+4.2", "4"),
        ("new", "", "9"),
    }  # fmt: skip


def test_a_leaf_with_another_rule_is_dropped_and_its_follower_new():
    changed = replace(leaf("1", "2"), rule=None, inputs=())
    assert found(set_of(leaf("1", "2")), set_of(changed)) == {("dropped", "1", ""), ("new", "", "1")}


def test_a_maximum_of_nothing_is_no_reason_to_fail():
    empty = replace(leaf("1", "2"), max_score=Decimal(0))
    assert {change for change, _old, _new in found(set_of(leaf("1", "2")), set_of(empty))} <= {
        "reweighted",
        "new",
        "dropped",
    }


@pytest.fixture
def author(db):
    return MembershipFactory(role=Role.COORDINATOR).user


@pytest.fixture
def two_sets(db):
    return issued_set("bo-cu"), issued_set("bo-moi")


@pytest.fixture
def walk(two_sets, author):
    return begin_crosswalk(old_set=two_sets[0], new_set=two_sets[1], by=author)


def same(code):
    return Link(change=Change.SAME, old=(code,), new=(code,))


def test_links_are_confirmed_until_the_crosswalk_is_whole(walk, author):
    row = confirm_links(crosswalk=walk, links=[same("1.1")], by=author)
    assert len(faults_of_crosswalk(row)) == 4
    row = confirm_links(crosswalk=row, version=row.version, links=[same("1.2"), same("2")], by=author)
    assert not faults_of_crosswalk(row)
    assert Crosswalk.objects.get().as_core.links == (same("1.1"), same("1.2"), same("2"))


def test_a_link_that_is_not_true_or_takes_a_leaf_twice_is_refused(walk, author):
    confirm_links(crosswalk=walk, links=[same("1.1")], by=author)
    for codes in ("1.1", "1", "9"):
        with pytest.raises(LeavesTaken):
            confirm_links(crosswalk=walk, links=[same(codes)], by=author)
    with pytest.raises(LinkDoesNotHold):
        confirm_links(crosswalk=walk, links=[Link(change=Change.SAME, old=("2",), new=("1.2",))], by=author)
    assert len(Crosswalk.objects.get().as_core.links) == 1


def test_a_link_is_taken_out_once(walk, author):
    row = confirm_links(crosswalk=walk, links=[same("1.1")], by=author)
    row = remove_link(crosswalk=row, version=row.version, old=["1.1"], new=["1.1"], by=author)
    assert row.as_core.links == ()
    with pytest.raises(RowMovedOn):
        remove_link(crosswalk=row, version=row.version, old=["1.1"], new=["1.1"], by=author)
    with pytest.raises(RowMovedOn):
        confirm_links(crosswalk=row, version=row.version - 1, links=[same("1.1")], by=author)


def test_two_sets_have_one_crosswalk_and_a_set_none_with_itself(walk, two_sets, author):
    with pytest.raises(CrosswalkExists):
        begin_crosswalk(old_set=two_sets[0], new_set=two_sets[1], by=author)
    with pytest.raises(SetsDoNotFit):
        begin_crosswalk(old_set=two_sets[0], new_set=two_sets[0], by=author)
    with pytest.raises(NotAllowed):
        begin_crosswalk(old_set=two_sets[1], new_set=two_sets[0], by=MembershipFactory(role=Role.LEADER).user)


def _shipped_row():
    for key in ("department-2025", "department-2026"):
        row = keep_draft(checked=shipped_set(key), by=None)[0]
        issue_set(criteria_set=row, version=row.version, by=None)
    return keep_crosswalk(checked=shipped_crosswalk(SHIPPED), by=None)


@pytest.mark.django_db
def test_the_shipped_crosswalk_is_kept_once_and_shown_with_its_breaks(client):
    row, is_changed = _shipped_row()
    assert is_changed
    assert keep_crosswalk(checked=shipped_crosswalk(SHIPPED), by=None) == (row, False)
    rows = link_rows(row, row.as_core.links)
    assert len(rows) == len(shipped_crosswalk(SHIPPED).links)
    assert [one.ends for one in rows if one.is_break][:2] == ["1.3 → 1.3.1, 1.3.2", "2.4, 2.5 → 2.4"]
    client.force_login(MembershipFactory(role=Role.STAFF).user)
    page = client.get(reverse("crosswalks:crosswalk_detail", args=[row.pk])).content.decode()
    assert page.count("row-break") == sum(one.is_break for one in rows)
    assert "Tách số hóa và sử dụng lại dữ liệu" in page
    answer = client.get(reverse("crosswalks:crosswalk_yaml", args=[row.pk]))
    assert as_yaml(shipped_crosswalk(SHIPPED)) == answer.content.decode()


@pytest.mark.django_db
def test_a_person_confirms_what_the_machine_proposes(client, walk, author):
    client.force_login(author)
    page = reverse("crosswalks:crosswalk_detail", args=[walk.pk])
    assert client.get(page).content.decode().count("checked") == 3
    ticked = [as_value(same("1.1")), as_value(same("2")), "kein Link", json.dumps({"change": "same"})]
    body = {"version": walk.version, "link": ticked}
    assert client.post(reverse("crosswalks:crosswalk_confirm", args=[walk.pk]), body).url == page
    assert Crosswalk.objects.get().as_core.links == (same("1.1"), same("2"))
    late = client.post(reverse("crosswalks:crosswalk_confirm", args=[walk.pk]), body)
    assert late.status_code == 409


@pytest.mark.django_db
def test_a_link_made_by_hand_says_what_is_wrong_with_it(client, walk, author):
    client.force_login(author)
    address = reverse("crosswalks:link_add", args=[walk.pk])
    wrong = client.post(address, {"change": "split", "old": ["1.1"], "new": ["1.1"]})
    assert wrong.status_code == 422
    assert "“tách” không đi với 1 tiêu chí" in wrong.content.decode()
    untrue = client.post(address, {"change": "same", "old": ["1.1"], "new": ["2"]})
    assert "Không ghi “giữ nguyên” được" in untrue.content.decode()
    done = client.post(address, {"change": "split", "old": ["1.1"], "new": ["1.1", "1.2"], "note": "Tách"})
    assert done.status_code == 302
    assert Crosswalk.objects.get().as_core.links[0].note == "Tách"


@pytest.mark.django_db
def test_a_file_is_read_in_or_all_its_problems_are_told(client, two_sets, author):
    client.force_login(author)
    address = reverse("crosswalks:crosswalk_read_in")
    whole = CoreCrosswalk(old_set="bo-cu", new_set="bo-moi", links=(same("1.1"), same("1.2"), same("2")))
    text = as_yaml(whole)
    for wrong, said in (
        (text.replace("bo-cu", "bo-la"), "bo-la"),
        (as_yaml(replace(whole, links=())), "chưa có trong"),
    ):
        answer = client.post(address, {"file": ContentFile(wrong.encode(), name="a.yaml")})
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert not Crosswalk.objects.exists()
    assert client.post(address, {"file": ContentFile(b"\xff", name="a.yaml")}).status_code == 422
    assert client.post(address, {"file": ContentFile(text.encode(), name="a.yaml")}).status_code == 302
    assert Crosswalk.objects.get().as_core == whole


@pytest.mark.django_db
def test_a_crosswalk_on_a_draft_is_seen_by_authors_only_and_tells_what_no_longer_holds(client, author):
    old, new = issued_set("bo-cu"), keep_draft(checked=small_set("bo-moi"), by=None)[0]
    row = begin_crosswalk(old_set=old, new_set=new, by=author)
    confirm_links(crosswalk=row, links=[same("1.1"), same("2")], by=author)
    later = replace(small_set("bo-moi"), criteria=(small_set().criteria[0], replace(leaf("2", "5"), name="Khác")))
    keep_draft(checked=later, by=None)
    page = reverse("crosswalks:crosswalk_detail", args=[row.pk])
    client.force_login(author)
    assert "Ghi là giữ nguyên nhưng tên đã khác." in client.get(page).content.decode()
    client.force_login(MembershipFactory(role=Role.LEADER).user)
    assert client.get(page).status_code == 404


def test_what_was_ticked_is_read_and_all_else_left_out():
    assert ticked_links([as_value(same("1")), "[", "[]", "null", '{"change": "split"}']) == [same("1")]
