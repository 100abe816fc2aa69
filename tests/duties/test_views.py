from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from caicach.agencies.models import Succession
from caicach.audit.models import AuditEvent
from caicach.duties.evidence import may_see_evidence
from caicach.people.permissions import Role
from caicach.work.models import Assignment
from tests.factories.agencies import AgencyFactory
from tests.factories.work import (
    AssignmentFactory,
    coordinator,
    person_in,
)
from tests.work.pages import page

pytestmark = pytest.mark.django_db


def test_duty_page_says_what_to_do(as_focal_point, duty):
    _response, html = page(as_focal_point, "duties:assignment_detail", duty.pk)
    assert "Báo cáo và gửi kết quả" in html
    assert "Xem lại và gửi kết quả này" not in html


def test_focal_point_reports_hands_in_and_takes_back(as_focal_point, duty):
    url = reverse("duties:assignment_report", args=[duty.pk])
    response = as_focal_point.post(url, {"text": "Đã xong.", "progress_percent": "100", "version": 1}, follow=True)
    assert "Xem lại và gửi kết quả này" in response.content.decode()
    as_focal_point.post(reverse("duties:assignment_submit", args=[duty.pk]), {"version": 2})
    duty.refresh_from_db()
    assert duty.submitted_on == timezone.localdate()
    as_focal_point.post(reverse("duties:assignment_take_back", args=[duty.pk]), {"version": 3})
    duty.refresh_from_db()
    assert duty.submitted_on is None


def test_report_that_is_wrong_comes_back_with_what_was_typed(as_focal_point, duty):
    url = reverse("duties:assignment_report", args=[duty.pk])
    response = as_focal_point.post(url, {"text": "Đã làm phần đầu", "progress_percent": "140", "version": 1})
    assert response.status_code == 422
    assert "Đã làm phần đầu" in response.content.decode()


def test_old_version_is_a_conflict_and_keeps_what_was_typed(as_focal_point, duty):
    url = reverse("duties:assignment_report", args=[duty.pk])
    assert as_focal_point.post(url, {"text": "Một", "version": 1}).status_code == 302
    conflict = as_focal_point.post(url, {"text": "Hai đang gõ dở", "version": 1})
    assert conflict.status_code == 409
    assert "Hai đang gõ dở" in conflict.content.decode()
    assert conflict.context["report_form"]["version"].value() == "2"


def test_focal_point_hands_a_duty_to_a_person(as_focal_point, duty):
    staff = person_in(duty.agency, Role.STAFF)
    url = reverse("duties:assignment_hand_out", args=[duty.pk])
    assert as_focal_point.post(url, {"person": staff.pk, "from_on": "01/06/2026", "version": 1}).status_code == 302
    assert duty.hand_outs.get().person == staff
    refused = as_focal_point.post(url, {"person": staff.pk, "from_on": "31/02/2026", "version": 2})
    assert refused.status_code == 422


def test_coordinator_opens_and_confirms(as_coordinator):
    duty = AssignmentFactory(submitted=True)
    as_coordinator.post(reverse("duties:assignment_look", args=[duty.pk]))
    _response, html = page(as_coordinator, "duties:assignment_detail", duty.pk)
    assert "Xác nhận hoàn thành" in html
    as_coordinator.post(reverse("duties:assignment_confirm", args=[duty.pk]), {"version": duty.version})
    duty.refresh_from_db()
    assert duty.confirmed_on == timezone.localdate()


def test_coordinator_returns_with_a_reason(as_coordinator):
    duty = AssignmentFactory(submitted=True)
    url = reverse("duties:assignment_return", args=[duty.pk])
    assert as_coordinator.post(url, {"version": duty.version}).status_code == 422
    as_coordinator.post(url, {"version": duty.version, "reason": "Thiếu danh mục."})
    duty.refresh_from_db()
    assert duty.return_reason == "Thiếu danh mục."


ACTS = ["report", "submit", "take_back", "look", "confirm", "return", "hand_out", "move"]


@pytest.mark.parametrize("act", ACTS)
def test_acts_are_never_done_by_get_and_strangers_do_not_find_them(as_focal_point, duty, act):
    url = reverse(f"duties:assignment_{act}", args=[duty.pk])
    assert as_focal_point.get(url).status_code == 405
    foreign = AssignmentFactory()
    assert as_focal_point.post(reverse(f"duties:assignment_{act}", args=[foreign.pk])).status_code == 404


@pytest.mark.parametrize("act", ["confirm", "return", "look"])
def test_focal_point_may_not_decide_on_own_results(as_focal_point, duty, act):
    assert as_focal_point.post(reverse(f"duties:assignment_{act}", args=[duty.pk]), {"version": 1}).status_code == 403


def test_evidence_is_kept_and_seen_by_those_who_see_the_duty(as_focal_point, duty, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    url = reverse("duties:assignment_report", args=[duty.pk])
    upload = SimpleUploadedFile("ket-qua.txt", "Danh mục đã công bố".encode())
    response = as_focal_point.post(url, {"text": "Đã xong.", "version": 1, "file": upload}, follow=True)
    kept = duty.reports.get().evidence.get().file
    assert reverse("files:download", args=[kept.pk]) in response.content.decode()
    assert may_see_evidence(coordinator(), kept)
    assert not may_see_evidence(person_in(AgencyFactory(), Role.FOCAL_POINT), kept)


def test_wrong_evidence_is_refused_with_what_to_do(as_focal_point, duty, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    url = reverse("duties:assignment_report", args=[duty.pk])
    upload = SimpleUploadedFile("chuong-trinh.exe", b"MZ")
    response = as_focal_point.post(url, {"text": "Đã xong phần đầu.", "version": 1, "file": upload})
    assert response.status_code == 422
    assert "Đã xong phần đầu." in response.content.decode()
    assert not duty.reports.exists()


def test_coordinator_chooses_the_heir_of_a_split_agency(as_coordinator, duty):
    heir = AgencyFactory()
    Succession.objects.create(
        from_agency=duty.agency, to_agency=heir, kind="split", on=date(2026, 6, 1), share="0.5", legal_basis="QĐ"
    )
    assert "Cơ quan đã thay đổi" in page(as_coordinator, "duties:assignment_detail", duty.pk)[1]
    url = reverse("duties:assignment_move", args=[duty.pk])
    assert as_coordinator.post(url, {"to_agency": AgencyFactory().pk, "version": 1}).status_code == 422
    as_coordinator.post(url, {"to_agency": heir.pk, "version": 1})
    assert Assignment.objects.standing().get().agency == heir


def test_result_is_checked_handed_in_and_receipted(as_focal_point, duty):
    later = AssignmentFactory(agency=duty.agency)
    given = {"text": "Đã ban hành Quyết định số 12.", "then": "check", "version": 1}
    response = as_focal_point.post(reverse("duties:assignment_report", args=[duty.pk]), given)
    assert response.url == reverse("duties:assignment_check", args=[duty.pk])
    assert "Đã ban hành Quyết định số 12." in as_focal_point.get(response.url).content.decode()
    duty.refresh_from_db()
    assert (duty.progress_percent, duty.submitted_on) == (100, None)
    response = as_focal_point.post(reverse("duties:assignment_submit", args=[duty.pk]), {"version": 2}, follow=True)
    html = response.content.decode()
    event = AuditEvent.objects.get(code="work.submitted")
    assert f"KQ-{event.at:%Y}-{event.sequence:06d}" in html
    assert "Lấy lại" in html
    assert reverse("duties:assignment_detail", args=[later.pk]) in html


def test_a_percentage_that_was_typed_is_kept_when_the_result_is_sent(as_focal_point, duty):
    given = {"text": "Xong phần chính.", "progress_percent": "90", "then": "check", "version": 1}
    as_focal_point.post(reverse("duties:assignment_report", args=[duty.pk]), given)
    duty.refresh_from_db()
    assert duty.progress_percent == 90


def test_check_leads_back_where_nothing_is_written_and_the_receipt_where_nothing_is_sent(as_focal_point, duty):
    back = reverse("duties:assignment_detail", args=[duty.pk])
    for name in ("duties:assignment_check", "duties:assignment_sent"):
        assert page(as_focal_point, name, duty.pk)[0].url == back


def test_form_can_be_opened_with_what_was_written_last(as_focal_point, duty):
    as_focal_point.post(reverse("duties:assignment_report", args=[duty.pk]), {"text": "Bản đầu", "version": 1})
    form = page(as_focal_point, "duties:assignment_detail", duty.pk, sua=1)[0].context["report_form"]
    assert form["text"].value() == "Bản đầu"


def test_a_recurring_duty_offers_the_instance_that_is_due_next(as_focal_point, duty):
    for month in (5, 6):
        duty.occurrences.create(first_on=date(2026, month, 1), due_on=date(2026, month, 28))
    response, html = page(as_focal_point, "duties:assignment_detail", duty.pk)
    assert response.context["report_form"]["occurrence"].value() == duty.occurrences.first().pk
    assert "Kiểm tra và gửi" not in html


def test_those_who_watch_get_a_text_to_urge_with(client):
    late = AssignmentFactory(due_on=date(2026, 1, 31))
    client.force_login(person_in(AgencyFactory(), Role.LEADER))
    html = page(client, "duties:assignment_detail", late.pk)[1]
    assert f"Đề nghị {late.agency.name} gửi kết quả" in html
