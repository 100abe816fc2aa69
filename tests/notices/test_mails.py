"""Digest and direct mails, over a real mail server: when, what first, how many, and what happens when it is away."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from caicach.audit.models import AuditEvent
from caicach.core.workdays import is_working_day, next_working_day
from caicach.duties.services import return_, submit
from caicach.notices.again import send_again
from caicach.notices.choices import choose_mails
from caicach.notices.errors import DayIsFull, NotInDoubt
from caicach.notices.models import Mail, MailState, Notice, NoticeKind
from caicach.notices.outbox import Outbox, outbox
from caicach.notices.posting import pause_after, send_waiting
from caicach.notices.running import keep_going
from caicach.notices.urging import urge
from caicach.people.invitations import redeem, renew_invitation
from caicach.ui.errors import NotAllowed
from tests.notices.conftest import NOW, TODAY, at, duty_due

pytestmark = pytest.mark.django_db
ON_WAY = [MailState.WAITING, MailState.CLAIMED, MailState.HANDING]


def days_of_steps(world, duty, *, until):
    """Each day at eight from today on: which step the focal point was told on which day."""
    day = TODAY
    while day <= until:
        keep_going(now=at(day))
        day += timedelta(days=1)
    rows = Notice.objects.filter(assignment=duty, user=world.focal, kind=NoticeKind.STEP).order_by("day")
    return [(int(row.key.split(":")[1]), row.day) for row in rows]


def test_working_days_know_weekends_and_holidays():
    assert not is_working_day(date(2026, 2, 17))  # Tết
    assert not is_working_day(date(2026, 9, 2))
    assert not is_working_day(date(2026, 6, 14))  # a Sunday
    assert is_working_day(TODAY)
    assert next_working_day(date(2026, 4, 29)) == date(2026, 5, 4)


def test_a_deadline_is_told_in_four_steps_and_its_head_after_an_announcement(world, mail):
    world.duty.delete()
    duty = duty_due(world, date(2026, 7, 1))
    told = days_of_steps(world, duty, until=date(2026, 7, 31))
    assert told == [(-14, date(2026, 6, 17)), (-3, date(2026, 6, 29)), (1, date(2026, 7, 2)), (7, date(2026, 7, 8))]
    (announced,) = [one for one in mail.to(world.focal.email) if "08/07/2026" in one.get_content()]
    assert "Nếu đến ngày 08/07/2026 chưa gửi kết quả, thủ trưởng cơ quan sẽ được báo." in announced.get_content()
    (to_head,) = mail.to(world.head.email)
    assert to_head["Subject"] == "1 việc quá hạn."
    assert "Báo thủ trưởng: Sở Y tế quá hạn 7 ngày" in to_head.get_content()


def test_the_ladder_ends_when_the_result_is_handed_in(world, mail):
    world.duty.delete()
    duty = duty_due(world, date(2026, 7, 1), reported=True)
    days_of_steps(world, duty, until=date(2026, 6, 29))
    submit(assignment=duty, version=duty.version, by=world.focal, on=date(2026, 6, 30))
    assert len(days_of_steps(world, duty, until=date(2026, 7, 31))) == 2


def test_nobodys_head_is_told_before_it_was_announced(world, mail):
    """The machine begins when the duty has been late for ten days: it announces first."""
    keep_going(now=NOW)
    assert mail.to(world.head.email) == []
    assert "Nếu đến ngày 18/06/2026" in mail.to(world.focal.email)[0].get_content()
    keep_going(now=at(date(2026, 6, 18)))
    assert len(mail.to(world.head.email)) == 1


def test_the_digest_comes_at_half_past_seven_of_a_working_day_and_begins_with_the_number(world, mail):
    keep_going(now=at(TODAY, 7, 29))
    keep_going(now=at(date(2026, 6, 14), 9))
    assert mail.arrived == []
    keep_going(now=at(TODAY, 7, 30))
    (told,) = mail.to(world.focal.email)
    assert told.get_content().splitlines()[0] == "1 việc quá hạn."
    assert f"https://cchc.lacxuyen.example/viec/nhiem-vu/{world.duty.pk}/" in told.get_content()


def test_there_is_no_mail_where_there_is_nothing_to_tell(world, mail):
    world.duty.delete()
    keep_going(now=NOW)
    assert mail.arrived == []


def test_asked_again_or_with_a_clock_that_was_put_back_nothing_is_sent_twice(world, mail):
    for now in (NOW, NOW, NOW + timedelta(days=1), NOW, NOW + timedelta(days=1)):
        keep_going(now=now)
    assert len(mail.to(world.focal.email)) == 1


def test_what_is_due_tomorrow_is_one_direct_mail_before_the_weekend(world, mail):
    friday = date(2026, 6, 19)
    for due in (date(2026, 6, 20), date(2026, 6, 22), date(2026, 6, 23)):
        duty_due(world, due)
    keep_going(now=at(friday))
    (told,) = [one for one in mail.to(world.focal.email) if "sát hạn" in one["Subject"]]
    assert told["Subject"] == "2 việc: sát hạn"


def returned(world, duty, *, times=1):
    for number in range(times):
        duty.refresh_from_db()
        submit(assignment=duty, version=duty.version, by=world.focal, on=TODAY)
        duty.refresh_from_db()
        return_(assignment=duty, version=duty.version, reason=f"Thiếu {number}", by=world.coordinator, on=TODAY)


def test_returned_work_is_told_at_once_twice_a_day_at_most_and_the_rest_waits_for_the_digest(world, mail):
    """The third place of a day is kept free for the safety of the account."""
    returned(world, world.duty, times=5)
    made_at = Mail.objects.filter(user=world.focal).latest("made_at").made_at
    send_waiting(now=made_at)
    assert len(mail.to(world.focal.email)) == 2
    assert "Lý do: Thiếu 0" in mail.to(world.focal.email)[0].get_content()
    redeem(secret=renew_invitation(user=world.focal, by=None), password="suoi-chay-qua-ban-lang")
    send_waiting(now=Mail.objects.filter(user=world.focal).latest("made_at").made_at)
    assert len(mail.to(world.focal.email)) == 3
    assert "Mật khẩu của bạn" in mail.to(world.focal.email)[-1]["Subject"]
    assert Notice.objects.filter(user=world.focal, kind=NoticeKind.RETURNED, mail=None).count() == 3


def test_a_cause_that_fails_leaves_no_mail(world, mail):
    with transaction.atomic():
        urge(duties=[world.duty.pk], by=world.leader, now=NOW)
        transaction.set_rollback(True)
    assert not Mail.objects.exists()
    assert not Notice.objects.exists()


def test_kinds_that_a_person_switched_off_do_not_come_but_security_does(world, mail):
    choose_mails(wanted=["urged"], by=world.focal)
    keep_going(now=NOW)
    assert mail.to(world.focal.email) == []
    urge(duties=[world.duty.pk], by=world.leader, now=NOW)
    redeem(secret=renew_invitation(user=world.focal, by=None), password="suoi-chay-qua-ban-lang")
    assert sorted(Mail.objects.filter(user=world.focal).values_list("kind", flat=True)) == ["security", "urged"]


def test_without_a_mail_server_notices_stay_in_the_application(world):
    keep_going(now=NOW)
    urge(duties=[world.duty.pk], by=world.leader, now=NOW)
    assert not Mail.objects.exists()
    assert Notice.objects.filter(user=world.focal).count() == 2


def test_a_server_that_is_away_is_asked_again_after_growing_pauses(world, settings, office):
    from tests.notices.post_office import free_port, post_office, smtp

    port = free_port()
    settings.SMTP = smtp(port)
    urge(duties=[world.duty.pk], by=world.leader, now=NOW)
    pauses = []
    now = NOW
    for _ in range(4):
        send_waiting(now=now)
        again = Mail.objects.get(user=world.focal).next_try_at
        pauses.append((again - now).seconds // 60)
        now = again
    assert pauses == [1, 2, 4, 8]
    assert pause_after(99) == timedelta(hours=4)
    assert "refused" in Mail.objects.get(user=world.focal).problem.lower()
    with post_office(port) as (box, _port):
        send_waiting(now=now)
    assert len(box.to(world.focal.email)) == 1
    assert not Mail.objects.filter(state__in=ON_WAY).exists()


def test_what_did_not_get_out_on_its_day_is_told_by_the_next_digest(world, settings, office):
    from tests.notices.post_office import free_port, smtp

    settings.SMTP = smtp(free_port())
    keep_going(now=NOW)
    urge(duties=[world.duty.pk], by=world.leader, now=NOW)
    settings.SMTP = smtp(office.port)
    keep_going(now=NOW + timedelta(days=1))
    (told,) = office.to(world.focal.email)
    assert told.get_content().count("Rà soát thủ tục") == 2  # the step and the urging
    assert Mail.objects.filter(user=world.focal, state=MailState.DROPPED).count() == 2


def doubtful(world):
    """A mail that the server took without saying so."""
    urge(duties=[world.duty.pk], by=world.leader, now=NOW)
    mail = Mail.objects.get(user=world.focal)
    Mail.objects.filter(pk=mail.pk).update(state=MailState.DOUBTFUL)
    Notice.objects.filter(mail=mail).update(mail=None)
    return mail


def test_a_doubtful_mail_is_sent_once_more_when_a_person_wants_it(world, mail):
    row = doubtful(world)
    tomorrow = NOW + timedelta(days=1)
    with pytest.raises(NotAllowed):
        send_again(mail=row, by=world.leader, now=tomorrow)
    send_again(mail=row, by=world.coordinator, now=tomorrow)
    with pytest.raises(NotInDoubt):
        send_again(mail=row, by=world.coordinator, now=tomorrow)
    keep_going(now=tomorrow)
    (told,) = [one for one in mail.to(world.focal.email) if one["Message-ID"].startswith(f"<{row.pk}@")]
    assert "Rà soát thủ tục" in told.get_content()
    row.refresh_from_db()
    assert (row.state, row.again_by, row.day) == (MailState.SENT, world.coordinator, tomorrow.date())
    assert AuditEvent.objects.filter(code="notices.mail_sent_again").count() == 1


def test_a_mail_that_is_wanted_again_is_tried_until_the_server_is_back(world, settings, office):
    from tests.notices.post_office import free_port, smtp

    settings.SMTP = smtp(free_port())
    row = doubtful(world)
    send_again(mail=row, by=world.coordinator, now=NOW)
    keep_going(now=NOW)
    settings.SMTP = smtp(office.port)
    keep_going(now=NOW + timedelta(hours=1))
    assert [one["Message-ID"].startswith(f"<{row.pk}@") for one in office.to(world.focal.email)].count(True) == 1


def test_a_day_has_no_more_places_for_a_mail_that_is_sent_again(world, mail):
    row = doubtful(world)
    tomorrow = NOW + timedelta(days=1)
    for slot in (1, 2, 3):
        Mail.objects.create(
            user=world.focal, kind="urged", key=f"k{slot}", slot=slot, day=tomorrow.date(), address="a@x.example",
            subject="s", body="b", next_try_at=tomorrow, made_at=tomorrow,
        )  # fmt: skip
    with pytest.raises(DayIsFull):
        send_again(mail=row, by=world.coordinator, now=tomorrow)


def test_the_outbox_tells_since_when_mails_wait_and_what_failed_within_a_day(world, mail):
    assert outbox(now=NOW) == Outbox(0, None, 0, 0)
    doubtful(world)
    assert outbox(now=NOW) == Outbox(1, NOW, 0, 1)
    assert outbox(now=NOW + timedelta(days=2)).doubtful == 0


def test_an_address_that_the_server_refuses_is_told_to_the_administrator_and_stops_nobody_else(world, mail):
    mail.answers[world.focal.email] = "550 no such person"
    urge(duties=[world.duty.pk], by=world.leader, now=NOW)
    send_waiting(now=NOW)
    bad = Mail.objects.get(user=world.focal)
    assert (bad.state, bad.problem) == (MailState.REFUSED, "550 no such person")
    assert len(mail.to(world.head.email)) == 1


def test_a_subject_never_brings_another_head_into_a_mail(world, mail):
    world.item.title = "Rà soát\r\nBcc: ai-do@khac.example"
    world.item.save()
    urge(duties=[world.duty.pk], by=world.leader, now=NOW)
    send_waiting(now=NOW)
    (told,) = mail.to(world.focal.email)
    assert told["Bcc"] is None
    assert "\n" not in told["Subject"]
