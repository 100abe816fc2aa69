"""Two who act for each other are one wherever two people are needed: each rule, and any order of events."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from caicach.agencies.permissions import can
from caicach.appraisals.appraising import accept
from caicach.assessments.errors import OwnAgency
from caicach.delegations import errors
from caicach.delegations.models import Delegation
from caicach.delegations.separation import are_one, require_two
from caicach.delegations.services import end
from caicach.people.models import User
from caicach.people.permissions import Permission, Role
from caicach.publications.services import check_approver
from caicach.selfassessments.filling import put_before_head, sign
from caicach.ui.errors import CaicachError
from tests.factories.agencies import AgencyFactory, MembershipFactory
from tests.factories.assessments import TODAY, open_world
from tests.factories.delegations import lent
from tests.factories.publications import closed_world

P = Permission
TWO = frozenset({P.PUBLICATION_PREPARE, P.PUBLICATION_APPROVE})


def person(agency, role):
    return MembershipFactory(agency=agency, role=role).user


@pytest.mark.django_db
def test_the_same_and_who_lent_each_other_the_act_are_one_and_others_are_two():
    agency = AgencyFactory()
    leader, coordinator, staff = (person(agency, role) for role in (Role.LEADER, Role.COORDINATOR, Role.STAFF))
    today = timezone.localdate()
    span = {"since": today, "until": today, "acts": TWO}
    assert are_one(leader.pk, leader.pk, **span)
    assert not are_one(leader.pk, coordinator.pk, **span)
    lent(leader, coordinator, agency, Role.LEADER, P.ASSIGNMENT_URGE)
    assert not are_one(leader.pk, coordinator.pk, **span)  # another act
    lent(coordinator, staff, agency, Role.COORDINATOR, P.PUBLICATION_PREPARE)
    assert are_one(coordinator.pk, staff.pk, **span)
    assert are_one(staff.pk, coordinator.pk, **span)
    assert not are_one(leader.pk, staff.pk, **span)


@pytest.mark.django_db
def test_what_was_ended_counts_on_the_days_on_which_it_held():
    agency = AgencyFactory()
    leader, coordinator = person(agency, Role.LEADER), person(agency, Role.COORDINATOR)
    today = timezone.localdate()
    row = lent(leader, coordinator, agency, Role.LEADER, P.PUBLICATION_APPROVE)
    end(delegation=row, version=row.version, by=leader, at=timezone.now(), on=today)
    with pytest.raises(errors.OnePerson):
        require_two(coordinator, leader, since=today, acts=TWO)
    later = today + timedelta(days=1)
    assert not are_one(coordinator.pk, leader.pk, since=later, until=later, acts=TWO)


@pytest.mark.django_db
def test_who_prepared_a_publication_does_not_approve_it_in_the_place_of_the_leader(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    world = closed_world()
    publication = world.prepared()
    leader = world.leader
    agency = leader.memberships.get().agency
    MembershipFactory(user=publication.prepared_by, agency=agency, role=Role.STAFF)
    lent(leader, publication.prepared_by, agency, Role.LEADER, P.PUBLICATION_APPROVE)
    with pytest.raises(CaicachError):
        check_approver(publication, by=User.objects.get(pk=publication.prepared_by_id))
    with pytest.raises(errors.OnePerson):
        check_approver(publication, by=leader)


@pytest.mark.django_db
def test_neither_giver_nor_taker_appraises_the_own_agency():
    world = open_world()
    appraiser, own = world.appraiser, world.own.agency
    colleague = person(world.body, Role.STAFF)
    assessment = world.signed()
    entry = assessment.entries.select_related("criterion").first()
    lent(appraiser, colleague, world.body, Role.APPRAISER, P.APPRAISAL_DO)
    Delegation.objects.update(first_on=min(TODAY, timezone.localdate()), last_on=max(TODAY, timezone.localdate()))
    MembershipFactory(user=appraiser, agency=own, role=Role.STAFF)  # the giver works in the agency, too
    with pytest.raises(OwnAgency):
        accept(entry=entry, version=entry.version, by=colleague, today=TODAY)


@pytest.mark.django_db
def test_who_put_it_before_the_head_does_not_sign_in_his_place():
    world = open_world()
    world.fill_all(world.own)
    world.own.refresh_from_db()
    put_before_head(assessment=world.own, version=world.own.version, by=world.focal, today=TODAY)
    lent(world.head, world.focal, world.own.agency, Role.AGENCY_HEAD, P.ASSESSMENT_SIGN)
    world.own.refresh_from_db()
    with pytest.raises(errors.OnePerson):
        sign(assessment=world.own, version=world.own.version, by=world.focal, today=TODAY)
    assert sign(assessment=world.own, version=world.own.version, by=world.head, today=TODAY).submitted_at


class Loans(RuleBasedStateMachine):
    """Five people of one agency lend and end as they like; whoever acts first, a second person stays a second one."""

    def __init__(self) -> None:
        super().__init__()
        self.today = timezone.localdate()
        self.agency = AgencyFactory()
        roles = (Role.COORDINATOR, Role.LEADER, Role.APPRAISER, Role.AGENCY_HEAD, Role.STAFF)
        self.people = [(person(self.agency, role), role) for role in roles]
        self.past: list[tuple[int, int, frozenset[str]]] = []  # every loan of today, ended or not
        self.prepared: list[int] = []  # who has prepared something

    def one(self, place: int) -> tuple[User, Role]:
        user, role = self.people[place]
        return User.objects.get(pk=user.pk), role

    @rule(giver=st.integers(0, 4), taker=st.integers(0, 4), act=st.sampled_from(sorted(TWO | {P.APPRAISAL_DO})))
    def lend(self, giver: int, taker: int, act: str) -> None:
        (one, role), (other, _role) = self.one(giver), self.one(taker)
        try:
            with transaction.atomic():
                row = lent(one, other, self.agency, role, Permission(act))
        except CaicachError:
            return
        self.past.append((row.giver_id, row.taker_id, frozenset(row.permissions)))

    @precondition(lambda self: self.past)
    @rule(place=st.integers(0, 20))
    def end(self, place: int) -> None:
        rows = list(Delegation.objects.filter(agency=self.agency, ended_at=None).order_by("made_at"))
        if rows:
            row = rows[place % len(rows)]
            end(delegation=row, version=row.version, by=row.giver, at=timezone.now(), on=self.today)

    @rule(place=st.integers(0, 4))
    def prepare(self, place: int) -> None:
        user, _role = self.one(place)
        if can(user, P.PUBLICATION_PREPARE):
            self.prepared.append(user.pk)

    @invariant()
    def nobody_may_more_than_own_role_and_what_stands_lent(self) -> None:
        for place in range(5):
            user, role = self.one(place)
            rows = Delegation.objects.filter(taker=user, ended_at=None, agency=self.agency)
            acts = {act for row in rows for act in row.permissions}
            for permission in TWO:
                own = permission in {
                    Role.COORDINATOR: {P.PUBLICATION_PREPARE}, Role.LEADER: {P.PUBLICATION_APPROVE},
                }.get(role, set())  # fmt: skip
                assert can(user, permission) == (own or permission.value in acts)

    @invariant()
    def who_prepared_never_approves_by_any_hat_nor_by_that_of_a_friend(self) -> None:
        for first in self.prepared:
            for place in range(5):
                user, _role = self.one(place)
                acts = {act.value for act in TWO}
                linked = any({first, user.pk} == {giver, taker} and acts & held for giver, taker, held in self.past)
                is_same = first == user.pk or linked
                try:
                    require_two(User.objects.get(pk=first), user, since=self.today, acts=TWO)
                    was_let = True
                except errors.OnePerson:
                    was_let = False
                assert was_let == (not is_same)


class TestLoans(TestCase):
    """The machine, each run in a transaction of its own."""

    def test_any_order_of_lending_and_ending_keeps_two_people_two(self) -> None:
        from hypothesis.stateful import run_state_machine_as_test

        class Inside(Loans):
            def __init__(self) -> None:
                self.block = transaction.atomic()
                self.block.__enter__()
                super().__init__()

            def teardown(self) -> None:
                transaction.set_rollback(True)
                self.block.__exit__(None, None, None)

        run_state_machine_as_test(
            Inside,
            settings=settings(
                max_examples=25, stateful_step_count=15, deadline=None, derandomize=True,
                suppress_health_check=list(HealthCheck),
            ),
        )  # fmt: skip
