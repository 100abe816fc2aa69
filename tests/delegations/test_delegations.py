"""Acting in the place of another: what is lent, for how long, what is never lent, and that both names stand."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from caicach.agencies.models import Membership
from caicach.agencies.permissions import agencies_where, can, require
from caicach.audit.models import AuditEvent
from caicach.audit.trail import broken_at, record
from caicach.delegations import errors
from caicach.delegations.errands import TELLER
from caicach.delegations.forms import MOST_SEEN
from caicach.delegations.lending import lendable, lent_unless_told
from caicach.delegations.models import Delegation
from caicach.delegations.services import MOST_DAYS, end
from caicach.duties.services import confirm, submit
from caicach.indicators.services import _require_all
from caicach.notices.digests import _tell_of_waiting
from caicach.notices.feeds import make_feed
from caicach.notices.models import Notice
from caicach.notices.recipients import Recipients
from caicach.people.models import ActsFor, User
from caicach.people.permissions import GRANTS, Permission, Role
from caicach.people.roles import is_privileged
from caicach.ui.errors import NotAllowed, RowMovedOn
from caicach.work.models import Assignment
from caicach.work.selection import Desk
from tests.factories.agencies import AgencyFactory, MembershipFactory
from tests.factories.delegations import lent
from tests.factories.work import AssignmentFactory

pytestmark = pytest.mark.django_db
P = Permission
DAY = timedelta(days=1)


@pytest.fixture
def agency():
    return AgencyFactory(name="Sở Y tế")


def person(agency, role, name=""):
    return MembershipFactory(agency=agency, role=role, user__full_name=name or f"Người {role}").user


@pytest.fixture
def head(agency):
    return person(agency, Role.AGENCY_HEAD, "Trần Thị Thủ Trưởng")


@pytest.fixture
def deputy(agency):
    return person(agency, Role.STAFF, "Lê Văn Phó")


def today():
    return timezone.localdate()


def fresh(user):
    return User.objects.get(pk=user.pk)


def test_the_taker_may_what_was_lent_and_nothing_else_of_the_giver(agency, head, deputy):
    assert not can(deputy, P.REPORT_SIGN, agency)
    lent(head, deputy, agency, Role.AGENCY_HEAD, P.REPORT_SIGN)
    assert can(deputy, P.REPORT_SIGN, agency)
    assert list(agencies_where(deputy, P.REPORT_SIGN)) == [agency]
    assert not can(deputy, P.ASSESSMENT_SIGN, agency)
    assert not can(deputy, P.REPORT_SIGN, AgencyFactory())


def test_it_begins_and_ends_by_itself(agency, head, deputy):
    lent(head, deputy, agency, Role.AGENCY_HEAD, P.REPORT_SIGN, first_on=today() + 2 * DAY, days=3)
    days = [today() + number * DAY for number in range(8)]
    held = [agencies_where(fresh(deputy), P.REPORT_SIGN, on=day).exists() for day in days]
    assert held == [False, False, True, True, True, True, False, False]


def test_nothing_is_lent_any_more_by_who_has_lost_the_role_or_to_who_has_left(agency, head, deputy):
    lent(head, deputy, agency, Role.AGENCY_HEAD)
    Membership.objects.filter(user=head).update(valid_to=today() - DAY)
    assert not can(fresh(deputy), P.REPORT_SIGN)
    Membership.objects.filter(user=head).update(valid_to=None)
    assert can(fresh(deputy), P.REPORT_SIGN)
    Membership.objects.filter(user=deputy).update(valid_to=today() - DAY)
    assert not can(fresh(deputy), P.REPORT_SIGN)


def test_a_locked_out_giver_lends_nothing(agency, head, deputy):
    lent(head, deputy, agency, Role.AGENCY_HEAD)
    User.objects.filter(pk=head.pk).update(is_active=False)
    assert not can(fresh(deputy), P.REPORT_SIGN)


def test_what_is_lent_is_not_lent_on(agency, head, deputy):
    lent(head, deputy, agency, Role.AGENCY_HEAD)
    third = person(agency, Role.STAFF)
    with pytest.raises(errors.NotTheGivers):
        lent(deputy, third, agency, Role.AGENCY_HEAD)


@pytest.mark.parametrize("role", list(Role))
def test_of_no_role_more_is_lendable_than_it_has_and_never_who_gets_in(role):
    offered = set(lendable(role))
    assert offered <= GRANTS[role]
    assert not offered & {P.PERSON_MANAGE, P.AGENCY_MANAGE, P.DELEGATION_GIVE}


def test_more_than_the_role_has_is_refused(agency, head, deputy):
    for act in (P.PLAN_ISSUE, P.DELEGATION_GIVE, P.PUBLICATION_APPROVE):
        with pytest.raises(errors.MoreThanTheRole):
            lent(head, deputy, agency, Role.AGENCY_HEAD, act)


def test_only_a_colleague_may_act(agency, head):
    stranger = person(AgencyFactory(), Role.AGENCY_HEAD)
    with pytest.raises(errors.NotAColleague):
        lent(head, stranger, agency, Role.AGENCY_HEAD)


def test_nobody_lends_to_oneself_nor_backward_nor_for_ever_nor_twice(agency, head, deputy):
    with pytest.raises(errors.ToOneself):
        lent(head, head, agency, Role.AGENCY_HEAD)
    with pytest.raises(errors.BackwardDays):
        lent(head, deputy, agency, Role.AGENCY_HEAD, days=-1)
    with pytest.raises(errors.BackwardDays):
        lent(head, deputy, agency, Role.AGENCY_HEAD, first_on=today() - 9 * DAY)
    with pytest.raises(errors.TooLong):
        lent(head, deputy, agency, Role.AGENCY_HEAD, days=MOST_DAYS)
    lent(head, deputy, agency, Role.AGENCY_HEAD)
    with pytest.raises(errors.TwiceAtOnce):
        lent(head, person(agency, Role.STAFF), agency, Role.AGENCY_HEAD, first_on=today() + 7 * DAY)


def test_for_somebody_who_is_away_the_head_and_the_administrator_decide_and_nobody_else(agency, head, deputy):
    focal = person(agency, Role.FOCAL_POINT)
    other_head = person(AgencyFactory(), Role.AGENCY_HEAD)
    for by in (deputy, other_head):
        with pytest.raises(NotAllowed):
            lent(focal, deputy, agency, Role.FOCAL_POINT, by=by)
    row = lent(focal, deputy, agency, Role.FOCAL_POINT, by=head)
    end(delegation=row, version=row.version, by=head, at=timezone.now(), on=today())
    lent(focal, deputy, agency, Role.FOCAL_POINT, by=person(AgencyFactory(), Role.SYSADMIN))


def test_it_is_ended_early_by_both_and_by_nobody_else(agency, head, deputy):
    row = lent(head, deputy, agency, Role.AGENCY_HEAD)
    with pytest.raises(NotAllowed):
        end(delegation=row, version=row.version, by=person(agency, Role.STAFF), at=timezone.now(), on=today())
    with pytest.raises(RowMovedOn):
        end(delegation=row, version=row.version + 1, by=deputy, at=timezone.now(), on=today())
    end(delegation=row, version=row.version, by=deputy, at=timezone.now(), on=today())
    assert fresh(deputy).acts_for_until is None
    assert not can(fresh(deputy), P.REPORT_SIGN)
    row.refresh_from_db()
    with pytest.raises(errors.AlreadyEnded):
        end(delegation=row, version=row.version, by=head, at=timezone.now(), on=today())


def test_both_names_stand_in_the_trail_where_one_acts_for_another(agency, head, deputy):
    duty = AssignmentFactory(agency=agency, reported=True)
    lent(head, deputy, agency, Role.AGENCY_HEAD, P.ASSIGNMENT_SUBMIT)
    submit(assignment=duty, version=duty.version, by=deputy, on=today())
    event = AuditEvent.objects.get(code="work.submitted")
    assert event.who == "Lê Văn Phó thay Trần Thị Thủ Trưởng"
    assert broken_at() is None


def test_who_acts_by_the_own_right_acts_for_nobody(agency, head):
    focal = person(agency, Role.FOCAL_POINT, "Đầu mối")
    lent(head, focal, agency, Role.AGENCY_HEAD)
    duty = AssignmentFactory(agency=agency, reported=True)
    can(focal, P.REPORT_SIGN, agency)  # for another
    submit(assignment=duty, version=duty.version, by=focal, on=today())  # by the own right
    assert AuditEvent.objects.get(code="work.submitted").who == "Đầu mối"


def test_asking_changes_nothing_about_who_acts(agency, head, deputy):
    lent(head, deputy, agency, Role.AGENCY_HEAD)
    assert can(deputy, P.REPORT_SIGN, agency)
    assert deputy.acts_for is None
    require(deputy, P.REPORT_SIGN, agency)
    assert deputy.acts_for == ActsFor(head.pk, head.full_name)
    assert not can(deputy, P.PLAN_ISSUE)
    assert deputy.acts_for == ActsFor(head.pk, head.full_name)


def test_a_page_that_asked_for_another_act_puts_no_name_into_the_trail(agency, head, deputy):
    row = lent(head, deputy, agency, Role.AGENCY_HEAD)
    assert can(deputy, P.REPORT_SIGN, agency)  # a page asks whether to show a button
    end(delegation=row, version=row.version, by=deputy, at=timezone.now(), on=today())  # what is the own right of both
    assert AuditEvent.objects.get(code="delegations.ended").who == "Lê Văn Phó"


def test_what_is_asked_inside_a_service_after_its_own_act_takes_no_name_out(agency, head, deputy):
    focal = person(agency, Role.FOCAL_POINT, "Đầu mối")
    lent(head, focal, agency, Role.AGENCY_HEAD, P.REPORT_SIGN)
    require(focal, P.REPORT_SIGN, agency)
    assert can(focal, P.ASSIGNMENT_REPORT, agency)  # by the own right, as a page or a list of rows asks
    assert record("work.submitted", actor=focal, target=agency).who == "Đầu mối thay Trần Thị Thủ Trưởng"


def test_a_calendar_and_figures_made_by_a_loan_bear_both_names(agency, head, deputy):
    lent(head, deputy, agency, Role.AGENCY_HEAD)
    make_feed(agency=agency, by=deputy, now=timezone.now())
    assert AuditEvent.objects.get(code="notices.feed_made").who == "Lê Văn Phó thay Trần Thị Thủ Trưởng"
    deputy.acts_for = None
    coordinator = person(agency, Role.COORDINATOR, "Phạm Điều Phối")
    lent(coordinator, deputy, agency, Role.COORDINATOR, P.FIGURE_WRITE)
    _require_all({agency.pk}, deputy)
    assert deputy.acts_for == ActsFor(coordinator.pk, "Phạm Điều Phối")


def test_who_entered_does_not_approve_through_the_hat_of_another(agency):
    coordinator = person(agency, Role.COORDINATOR)
    focal = person(agency, Role.FOCAL_POINT)
    duty = AssignmentFactory(agency=agency, reported=True)
    submit(assignment=duty, version=duty.version, by=focal, on=today())
    duty.refresh_from_db()
    lent(coordinator, focal, agency, Role.COORDINATOR, P.ASSIGNMENT_CONFIRM)
    with pytest.raises(errors.OnePerson):
        confirm(assignment=duty, version=duty.version, by=focal, on=today())
    assert confirm(assignment=duty, version=duty.version, by=coordinator, on=today()).confirmed_on


def test_the_duties_of_the_giver_lie_on_the_desk_of_the_taker(agency, head, deputy):
    assert agency.pk not in Desk.of(deputy, on=today()).distributes
    lent(head, deputy, agency, Role.AGENCY_HEAD)
    assert agency.pk in Desk.of(deputy, on=today()).distributes


def test_reminders_go_to_who_acts(agency, head, deputy):
    duty = Assignment.objects.select_related("agency").get(pk=AssignmentFactory(agency=agency).pk)
    assert Recipients([duty], on=today()).doing(duty) == {head.pk}
    lent(head, deputy, agency, Role.AGENCY_HEAD)
    assert Recipients([duty], on=today()).doing(duty) == {deputy.pk}
    assert Recipients([duty], on=today() + 30 * DAY).doing(duty) == {head.pk}


def test_results_that_wait_for_confirmation_are_told_to_who_acts_for_the_coordinator(agency, deputy):
    coordinator = person(agency, Role.COORDINATOR)
    AssignmentFactory(agency=AgencyFactory(), submitted=True, submitted_on=today())
    lent(coordinator, deputy, agency, Role.COORDINATOR, P.ASSIGNMENT_CONFIRM)
    _tell_of_waiting(today(), timezone.now())
    assert [notice.user for notice in Notice.objects.filter(kind="waiting")] == [deputy]


def test_who_acts_in_a_privileged_role_needs_a_second_factor(agency, deputy):
    coordinator = person(agency, Role.COORDINATOR)
    assert not is_privileged(deputy)
    lent(coordinator, deputy, agency, Role.COORDINATOR, P.ASSIGNMENT_CONFIRM)
    assert is_privileged(fresh(deputy))


def test_both_see_it_on_the_first_page_and_only_while_it_runs(agency, head, deputy):
    lent(head, deputy, agency, Role.AGENCY_HEAD)
    (mine,), (his,) = TELLER.errands(head, today()), TELLER.errands(deputy, today())
    assert mine.text == "Lê Văn Phó đang làm thay bạn"
    assert his.text == "Bạn đang làm thay Trần Thị Thủ Trưởng"
    assert TELLER.errands(head, today() + 30 * DAY) == []


def test_the_head_sees_those_of_the_agency_and_strangers_none(agency, head, deputy):
    focal = person(agency, Role.FOCAL_POINT)
    lent(focal, deputy, agency, Role.FOCAL_POINT)
    seen = [Delegation.objects.visible_to(user).count() for user in (focal, deputy, head, person(agency, Role.STAFF))]
    assert seen == [1, 1, 1, 0]


def test_a_page_of_lending_shows_what_may_be_lent_and_keeps_what_was_typed(agency, head, deputy, client):
    client.force_login(head)
    post = Membership.objects.get(user=head)
    address = reverse("delegations:delegation_new", args=[post.pk])
    page = client.get(address).content.decode()
    assert "ký, gửi phần báo cáo" in page
    assert "giao người làm thay cho người vắng" not in page
    typed = {"taker": deputy.pk, "first_on": f"{today():%d/%m/%Y}", "last_on": "01/01/2020", "reason": "Nghỉ phép",
             "permissions": ["report.sign"]}  # fmt: skip
    answer = client.post(address, typed)
    assert answer.status_code == 409
    assert "Nghỉ phép" in answer.content.decode()
    assert client.post(address, typed | {"last_on": f"{today() + DAY:%d/%m/%Y}"}).status_code == 302
    assert Delegation.objects.get().permissions == ["report.sign"]


def test_a_few_colleagues_are_a_tap_each_and_many_fold_into_a_list(agency, head, deputy, client):
    client.force_login(head)
    address = reverse("delegations:delegation_new", args=[Membership.objects.get(user=head).pk])
    assert '<select name="taker"' not in client.get(address).content.decode()
    for _number in range(MOST_SEEN):
        person(agency, Role.STAFF)
    assert '<select name="taker"' in client.get(address).content.decode()


def test_who_has_one_role_goes_straight_to_the_form(agency, head, client):
    client.force_login(head)
    address = reverse("delegations:delegation_new", args=[Membership.objects.get(user=head).pk])
    assert address in client.get(reverse("delegations:delegation_list")).content.decode()
    MembershipFactory(agency=agency, user=head, role=Role.FOCAL_POINT)
    assert address not in client.get(reverse("delegations:delegation_list")).content.decode()


def test_what_a_leader_decides_is_lent_only_on_purpose():
    assert lent_unless_told(Role.LEADER) == [P.ASSIGNMENT_URGE]
    assert lent_unless_told(Role.AGENCY_HEAD) == lendable(Role.AGENCY_HEAD)


def test_who_lends_nothing_costs_no_query(agency, deputy, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert not can(deputy, P.REPORT_SIGN, agency)
