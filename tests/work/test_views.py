"""What the pages of duties show to whom, and what they do."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from caicach.agencies.models import Succession
from caicach.audit.models import AuditEvent
from caicach.people.permissions import Role
from caicach.work.evidence import may_see_evidence
from caicach.work.handing_out import hand_out
from caicach.work.models import Assignment
from caicach.work.overview import plan_year
from tests.factories.agencies import AgencyFactory
from tests.factories.work import (
    AT,
    AssignmentFactory,
    IssuedPlanFactory,
    ItemDutyFactory,
    LeafFactory,
    coordinator,
    person_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def duty():
    return AssignmentFactory()


@pytest.fixture
def as_focal_point(client, duty):
    client.force_login(person_in(duty.agency, Role.FOCAL_POINT))
    return client


@pytest.fixture
def as_coordinator(client):
    client.force_login(coordinator())
    return client


def page(client, name, *args, **query):
    response = client.get(reverse(f"work:{name}", args=args), query)
    return response, response.content.decode()


def test_desk_of_a_focal_point_shows_what_nobody_has_first(as_focal_point, duty):
    held = AssignmentFactory(agency=duty.agency, due_on=date(2026, 1, 1))
    chief = person_in(duty.agency, Role.FOCAL_POINT)
    hand_out(assignment=held, version=1, unit=None, person=chief, from_on=date(2026, 1, 1), by=chief)
    response, html = page(as_focal_point, "my_work")
    assert [row.assignment for row in response.context["rows"]] == [duty, held]
    assert html.index("Chưa giao cho ai") < html.index(duty.item.title) < html.index("Đã có người làm")


def test_desk_tells_of_a_plan_that_was_just_assigned(as_focal_point, duty):
    plan = duty.item.plan
    plan.assigned_at = timezone.now()
    plan.save()
    assert "Việc mới được giao" in page(as_focal_point, "my_work")[1]


def test_desk_of_staff_shows_only_what_was_handed_to_them(client, duty):
    other = AssignmentFactory(agency=duty.agency)
    staff, chief = person_in(duty.agency, Role.STAFF), person_in(duty.agency, Role.FOCAL_POINT)
    hand_out(assignment=duty, version=1, unit=None, person=staff, from_on=date(2026, 6, 1), by=chief)
    client.force_login(staff)
    _response, html = page(client, "my_work")
    assert duty.item.title in html
    assert other.item.title not in html


def test_desk_of_a_coordinator_shows_what_waits_for_confirmation(as_coordinator):
    waiting = AssignmentFactory(submitted=True)
    _response, html = page(as_coordinator, "my_work")
    assert "Chờ bạn xác nhận" in html
    assert waiting.item.title in html


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_desk(client, role):
    client.force_login(person_in(AgencyFactory(), role))
    assert page(client, "my_work")[0].status_code == 200


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ({"q": "ra soat"}, True),
        ({"q": "khong co"}, False),
        ({"role": "coordinating"}, False),
        ({"month": "2026-06"}, True),
        ({"month": "2026-07"}, False),
        ({"person": "nobody"}, True),
        ({"person": "me"}, False),
        ({"status": "completed"}, False),
        ({"status": "not-a-status"}, True),
        ({"due": "none"}, False),
        ({"year": "2026"}, True),
        ({"year": "2025"}, False),
        ({"sort": "-agency"}, True),
    ],
)
def test_list_is_narrowed_by_the_address(as_focal_point, duty, query, is_found):
    response, html = page(as_focal_point, "assignment_list", **query)
    assert response.status_code == 200
    assert (duty.item.title in html) == is_found


def test_list_is_searched_by_agency_without_diacritics(as_coordinator):
    duty = AssignmentFactory(agency=AgencyFactory(name="Sở Đất đai"))
    AssignmentFactory()
    rows = page(as_coordinator, "assignment_list", q="so dat dai")[0].context["rows"]
    assert [row.assignment for row in rows] == [duty]


def test_duty_page_says_what_to_do(as_focal_point, duty):
    _response, html = page(as_focal_point, "assignment_detail", duty.pk)
    assert "Báo cáo và gửi kết quả" in html
    assert "Xem lại và gửi kết quả này" not in html


def test_focal_point_reports_hands_in_and_takes_back(as_focal_point, duty):
    url = reverse("work:assignment_report", args=[duty.pk])
    response = as_focal_point.post(url, {"text": "Đã xong.", "progress_percent": "100", "version": 1}, follow=True)
    assert "Xem lại và gửi kết quả này" in response.content.decode()
    as_focal_point.post(reverse("work:assignment_submit", args=[duty.pk]), {"version": 2})
    duty.refresh_from_db()
    assert duty.submitted_on == timezone.localdate()
    as_focal_point.post(reverse("work:assignment_take_back", args=[duty.pk]), {"version": 3})
    duty.refresh_from_db()
    assert duty.submitted_on is None


def test_report_that_is_wrong_comes_back_with_what_was_typed(as_focal_point, duty):
    url = reverse("work:assignment_report", args=[duty.pk])
    response = as_focal_point.post(url, {"text": "Đã làm phần đầu", "progress_percent": "140", "version": 1})
    assert response.status_code == 422
    assert "Đã làm phần đầu" in response.content.decode()


def test_old_version_is_a_conflict_and_keeps_what_was_typed(as_focal_point, duty):
    url = reverse("work:assignment_report", args=[duty.pk])
    assert as_focal_point.post(url, {"text": "Một", "version": 1}).status_code == 302
    conflict = as_focal_point.post(url, {"text": "Hai đang gõ dở", "version": 1})
    assert conflict.status_code == 409
    assert "Hai đang gõ dở" in conflict.content.decode()
    assert conflict.context["report_form"]["version"].value() == "2"


def test_focal_point_hands_a_duty_to_a_person(as_focal_point, duty):
    staff = person_in(duty.agency, Role.STAFF)
    url = reverse("work:assignment_hand_out", args=[duty.pk])
    assert as_focal_point.post(url, {"person": staff.pk, "from_on": "01/06/2026", "version": 1}).status_code == 302
    assert duty.hand_outs.get().person == staff
    refused = as_focal_point.post(url, {"person": staff.pk, "from_on": "31/02/2026", "version": 2})
    assert refused.status_code == 422


def test_coordinator_opens_and_confirms(as_coordinator):
    duty = AssignmentFactory(submitted=True)
    as_coordinator.post(reverse("work:assignment_look", args=[duty.pk]))
    _response, html = page(as_coordinator, "assignment_detail", duty.pk)
    assert "Xác nhận hoàn thành" in html
    as_coordinator.post(reverse("work:assignment_confirm", args=[duty.pk]), {"version": duty.version})
    duty.refresh_from_db()
    assert duty.confirmed_on == timezone.localdate()


def test_coordinator_returns_with_a_reason(as_coordinator):
    duty = AssignmentFactory(submitted=True)
    url = reverse("work:assignment_return", args=[duty.pk])
    assert as_coordinator.post(url, {"version": duty.version}).status_code == 422
    as_coordinator.post(url, {"version": duty.version, "reason": "Thiếu danh mục."})
    duty.refresh_from_db()
    assert duty.return_reason == "Thiếu danh mục."


def test_focal_point_may_not_open_the_queue(as_focal_point):
    assert page(as_focal_point, "confirmation_queue")[0].status_code == 403


def test_queue_shows_the_oldest_first(as_coordinator):
    late = AssignmentFactory(submitted=True, submitted_on=date(2026, 6, 20))
    early = AssignmentFactory(submitted=True, submitted_on=date(2026, 6, 2))
    _response, html = page(as_coordinator, "confirmation_queue")
    assert html.index(early.item.title) < html.index(late.item.title)


def test_tree_shows_each_row_with_its_status(as_coordinator, duty):
    group = LeafFactory(plan=duty.item.plan, is_leaf=False, title="Cải cách thể chế", order=0)
    duty.item.parent = group
    duty.item.save()
    _response, html = page(as_coordinator, "plan_status", duty.item.plan_id)
    assert html.index("Cải cách thể chế") < html.index(duty.item.title)
    assert "depth-2" in html
    assert "Sở Thử nghiệm" in html


def test_tree_is_narrowed_to_matching_rows_and_their_headings(as_coordinator, duty):
    kept = LeafFactory(plan=duty.item.plan, is_leaf=False, title="Cải cách thể chế", order=0)
    LeafFactory(plan=duty.item.plan, is_leaf=False, title="Phần trống", order=1)
    duty.item.parent = kept
    duty.item.save()
    _response, html = page(as_coordinator, "plan_status", duty.item.plan_id, agency=duty.agency.pk)
    assert "Cải cách thể chế" in html
    assert "Phần trống" not in html


def test_a_status_chooses_rows_by_their_leads_and_keeps_their_counts_whole(as_coordinator, duty):
    late = LeafFactory(plan=duty.item.plan, due_on=date(2026, 1, 31))
    AssignmentFactory(item=late)
    AssignmentFactory(item=late, confirmed=True)
    AssignmentFactory(item=duty.item, role="coordinating", due_on=date(2026, 1, 31))
    AssignmentFactory(item=LeafFactory(plan=duty.item.plan), confirmed=True)
    Assignment.objects.filter(pk=duty.pk).update(due_on=date(2099, 1, 1))
    tree = page(as_coordinator, "plan_status", duty.item.plan_id, status="overdue")[0].context["tree"]
    assert [(row.item, row.overdue, row.completed, row.lead_total) for row in tree] == [(late, 1, 1, 2)]


@pytest.mark.parametrize(
    ("today", "facts", "cell"),
    [
        (date(2026, 6, 15), {}, "due"),
        (date(2026, 7, 1), {}, "late"),
        (date(2026, 7, 1), {"submitted": True}, "done"),
    ],
)
def test_year_marks_the_month_in_which_a_row_is_due_and_how_it_stands(today, facts, cell):
    duty = AssignmentFactory(**facts)
    assert plan_year(duty.item.plan, today=today)[0].cells == ["", *["runs"] * 4, cell, *[""] * 6]


def test_year_shows_the_worst_of_all_leads_in_each_instance():
    duty = AssignmentFactory(due_on=None)
    other = AssignmentFactory(item=duty.item, due_on=None)
    for row, done_on in ((duty, date(2026, 3, 20)), (other, None)):
        row.occurrences.create(first_on=date(2026, 3, 1), due_on=date(2026, 3, 31), done_on=done_on)
        row.occurrences.create(first_on=date(2026, 2, 1), due_on=date(2026, 2, 28), done_on=date(2026, 2, 20))
        row.occurrences.create(first_on=date(2026, 6, 1), due_on=date(2026, 6, 30))
    cells = plan_year(duty.item.plan, today=date(2026, 6, 15))[0].cells
    assert (cells[1], cells[2], cells[5]) == ("done", "late", "due")


def test_timeline_page_marks_this_month(as_coordinator):
    year = timezone.localdate().year
    duty = AssignmentFactory(item=LeafFactory(plan=IssuedPlanFactory(year=year)))
    html = page(as_coordinator, "plan_timeline", duty.item.plan_id)[1]
    assert 'aria-current="date"' in html


def test_item_page_shows_the_words_of_the_document(as_coordinator, duty):
    _response, html = page(as_coordinator, "item_detail", duty.item_id)
    assert duty.item.lead_text in html
    assert duty.agency.brief in html


def test_plan_is_assigned_after_a_preview_and_texts_are_ready(as_coordinator):
    plan = IssuedPlanFactory()
    named = ItemDutyFactory(item=LeafFactory(plan=plan))
    assert named.agency.name in page(as_coordinator, "assign_preview", plan.pk)[1]
    assert not Assignment.objects.exists()
    response = as_coordinator.post(reverse("work:assign_confirm", args=[plan.pk]), follow=True)
    html = response.content.decode()
    assert "http://testserver/viec/" in html
    assert f"Kính gửi {named.agency.name}" in html
    as_coordinator.post(reverse("work:assign_withdraw", args=[plan.pk]))
    assert not Assignment.objects.exists()


def test_focal_point_may_not_see_the_assigning_step(as_focal_point, duty):
    assert page(as_focal_point, "assign_preview", duty.item.plan_id)[0].status_code == 403


def test_pages_ask_for_login(client, duty):
    for name, args in [("my_work", ()), ("assignment_list", ()), ("assignment_detail", (duty.pk,))]:
        assert page(client, name, *args)[0].status_code == 302


def test_unknown_rows_are_not_found(as_coordinator):
    for name in ("assignment_detail", "item_detail", "plan_status", "plan_timeline", "assign_preview"):
        assert page(as_coordinator, name, uuid4())[0].status_code == 404


ACTS = ["report", "submit", "take_back", "look", "confirm", "return", "hand_out", "move"]


@pytest.mark.parametrize("act", ACTS)
def test_acts_are_never_done_by_get_and_strangers_do_not_find_them(as_focal_point, duty, act):
    url = reverse(f"work:assignment_{act}", args=[duty.pk])
    assert as_focal_point.get(url).status_code == 405
    foreign = AssignmentFactory()
    assert as_focal_point.post(reverse(f"work:assignment_{act}", args=[foreign.pk])).status_code == 404


@pytest.mark.parametrize("act", ["confirm", "return", "look"])
def test_focal_point_may_not_decide_on_own_results(as_focal_point, duty, act):
    assert as_focal_point.post(reverse(f"work:assignment_{act}", args=[duty.pk]), {"version": 1}).status_code == 403


def test_no_page_shows_a_twin_agency(client):
    plan = IssuedPlanFactory(assigned_at=AT)
    ours, theirs = AgencyFactory(name="Sở Anh"), AgencyFactory(name="Sở Canary")
    item = LeafFactory(plan=plan)
    mine = AssignmentFactory(item=item, agency=ours)
    foreign = AssignmentFactory(item=item, agency=theirs, reported=True, progress_percent=77)
    clerk = person_in(theirs, Role.STAFF, full_name="Canary Người")
    foreign.reports.create(text="canary kết quả", reported_on=date(2026, 6, 1), reported_by=clerk)
    foreign.hand_outs.create(person=clerk, from_on=date(2026, 6, 1), made_by=clerk)
    client.force_login(person_in(ours, Role.FOCAL_POINT))
    for name, args in [
        ("my_work", ()),
        ("assignment_list", ()),
        ("assignment_detail", (mine.pk,)),
        ("item_detail", (item.pk,)),
        ("plan_status", (plan.pk,)),
        ("plan_timeline", (plan.pk,)),
    ]:
        response, html = page(client, name, *args)
        assert response.status_code == 200
        assert not re.search("canary", html, re.IGNORECASE), name
        assert "77%" not in html
    assert page(client, "assignment_detail", foreign.pk)[0].status_code == 404
    assert not page(client, "assignment_list", q="canary")[0].context["rows"]


def test_desk_of_a_coordinator_leads_to_plans_that_nobody_was_told_of(as_coordinator):
    plan = IssuedPlanFactory()
    _response, html = page(as_coordinator, "my_work")
    assert reverse("work:assign_preview", args=[plan.pk]) in html


def test_evidence_is_kept_and_seen_by_those_who_see_the_duty(as_focal_point, duty, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    url = reverse("work:assignment_report", args=[duty.pk])
    upload = SimpleUploadedFile("ket-qua.txt", "Danh mục đã công bố".encode())
    response = as_focal_point.post(url, {"text": "Đã xong.", "version": 1, "file": upload}, follow=True)
    kept = duty.reports.get().evidence.get().file
    assert reverse("files:download", args=[kept.pk]) in response.content.decode()
    assert may_see_evidence(coordinator(), kept)
    assert not may_see_evidence(person_in(AgencyFactory(), Role.FOCAL_POINT), kept)


def test_wrong_evidence_is_refused_with_what_to_do(as_focal_point, duty, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    url = reverse("work:assignment_report", args=[duty.pk])
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
    assert "Cơ quan đã thay đổi" in page(as_coordinator, "assignment_detail", duty.pk)[1]
    url = reverse("work:assignment_move", args=[duty.pk])
    assert as_coordinator.post(url, {"to_agency": AgencyFactory().pk, "version": 1}).status_code == 422
    as_coordinator.post(url, {"to_agency": heir.pk, "version": 1})
    assert Assignment.objects.standing().get().agency == heir


def test_result_is_checked_handed_in_and_receipted(as_focal_point, duty):
    later = AssignmentFactory(agency=duty.agency)
    given = {"text": "Đã ban hành Quyết định số 12.", "then": "check", "version": 1}
    response = as_focal_point.post(reverse("work:assignment_report", args=[duty.pk]), given)
    assert response.url == reverse("work:assignment_check", args=[duty.pk])
    assert "Đã ban hành Quyết định số 12." in as_focal_point.get(response.url).content.decode()
    duty.refresh_from_db()
    assert (duty.progress_percent, duty.submitted_on) == (100, None)
    response = as_focal_point.post(reverse("work:assignment_submit", args=[duty.pk]), {"version": 2}, follow=True)
    html = response.content.decode()
    event = AuditEvent.objects.get(code="work.submitted")
    assert f"KQ-{event.at:%Y}-{event.sequence:06d}" in html
    assert "Lấy lại" in html
    assert reverse("work:assignment_detail", args=[later.pk]) in html


def test_a_percentage_that_was_typed_is_kept_when_the_result_is_sent(as_focal_point, duty):
    given = {"text": "Xong phần chính.", "progress_percent": "90", "then": "check", "version": 1}
    as_focal_point.post(reverse("work:assignment_report", args=[duty.pk]), given)
    duty.refresh_from_db()
    assert duty.progress_percent == 90


def test_check_leads_back_where_nothing_is_written_and_the_receipt_where_nothing_is_sent(as_focal_point, duty):
    back = reverse("work:assignment_detail", args=[duty.pk])
    for name in ("assignment_check", "assignment_sent"):
        assert page(as_focal_point, name, duty.pk)[0].url == back


def test_form_can_be_opened_with_what_was_written_last(as_focal_point, duty):
    as_focal_point.post(reverse("work:assignment_report", args=[duty.pk]), {"text": "Bản đầu", "version": 1})
    form = page(as_focal_point, "assignment_detail", duty.pk, sua=1)[0].context["report_form"]
    assert form["text"].value() == "Bản đầu"


def test_a_recurring_duty_offers_the_instance_that_is_due_next(as_focal_point, duty):
    for month in (5, 6):
        duty.occurrences.create(first_on=date(2026, month, 1), due_on=date(2026, month, 28))
    response, html = page(as_focal_point, "assignment_detail", duty.pk)
    assert response.context["report_form"]["occurrence"].value() == duty.occurrences.first().pk
    assert "Kiểm tra và gửi" not in html


def test_those_who_watch_get_a_text_to_urge_with(client):
    late = AssignmentFactory(due_on=date(2026, 1, 31))
    client.force_login(person_in(AgencyFactory(), Role.LEADER))
    html = page(client, "assignment_detail", late.pk)[1]
    assert f"Đề nghị {late.agency.name} gửi kết quả" in html
