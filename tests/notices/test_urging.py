"""Đôn đốc: who urges, what the agency sees and answers, and that it is all kept."""

import pytest

from caicach.audit.models import AuditEvent
from caicach.duties.services import submit
from caicach.notices.errors import AlreadyAnswered, AnswerMissing, NothingToUrge, UrgedToday
from caicach.notices.models import Notice, Reminder
from caicach.notices.urging import answer, urge
from caicach.people.errands import errands_of
from caicach.ui.errors import NotAllowed
from caicach.work.history import history_of
from tests.notices.conftest import NOW, TODAY, duty_due

pytestmark = pytest.mark.django_db


def test_leader_urges_and_the_agency_sees_it_on_its_desk_and_answers(world):
    (reminder,) = urge(duties=[world.duty.pk], remark="Báo cáo trước thứ Sáu.", by=world.leader, now=NOW)
    assert reminder.text.startswith("Đề nghị Sở Y tế gửi kết quả “1.9 Rà soát thủ tục” (hạn 05/06/2026")
    assert reminder.text.endswith("đã quá hạn 10 ngày).\nBáo cáo trước thứ Sáu.")
    assert "1 lần đôn đốc chờ trả lời" in [one.text for one in errands_of(world.focal, TODAY)]
    answer(reminder=reminder, text="Thứ Năm gửi.", by=world.focal, now=NOW)
    assert not [one for one in errands_of(world.focal, TODAY) if "đôn đốc" in one.text]
    (told,) = Notice.objects.filter(user=world.leader)
    assert told.text == "Sở Y tế trả lời đôn đốc: Thứ Năm gửi."
    words = [(line.words, line.remark) for line in history_of(world.duty)]
    assert words == [("trả lời đôn đốc", "Thứ Năm gửi."), ("đôn đốc", reminder.text)]


def test_agency_may_not_urge_and_another_agency_may_not_answer(world):
    with pytest.raises(NotAllowed):
        urge(duties=[world.duty.pk], by=world.focal, now=NOW)
    (reminder,) = urge(duties=[world.duty.pk], by=world.coordinator, now=NOW)
    with pytest.raises(NotAllowed):
        answer(reminder=reminder, text="Xong", by=world.leader, now=NOW)
    assert not Reminder.objects.exclude(answer="").exists()


def test_one_person_urges_about_a_duty_once_a_day_and_all_or_none(world):
    other = duty_due(world, TODAY)
    urge(duties=[world.duty.pk], by=world.coordinator, now=NOW)
    with pytest.raises(UrgedToday):
        urge(duties=[other.pk, world.duty.pk], by=world.coordinator, now=NOW)
    assert Reminder.objects.count() == 1
    urge(duties=[world.duty.pk], by=world.leader, now=NOW)
    assert AuditEvent.objects.filter(code="notices.urged").count() == 2


def test_what_was_handed_in_is_not_urged(world):
    submit(assignment=world.duty, version=world.duty.version, by=world.focal, on=TODAY)
    with pytest.raises(NothingToUrge):
        urge(duties=[world.duty.pk], by=world.leader, now=NOW)


def test_a_reminder_is_answered_once_and_with_words(world):
    (reminder,) = urge(duties=[world.duty.pk], by=world.leader, now=NOW)
    with pytest.raises(AnswerMissing):
        answer(reminder=reminder, text="  ", by=world.focal, now=NOW)
    answer(reminder=reminder, text="Đang làm", by=world.focal, now=NOW)
    with pytest.raises(AlreadyAnswered):
        answer(reminder=reminder, text="Khác", by=world.head, now=NOW)


def test_urging_about_twenty_duties_is_one_mail_to_each_person(world, mail):
    from caicach.notices.posting import send_waiting

    duties = [world.duty, *(duty_due(world, TODAY) for _ in range(19))]
    urge(duties=[duty.pk for duty in duties], by=world.coordinator, now=NOW)
    assert send_waiting(now=NOW)["sent"] == 2
    (told,) = mail.to(world.focal.email)
    assert told["Subject"] == "20 việc: đôn đốc"
    assert told.get_content().count("https://cchc.lacxuyen.example/viec/nhiem-vu/") == 20
