"""A set that rounds use: which ones is said before it is withdrawn, and those that run keep it in force."""

import pytest
from django.urls import reverse

from caicach.assessments.models import Round, RoundState
from caicach.audit.models import AuditEvent
from caicach.criteria.errors import SetInUse
from caicach.criteria.models import CriteriaSet, SetState
from caicach.criteria.services import withdraw_set
from caicach.people.permissions import Role
from tests.factories.agencies import MembershipFactory
from tests.factories.assessments import open_world
from tests.factories.criteria import issued_set

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    client.force_login(MembershipFactory(role=Role.COORDINATOR).user)
    return client


def page_of(row):
    return reverse("criteria:set_withdraw", args=[row.pk])


@pytest.mark.parametrize("state", [RoundState.DRAFT, RoundState.OPEN])
def test_a_set_stays_in_force_while_a_round_needs_it(author, state):
    round = open_world().round
    Round.objects.filter(pk=round.pk).update(state=state)
    row = round.criteria_set
    for answer in (author.get(page_of(row)), author.post(page_of(row), {"version": row.version})):
        text = answer.content.decode()
        assert answer.status_code == 409
        assert reverse("assessments:round_detail", args=[round.pk]) in text
        assert "Hãy thay bộ tiêu chí của đợt trước" in text
        assert "button-danger" not in text
    with pytest.raises(SetInUse, match="đang dùng trong"):
        withdraw_set(criteria_set=row, version=row.version, by=None)
    assert CriteriaSet.objects.get(pk=row.pk).state == SetState.ISSUED
    assert not AuditEvent.objects.filter(code="criteria.set_withdrawn").exists()


@pytest.mark.parametrize("state", [RoundState.CLOSED, RoundState.ENDED])
def test_the_rounds_that_are_over_are_told_before_a_set_is_withdrawn(author, state):
    round = open_world().round
    Round.objects.filter(pk=round.pk).update(state=state)
    row = round.criteria_set
    text = author.get(page_of(row)).content.decode()
    assert round.name in text
    assert str(RoundState(state).label) in text
    assert CriteriaSet.objects.get(pk=row.pk).state == SetState.ISSUED
    assert author.post(page_of(row), {"version": row.version}).status_code == 302
    assert CriteriaSet.objects.get(pk=row.pk).state == SetState.WITHDRAWN
    assert author.get(page_of(row)).status_code == 409


def test_a_set_that_nobody_used_is_withdrawn_after_a_question(author):
    row = issued_set()
    assert "Chưa đợt nào dùng bộ này" in author.get(page_of(row)).content.decode()
    assert author.post(page_of(row), {"version": row.version + 1}).status_code == 409
    assert author.post(page_of(row), {"version": row.version}).url == reverse("criteria:set_detail", args=[row.pk])
