"""The pages of notices: two taps of a leader, many at once, answers, choices, what was sent."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from caicach.notices.models import Mail, Notice, Reminder
from caicach.notices.urging import urge
from caicach.people.models import User
from caicach.people.permissions import Role
from tests.factories.work import person_in
from tests.notices.conftest import NOW, TODAY, duty_due

pytestmark = pytest.mark.django_db


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_leader_urges_with_two_taps_from_the_overview(world):
    client = browser(world.leader)
    preview = f"{reverse('notices:urge_preview')}?item={world.item.pk}"
    assert preview.replace("&", "&amp;") in client.get(reverse("dashboards:overview")).content.decode()
    page = client.get(preview).content.decode()
    assert "Đề nghị Sở Y tế gửi kết quả" in page
    assert f"http://testserver/viec/nhiem-vu/{world.duty.pk}/" in page  # ready to be pasted into a Zalo group
    client.post(reverse("notices:urge_send"), {"key": str(world.duty.pk)})
    (reminder,) = Reminder.objects.all()
    assert reminder.made_by == world.leader


def test_all_that_an_agency_is_late_with_is_previewed_and_nothing_is_written(world):
    duty_due(world, TODAY)
    client = browser(world.coordinator)
    answer = client.get(reverse("notices:urge_preview"), {"agency": world.agency.pk, "year": "2026"})
    assert [line["duty"].agency for line in answer.context["lines"]] == [world.agency] * 2
    assert not Reminder.objects.exists()


def test_the_list_of_overdue_duties_says_when_it_was_urged_last(world):
    urge(duties=[world.duty.pk], by=world.coordinator, now=NOW)
    page = browser(world.coordinator).get(reverse("notices:overdue_list")).content.decode()
    assert "15/06/2026" in page
    assert 'name="key"' in page


def test_the_agency_answers_on_the_page_of_the_duty_and_keeps_its_words_when_somebody_was_faster(world):
    (reminder,) = urge(duties=[world.duty.pk], by=world.leader, now=NOW)
    url = reverse("notices:reminder_answer", args=[reminder.pk])
    duty_page = reverse("duties:assignment_detail", args=[world.duty.pk])
    assert url in browser(world.focal).get(duty_page).content.decode()
    assert browser(world.focal).post(url, {"answer": "Thứ Sáu gửi"}).url == f"{duty_page}#don-doc"
    late = browser(world.head).post(url, {"answer": "Đang trình ký"})
    assert late.status_code == 409
    assert "Đang trình ký" in late.content.decode()


def test_urging_twice_on_a_day_is_told_on_the_preview(world):
    urge(duties=[world.duty.pk], by=world.leader, now=NOW)
    Reminder.objects.update(made_on=timezone.localdate())
    answer = browser(world.leader).post(reverse("notices:urge_send"), {"key": str(world.duty.pk)})
    assert answer.status_code == 409
    assert "Hôm nay bạn đã đôn đốc việc" in answer.content.decode()


def test_notices_are_marked_read_one_by_one_or_all_that_were_shown(world):
    duties = [world.duty, duty_due(world, TODAY)]
    urge(duties=[duty.pk for duty in duties], by=world.leader, now=NOW)
    client = browser(world.focal)
    first, second = Notice.objects.filter(user=world.focal).order_by("pk")
    client.post(reverse("notices:notices_read"), {"only": first.pk})
    assert Notice.objects.filter(user=world.focal, read_at=None).get() == second
    client.post(reverse("notices:notices_read"), {"upto": first.pk})
    assert Notice.objects.filter(user=world.focal, read_at=None).exists()
    client.post(reverse("notices:notices_read"), {"upto": second.pk})
    assert not Notice.objects.filter(user=world.focal, read_at=None).exists()
    assert Notice.objects.filter(user=world.head, read_at=None).count() == 2


def test_the_administrator_sees_what_was_sent_to_whom_and_takes_it_away(world, mail):
    urge(duties=[world.duty.pk], by=world.leader, now=NOW)
    admin = browser(person_in(world.agency, Role.SYSADMIN))
    page = admin.get(reverse("notices:mail_list"), {"kind": "urged"}).content.decode()
    assert world.focal.email in page
    assert "chờ gửi" in page.lower()
    assert world.focal.email not in admin.get(reverse("notices:mail_list"), {"kind": "digest"}).content.decode()
    assert admin.get(reverse("notices:mail_export")).content.startswith(b"PK")
    assert Mail.objects.count() == 2


def test_sent_mails_are_found_by_words_of_their_subject_with_or_without_accents(world, mail):
    urge(duties=[world.duty.pk], by=world.leader, now=NOW)
    Mail.objects.filter(user=world.head).update(subject="Mời họp", search_text="moi hop")
    told = Mail.objects.get(user=world.focal)
    admin = browser(person_in(world.agency, Role.SYSADMIN))
    for words in (told.subject, told.search_text):
        page = admin.get(reverse("notices:mail_list"), {"subject": words}).content.decode()
        assert told.address in page, words
        assert world.head.email not in page, words
    page = admin.get(reverse("notices:mail_list"), {"subject": "không có thư nào như thế"}).content.decode()
    assert told.address not in page


def test_a_doubtful_mail_leads_to_a_warning_before_it_is_sent_again(world, mail):
    urge(duties=[world.duty.pk], by=world.leader, now=NOW)
    row = Mail.objects.get(user=world.focal)
    Mail.objects.filter(pk=row.pk).update(state="doubtful")
    again = reverse("notices:mail_again", args=[row.pk])
    coordinator = browser(world.coordinator)
    assert again in coordinator.get(reverse("notices:mail_list")).content.decode()
    assert "có thể nhận thư này hai lần" in coordinator.get(again).content.decode()
    assert coordinator.post(again).status_code == 302
    assert coordinator.get(again).status_code == 409
    assert f"Gửi lại: {world.coordinator}" in " ".join(
        coordinator.get(reverse("notices:mail_list")).content.decode().split()
    )


def test_without_a_mail_server_the_pages_say_so(world):
    words = "Hệ thống chưa nối với máy chủ thư"
    assert words in browser(world.coordinator).get(reverse("notices:mail_list")).content.decode()
    assert words in browser(world.focal).get(reverse("notices:mail_choice")).content.decode()
