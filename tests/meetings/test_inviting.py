"""Invitations reach the people of an agency once, as notice and mail; agencies answer until the day of the meeting."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from caicach.meetings import errors
from caicach.meetings.inviting import answer_invitation, told_of
from caicach.meetings.models import Answer
from caicach.meetings.services import add_participants, cancel
from caicach.notices.models import Mail, MailKind, MailRefusal, Notice, NoticeKind
from caicach.people.permissions import Role
from caicach.ui.errors import NotAllowed, RowMovedOn
from tests.factories.agencies import AgencyFactory, MembershipFactory
from tests.factories.delegations import lent
from tests.factories.meetings import meeting_of
from tests.factories.plans import ProvinceFactory
from tests.factories.work import coordinator

pytestmark = pytest.mark.django_db
DAYS = timedelta(days=3)


@pytest.fixture(autouse=True)
def mails(settings):
    settings.SMTP = object()  # mails are written; nobody sends them here


@pytest.fixture
def agency():
    ProvinceFactory()
    return AgencyFactory(name="Sở Y tế")


@pytest.fixture
def focal(agency):
    return person(agency, Role.FOCAL_POINT)


@pytest.fixture
def by():
    return coordinator()


def person(agency, role):
    return MembershipFactory(agency=agency, role=role, user__email=f"{role}{agency.pk}@example.vn").user


def coming(by, agency):
    return meeting_of(by, agency, held_on=timezone.localdate() + DAYS).meeting


def answered(meeting, by, answer=Answer.COMES, words="", version=1, on=None):
    return answer_invitation(
        participant=meeting.participants.get(agency__name="Sở Y tế"), answer=answer, words=words, version=version,
        by=by, at=timezone.now(), on=on or timezone.localdate(),
    )  # fmt: skip


def test_focal_point_and_head_are_told_once_each_with_one_mail_and_it_is_recorded_who(by, agency, focal):
    head, staff = person(agency, Role.AGENCY_HEAD), person(agency, Role.STAFF)
    meeting = coming(by, agency)
    told = told_of(meeting)[meeting.participants.get().pk]
    assert {notice.user for notice in told} == {focal, head}
    assert all(notice.mail.kind == MailKind.INVITED and "Cuộc họp quý III" in notice.mail.subject for notice in told)
    assert not Notice.objects.filter(user=staff).exists()


def test_who_acts_for_the_head_is_told_instead(by, agency):
    head, deputy = person(agency, Role.AGENCY_HEAD), person(agency, Role.STAFF)
    lent(head, deputy, agency, Role.AGENCY_HEAD)
    coming(by, agency)
    assert [notice.user for notice in Notice.objects.filter(kind=NoticeKind.INVITED)] == [deputy]


def test_the_places_of_a_day_hold_for_invitations_and_what_finds_none_is_told_all_the_same(by, agency, focal):
    for _number in range(4):
        coming(by, agency)
    slots = sorted(Mail.objects.filter(user=focal).values_list("slot", flat=True))
    assert slots == [1, 2]  # of three direct mails a day the last is kept for the safety of the account
    assert Notice.objects.filter(user=focal, kind=NoticeKind.INVITED).count() == 4


def test_who_wants_no_such_mails_gets_the_notice_alone(by, agency, focal):
    MailRefusal.objects.create(user=focal, kind=MailKind.INVITED)
    coming(by, agency)
    assert not Mail.objects.exists()
    assert Notice.objects.filter(user=focal).count() == 1


def test_who_is_added_later_is_told_then_and_all_hear_that_it_was_cancelled(by, agency, focal):
    meeting = coming(by, agency)
    other = AgencyFactory(name="Sở Tư pháp")
    late = person(other, Role.AGENCY_HEAD)
    add_participants(meeting=meeting, agencies=[other], by=by)
    assert Notice.objects.filter(user=late).count() == 1
    meeting.refresh_from_db()
    cancel(meeting=meeting, reason="Trùng lịch", version=meeting.version, by=by, at=timezone.now())
    assert all("Trùng lịch" in Notice.objects.filter(user=user).latest("pk").text for user in (focal, late))


def test_a_meeting_that_is_entered_afterwards_invites_nobody(by, agency, focal):
    meeting_of(by, agency)
    assert not Notice.objects.exists()


def test_an_agency_comes_or_says_who_comes_or_why_nobody_does(by, agency, focal):
    meeting = coming(by, agency)
    assert answered(meeting, focal).answer == Answer.COMES
    for answer in (Answer.SENDS, Answer.STAYS_AWAY):
        with pytest.raises(errors.AnswerNeedsWords):
            answered(meeting, focal, answer, "  ", version=2)
    row = answered(meeting, focal, Answer.SENDS, "Phó Giám đốc  Lê An", version=2)
    assert (row.answer, row.answer_words, row.answered_by, row.version) == (
        Answer.SENDS, "Phó Giám đốc Lê An", focal, 3,
    )  # fmt: skip


def test_two_answers_at_once_do_not_overwrite_each_other_and_strangers_give_none(by, agency, focal):
    meeting = coming(by, agency)
    answered(meeting, focal)
    with pytest.raises(RowMovedOn):
        answered(meeting, focal, Answer.STAYS_AWAY, "Bận")
    for stranger in (by, person(AgencyFactory(), Role.AGENCY_HEAD)):
        with pytest.raises(NotAllowed):
            answered(meeting, stranger, version=2)


def test_after_the_meeting_or_when_it_is_cancelled_nobody_answers(by, agency, focal):
    meeting = coming(by, agency)
    with pytest.raises(errors.AnswerTooLate):
        answered(meeting, focal, on=meeting.held_on + timedelta(days=1))
    cancel(meeting=meeting, reason="Trùng lịch", version=meeting.version, by=by, at=timezone.now())
    with pytest.raises(errors.AnswerTooLate):
        answered(meeting, focal)


def test_the_page_asks_the_agency_and_shows_the_answer_to_who_prepares(by, agency, focal, client):
    meeting = coming(by, agency)
    page = reverse("meetings:meeting_detail", args=[meeting.pk])
    to = reverse("meetings:invitation_answer", args=[meeting.pk, meeting.participants.get().pk])
    client.force_login(focal)
    assert to in client.get(page).content.decode()
    assert client.post(to, {"answer": "absent", "words": "", "version": "1"}).status_code == 422
    assert client.post(to, {"answer": "absent", "words": "Đi công tác", "version": "1"}).status_code == 302
    assert client.post(to, {"answer": "comes", "version": "1"}).status_code == 409
    client.force_login(by)
    shown = client.get(page).content.decode()
    assert "Đi công tác" in shown
    assert f"đã báo: {focal}" in " ".join(shown.split())
    assert to not in shown


def test_a_button_without_the_version_that_was_seen_is_refused(by, agency, client):
    meeting = coming(by, agency)
    client.force_login(by)
    edited = {"title": "Khác", "held_on": f"{meeting.held_on:%d/%m/%Y}"}
    assert client.post(reverse("meetings:meeting_edit", args=[meeting.pk]), edited).status_code == 409
    point = meeting.agenda.get()
    for name in ("agenda_move", "agenda_remove"):
        assert client.post(reverse(f"meetings:{name}", args=[meeting.pk, point.pk])).status_code == 409
    assert client.post(reverse("meetings:meeting_invite", args=[meeting.pk])).status_code == 409
