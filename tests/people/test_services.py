from datetime import date, timedelta

import pytest
from django.utils import timezone

from caicach.audit.models import AuditEvent
from caicach.people.errors import AlreadyInThatState, InvitationNotUsable, OwnAccount, UsernameTaken
from caicach.people.invitations import VALID_FOR, redeem, renew_invitation, usable_invitation, withdraw_invitation
from caicach.people.models import Invitation, User
from caicach.people.permissions import Role
from caicach.people.roles import is_privileged, roles_of
from caicach.people.services import change_profile, create_invited_user, deactivate, reactivate
from caicach.ui.errors import NotAllowed, RowMovedOn
from tests.factories.agencies import MembershipFactory
from tests.factories.people import UserFactory

NEW_PASSWORD = "suoi-chay-qua-ban-lang"


def invite(by: User | None = None, **fields: str) -> tuple[User, str]:
    return create_invited_user(username="lan.syt", full_name="Nguyễn Thị Lan", by=by, **fields)


def test_an_invited_person_cannot_sign_in_before_choosing_a_password(coordinator):
    user, _ = invite(coordinator)
    assert not user.has_usable_password()


def test_only_the_hash_of_the_link_is_kept(coordinator):
    _, secret = invite(coordinator)
    assert secret not in str(Invitation.objects.values().get())


def test_a_person_is_found_without_diacritics(coordinator):
    user, _ = invite(coordinator, position="Đầu mối")
    assert User.objects.filter(search_text__contains="nguyen thi lan").get() == user
    assert "dau moi" in user.search_text


def test_a_focal_point_may_not_invite(focal_point):
    with pytest.raises(NotAllowed):
        invite(focal_point)


def test_a_former_coordinator_may_not_invite():
    former = MembershipFactory(user=UserFactory(), role=Role.COORDINATOR, valid_to=date(2021, 1, 1)).user
    with pytest.raises(NotAllowed):
        invite(former)


def test_the_machine_may_invite():
    assert invite(None)[0].username == "lan.syt"


def test_two_people_do_not_share_a_username(coordinator):
    invite(coordinator)
    with pytest.raises(UsernameTaken, match="lan.syt"):
        create_invited_user(username=" LAN.SYT ", full_name="Lê Lan", by=coordinator)


def test_the_link_sets_the_password_once(coordinator):
    _, secret = invite(coordinator)
    assert redeem(secret=secret, password=NEW_PASSWORD).check_password(NEW_PASSWORD)
    with pytest.raises(InvitationNotUsable):
        redeem(secret=secret, password="mot-mat-khau-khac-han")
    assert User.objects.get(username="lan.syt").check_password(NEW_PASSWORD)


def test_the_link_works_for_a_day(coordinator):
    _, secret = invite(coordinator)
    soon, late = timezone.now() + VALID_FOR - timedelta(minutes=1), timezone.now() + VALID_FOR + timedelta(minutes=1)
    assert usable_invitation(secret, at=soon)
    with pytest.raises(InvitationNotUsable):
        redeem(secret=secret, password=NEW_PASSWORD, at=late)


def test_a_new_link_ends_the_older_one(coordinator):
    user, old = invite(coordinator)
    new = renew_invitation(user=user, by=coordinator)
    assert usable_invitation(new)
    with pytest.raises(InvitationNotUsable):
        usable_invitation(old)


def test_a_withdrawn_link_does_not_work(coordinator):
    user, secret = invite(coordinator)
    assert withdraw_invitation(user=user, by=coordinator) == 1
    with pytest.raises(InvitationNotUsable):
        usable_invitation(secret)


@pytest.mark.parametrize("service", [renew_invitation, withdraw_invitation])
def test_a_focal_point_has_no_power_over_links(service, coordinator, focal_point):
    user, _ = invite(coordinator)
    with pytest.raises(NotAllowed):
        service(user=user, by=focal_point)


def test_an_invented_link_does_not_work():
    with pytest.raises(InvitationNotUsable):
        usable_invitation("khong-co")


def test_deactivation_ends_open_sessions_for_good(coordinator, client):
    user = UserFactory()
    client.force_login(user)
    assert client.get("/tai-khoan/").status_code == 200
    user = deactivate(user=user, by=coordinator, version=user.version)
    assert client.get("/tai-khoan/").status_code == 302
    reactivate(user=user, by=coordinator, version=user.version)
    assert client.get("/tai-khoan/").status_code == 302


def test_deactivation_ends_open_links(coordinator):
    user, secret = invite(coordinator)
    deactivate(user=user, by=coordinator, version=user.version)
    with pytest.raises(InvitationNotUsable):
        usable_invitation(secret)


def test_reactivation_hands_out_a_new_link(coordinator):
    user = deactivate(user=UserFactory(), by=coordinator, version=1)
    secret = reactivate(user=user, by=coordinator, version=user.version)
    assert usable_invitation(secret).user == user


def test_nobody_deactivates_oneself(coordinator):
    with pytest.raises(OwnAccount):
        deactivate(user=coordinator, by=coordinator, version=coordinator.version)


def test_nobody_is_deactivated_twice(coordinator):
    user = deactivate(user=UserFactory(), by=coordinator, version=1)
    with pytest.raises(AlreadyInThatState):
        deactivate(user=user, by=coordinator, version=user.version)


def test_a_focal_point_may_not_deactivate(focal_point):
    with pytest.raises(NotAllowed):
        deactivate(user=UserFactory(), by=focal_point, version=1)


def profile_of(user: User, **changes: object) -> dict[str, object]:
    kept = {"full_name": user.full_name, "position": "", "email": "", "phone": "", "version": user.version}
    return {"user": user, **kept, **changes}


def test_a_person_changes_the_own_profile(focal_point):
    changed = change_profile(by=focal_point, **profile_of(focal_point, phone="0900 000 000"))
    assert (changed.phone, changed.version) == ("0900 000 000", 2)


def test_a_person_does_not_change_the_profile_of_another(focal_point):
    with pytest.raises(NotAllowed):
        change_profile(by=focal_point, **profile_of(UserFactory()))


def test_a_profile_that_has_moved_on_is_not_overwritten(coordinator):
    user = UserFactory()
    change_profile(by=coordinator, **profile_of(user, phone="1"))
    with pytest.raises(RowMovedOn):
        change_profile(by=coordinator, **profile_of(user, phone="2"))


def test_every_change_leaves_its_event(coordinator):
    user, secret = invite(coordinator)
    redeem(secret=secret, password=NEW_PASSWORD)
    user.refresh_from_db()
    user = deactivate(user=user, by=coordinator, version=user.version)
    reactivate(user=user, by=coordinator, version=user.version)
    assert list(AuditEvent.objects.order_by("sequence").values_list("code", flat=True)) == [
        "people.person_entered",
        "people.invitation_made",
        "people.invitation_redeemed",
        "people.person_deactivated",
        "people.person_reactivated",
        "people.invitation_made",
    ]


def test_roles_are_those_of_the_day():
    user = UserFactory()
    MembershipFactory(user=user, role=Role.LEADER, valid_from=date(2026, 1, 1), valid_to=date(2026, 6, 30))
    MembershipFactory(user=user, role=Role.STAFF, valid_from=None, valid_to=None)
    assert roles_of(user, on=date(2026, 6, 30)) == {Role.LEADER, Role.STAFF}
    assert roles_of(user, on=date(2026, 7, 1)) == {Role.STAFF}


def test_coordinators_are_privileged_and_focal_points_are_not(coordinator, focal_point):
    assert is_privileged(coordinator)
    assert not is_privileged(focal_point)
