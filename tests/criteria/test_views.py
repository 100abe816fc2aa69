"""Pages of criteria sets: what is seen, tried, and handed out again."""

from dataclasses import replace

import pytest
from django.urls import reverse

from caicach.core.scoring.shapes.outside import ExternalOnly
from caicach.criteria.loading import read_set, shipped_set
from caicach.criteria.services import issue_set, keep_draft
from caicach.people.permissions import Role
from tests.core.scoring.sets import INPUTS, leaf
from tests.factories.agencies import MembershipFactory
from tests.factories.criteria import draft_set, issued_set, small_set

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_role(client):
    def sign_in(role):
        client.force_login(MembershipFactory(role=role).user)
        return client

    return sign_in


def test_points_that_others_give_are_tried_up_to_the_maximum(as_role):
    external = replace(small_set(), criteria=(leaf("1", "10", rule=ExternalOnly(points="a"), inputs=INPUTS[:1]),))
    node = keep_draft(checked=external, by=None)[0].nodes.get()
    address, client = reverse("criteria:criterion_detail", args=[node.pk]), as_role(Role.COORDINATOR)
    assert "7,5 điểm" in client.get(address, {"a": "7,5"}).content.decode()
    assert client.get(address, {"a": "10,5"}).status_code == 422


def test_a_draft_is_seen_by_its_authors_only(as_role):
    address = reverse("criteria:set_detail", args=[draft_set().pk])
    assert as_role(Role.COORDINATOR).get(address).status_code == 200
    assert as_role(Role.LEADER).get(address).status_code == 404


def test_the_tree_says_how_each_leaf_is_scored_and_what_is_not_confirmed(as_role):
    page = as_role(Role.STAFF).get(reverse("criteria:set_detail", args=[issued_set().pk])).content.decode()
    assert "3 trong 3 tiêu chí" in page
    assert "điều tra xã hội học" in page
    assert page.count("chưa xác nhận") >= 3


def test_criteria_are_found_without_accents_with_what_stands_above_them(as_role):
    row = keep_draft(checked=shipped_set("province-2022"), by=None)[0]
    issue_set(criteria_set=row, version=row.version, by=None)
    address = reverse("criteria:set_detail", args=[row.pk])
    page = as_role(Role.STAFF).get(address, {"q": "ubnd cap huyen tiep nhan"}).content.decode()
    assert "3.4.2" in page
    assert "CẢI CÁCH THỦ TỤC HÀNH CHÍNH" in page
    assert "CẢI CÁCH TÀI CHÍNH CÔNG" not in page
    assert "Không có tiêu chí nào khớp" in as_role(Role.STAFF).get(address, {"q": "xyzt"}).content.decode()


def test_a_set_is_handed_out_as_the_yaml_that_it_was(as_role):
    row = issued_set()
    answer = as_role(Role.STAFF).get(reverse("criteria:set_yaml", args=[row.pk]))
    assert read_set(answer.content.decode(), file="a.yaml") == row.as_core


def test_figures_are_tried_at_once_with_the_next_step(as_role):
    node = issued_set().nodes.get(code="1.1")
    address = reverse("criteria:criterion_detail", args=[node.pk])
    client = as_role(Role.STAFF)
    page = client.get(address, {"a": "180", "b": "240"}).content.decode()
    assert "1,5 điểm" in page
    assert "thêm 6 thì được thêm 0,05 điểm" in page
    assert "Chưa có điểm" in client.get(address, {"a": "180", "b": ""}).content.decode()
    assert client.get(address, {"a": "-1", "b": "x"}).status_code == 422


@pytest.mark.parametrize("key", ["province-2022", "department-2026", "commune-2026", "department-2025"])
def test_every_criterion_of_the_shipped_sets_has_its_page(as_role, key):
    row = keep_draft(checked=shipped_set(key), by=None)[0]
    client = as_role(Role.COORDINATOR)
    for node in row.nodes.all():
        answer = client.get(reverse("criteria:criterion_detail", args=[node.pk]), {"x": "1"})
        assert answer.status_code == 200, node
