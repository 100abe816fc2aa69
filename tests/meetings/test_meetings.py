"""Meetings: who sees them, what each step asks for, and that conclusions are duties like all others."""

import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document as Paper
from openpyxl import load_workbook

from caicach.agencies.dates import DatesAsked, entries_of
from caicach.core.documents.jail import read_file
from caicach.core.officialdocs.linting import lint
from caicach.documentregister.services import Head, register_document
from caicach.meetings import errors
from caicach.meetings.conclusions import Conclusion, add_conclusion, attach, open_conclusions, plan_of
from caicach.meetings.errands import TELLER
from caicach.meetings.lists import conclusion_lines
from caicach.meetings.models import Meeting, MeetingState
from caicach.meetings.papers import conclusion_notice, invitation
from caicach.meetings.services import (
    AgendaContent,
    Attendance,
    MeetingHead,
    add_agenda,
    add_participants,
    cancel,
    invite,
    move_agenda,
    note_attendance,
    plan_meeting,
    write_minutes,
)
from caicach.people.permissions import Role
from caicach.plans.models import PlanKind
from caicach.ui.errors import NotAllowed, RowMovedOn
from caicach.work.models import Assignment
from tests.factories.agencies import AgencyFactory, MembershipFactory
from tests.factories.meetings import held_meeting, meeting_of
from tests.factories.plans import ProvinceFactory
from tests.factories.work import coordinator

pytestmark = pytest.mark.django_db
TOMORROW = timedelta(days=1)


@pytest.fixture
def agency():
    ProvinceFactory()
    return AgencyFactory(name="Sở Y tế")


@pytest.fixture
def by():
    return coordinator()


def person_in(agency, role=Role.FOCAL_POINT):
    return MembershipFactory(agency=agency, role=role).user


def faults(content):
    return [(one.code, one.words) for one in lint(Paper(io.BytesIO(content)))]


def words_in(content):
    paper = Paper(io.BytesIO(content))
    cells = [line.text for table in paper.tables for cell in table._cells for line in cell.paragraphs]
    return "\n".join([*cells, *(line.text for line in paper.paragraphs)])


def test_before_it_is_invited_to_a_meeting_is_seen_by_those_who_prepare_it_alone(by, agency):
    meeting = plan_meeting(head=MeetingHead(title="Họp quý", held_on=timezone.localdate()), by=by)
    add_participants(meeting=meeting, agencies=[agency], by=by)
    assert Meeting.objects.visible_to(person_in(agency)).count() == 0
    assert Meeting.objects.visible_to(by).count() == 1


def test_those_who_take_part_see_the_meeting_and_others_do_not(by, agency):
    held = meeting_of(by, agency)
    assert list(Meeting.objects.visible_to(person_in(agency))) == [held.meeting]
    assert not Meeting.objects.visible_to(person_in(AgencyFactory())).exists()
    assert Meeting.objects.visible_to(person_in(AgencyFactory(), Role.LEADER)).exists()
    assert not Meeting.objects.visible_to(person_in(agency, Role.STAFF)).exists()


def test_only_who_prepares_meetings_writes(by, agency):
    held = meeting_of(by, agency)
    for user in (person_in(agency, Role.AGENCY_HEAD), person_in(agency, Role.LEADER)):
        with pytest.raises(NotAllowed):
            write_minutes(
                meeting=held.meeting, text="x", version=held.meeting.version, by=user, on=timezone.localdate()
            )


def test_nobody_is_invited_without_participants_or_agenda(by, agency):
    meeting = plan_meeting(head=MeetingHead(title="Họp quý", held_on=timezone.localdate()), by=by)
    with pytest.raises(errors.NobodyInvited):
        invite(meeting=meeting, version=meeting.version, by=by, at=timezone.now())
    add_participants(meeting=meeting, agencies=[agency], by=by)
    meeting.refresh_from_db()
    with pytest.raises(errors.AgendaMissing):
        invite(meeting=meeting, version=meeting.version, by=by, at=timezone.now())
    add_agenda(meeting=meeting, contents=[AgendaContent(title="Nội dung")], by=by)
    meeting.refresh_from_db()
    assert invite(meeting=meeting, version=meeting.version, by=by, at=timezone.now()).state == MeetingState.INVITED
    meeting.refresh_from_db()
    with pytest.raises(errors.AlreadyInvited):
        invite(meeting=meeting, version=meeting.version, by=by, at=timezone.now())


def test_an_agency_takes_part_once(by, agency):
    held = meeting_of(by, agency)
    assert add_participants(meeting=held.meeting, agencies=[agency, AgencyFactory()], by=by) == 1
    assert held.meeting.participants.count() == 2


def test_whoever_was_overtaken_is_told(by, agency):
    held = meeting_of(by, agency)
    old = held.meeting.version
    write_minutes(meeting=held.meeting, text="Một", version=old, by=by, on=timezone.localdate())
    with pytest.raises(RowMovedOn):
        write_minutes(meeting=held.meeting, text="Hai", version=old, by=by, on=timezone.localdate())


def test_what_has_not_happened_yet_has_no_minutes_and_no_conclusions(by, agency):
    held = meeting_of(by, agency, held_on=timezone.localdate() + TOMORROW)
    on = timezone.localdate()
    with pytest.raises(errors.NotHeldYet):
        write_minutes(meeting=held.meeting, text="x", version=held.meeting.version, by=by, on=on)
    said = Conclusion(title="Rà soát", lead=agency.name, end="30/9/2026")
    with pytest.raises(errors.NotHeldYet):
        add_conclusion(meeting=held.meeting, conclusion=said, by=by, on=on)


def test_a_cancelled_meeting_changes_no_more_and_a_held_one_is_not_cancelled(by, agency):
    held = meeting_of(by, agency)
    version = held.meeting.version
    cancel(meeting=held.meeting, reason="Trùng lịch", version=version, by=by, at=timezone.now())
    with pytest.raises(errors.MeetingCancelled):
        add_participants(meeting=held.meeting, agencies=[AgencyFactory()], by=by)
    done = held_meeting(by, agency)
    with pytest.raises(errors.MeetingHeld):
        cancel(meeting=done.meeting, reason="x", version=done.meeting.version, by=by, at=timezone.now())


def test_who_came_is_noted_and_the_notice_names_them(by, agency):
    held = held_meeting(by, agency)
    away = AgencyFactory(name="Sở Công Thương")
    add_participants(meeting=held.meeting, agencies=[away], by=by)
    here, absent = held.again().participants.order_by("pk")
    told = {here.pk: Attendance(True, "Phó Giám đốc"), absent.pk: Attendance(False)}
    version = held.meeting.version
    note_attendance(meeting=held.meeting, told=told, version=version, by=by, on=timezone.localdate())
    plan = held.conclude("Rà soát thủ tục")
    notice = words_in(conclusion_notice(held.again(), plan, list(plan.items.all())))
    assert "Sở Y tế" in notice
    assert "Sở Công Thương" not in notice


def test_conclusions_are_rows_of_a_plan_of_their_own_kind_and_become_duties(by, agency):
    held = held_meeting(by, agency)
    year = held.meeting.held_on.year
    held.conclude("Rà soát thủ tục", deliverable="Báo cáo", end=f"30/9/{year}")
    plan = held.conclude("Công bố danh mục", end="Quý III")
    assert plan.kind == PlanKind.CONCLUSION
    assert [item.outline_code for item in plan.items.order_by("order")] == ["1", "2"]
    held.issued()
    first, second = Assignment.objects.order_by("item__order")
    assert (first.agency, first.due_on, first.item.deliverable) == (agency, date(year, 9, 30), "Báo cáo")
    assert second.due_on == date(year, 9, 30)


def test_after_the_notice_is_issued_nothing_is_added(by, agency):
    held = held_meeting(by, agency)
    held.conclude("Rà soát thủ tục")
    held.issued()
    with pytest.raises(errors.ConclusionsIssued):
        held.conclude("Thêm việc")


def test_the_next_meeting_is_proposed_what_is_open_of_earlier_conclusions(by, agency):
    held = held_meeting(by, agency)
    held.conclude("Rà soát thủ tục")
    held.conclude("Công bố danh mục")
    assert open_conclusions() == []
    held.issued()
    done = Assignment.objects.get(item__title="Công bố danh mục")
    today = timezone.localdate()
    Assignment.objects.filter(pk=done.pk).update(submitted_on=today, submitted_by=by, confirmed_on=today)
    following = meeting_of(by, agency, held_on=today + TOMORROW, title="Cuộc họp quý IV")
    (item,) = open_conclusions(but_not_on=following.meeting)
    assert item.title == "Rà soát thủ tục"
    add_agenda(meeting=following.meeting, contents=[AgendaContent(title="Tình hình", follows=item)], by=by)
    assert open_conclusions(but_not_on=following.meeting) == []


def test_conclusions_of_all_meetings_stand_with_their_status(by, agency):
    held = held_meeting(by, agency)
    held.conclude("Rà soát thủ tục", end="30/9/2020")
    assert conclusion_lines(by, today=timezone.localdate(), shows_all=False) == []
    held.issued()
    (line,) = conclusion_lines(person_in(agency), today=timezone.localdate(), shows_all=False)
    assert (line.meeting, line.item.title, str(line.status)) == (held.meeting, "Rà soát thủ tục", "overdue")
    assert conclusion_lines(person_in(AgencyFactory()), today=timezone.localdate(), shows_all=True) == []


def test_the_papers_keep_the_form_of_official_papers(by, agency):
    held = held_meeting(by, agency)
    add_agenda(meeting=held.meeting, contents=[AgendaContent(title="Bàn nhiệm vụ quý IV")], by=by)
    plan = held.conclude("Rà soát thủ tục", coordinating=agency.name, deliverable="Báo cáo")
    items = list(plan.items.order_by("order"))
    assert faults(invitation(held.again())) == []
    assert faults(conclusion_notice(held.meeting, plan, items)) == []
    plan = held.issued()
    content = conclusion_notice(held.meeting, plan, items)
    assert faults(content) == []
    words = words_in(content)
    for told in ("Số: 12/TB-UBND", "1. Rà soát thủ tục. Giao Sở Y tế chủ trì", "sản phẩm: báo cáo"):
        assert told in words


def test_the_table_of_a_signed_notice_is_read_again_as_it_was_concluded(by, agency, tmp_path):
    held = held_meeting(by, agency)
    year = held.meeting.held_on.year
    held.conclude("Rà soát thủ tục", coordinating=agency.name, deliverable="Báo cáo", end=f"30/9/{year}")
    held.conclude("Công bố danh mục", end=f"Tháng 12/{year}")
    plan = held.issued()
    path = tmp_path / "thong-bao.docx"
    path.write_bytes(conclusion_notice(held.meeting, plan, list(plan.items.order_by("order"))))
    reading = read_file(path, name=path.name)
    assert (reading.head.kind, reading.head.number) == ("Thông báo", "12/TB-UBND")
    read = [(row.title, row.lead_text, row.coordinating_text, row.deliverable, row.end_text) for row in reading.rows]
    assert read == [
        ("Rà soát thủ tục", "Sở Y tế", "Sở Y tế", "Báo cáo", f"30/9/{year}"),
        ("Công bố danh mục", "Sở Y tế", "", "", f"Tháng 12/{year}"),
    ]
    assert not [problem for problem in reading.problems if problem.subject == "row"]


def test_a_notice_that_was_imported_belongs_to_one_meeting(by, agency):
    held = held_meeting(by, agency)
    held.conclude("Rà soát thủ tục")
    plan = held.issued()
    other = held_meeting(by, agency)
    with pytest.raises(errors.NotLoose):
        attach(meeting=other.meeting, plan=plan, version=other.meeting.version, by=by)
    Meeting.objects.filter(pk=held.meeting.pk).update(conclusion_series=None)
    attach(meeting=other.meeting, plan=plan, version=other.meeting.version, by=by)
    assert plan_of(other.again()) == plan
    with pytest.raises(errors.ConclusionsIssued):
        attach(meeting=other.meeting, plan=plan, version=other.meeting.version, by=by)


def test_a_meeting_stands_on_the_calendar_at_its_hour_and_on_the_first_page(by, agency):
    day = timezone.localdate() + TOMORROW
    held = meeting_of(by, agency, held_on=day)
    member = person_in(agency)
    (entry,) = entries_of(DatesAsked(user=member, first=day, last=day, today=day, is_own=True), ["meetings"])
    assert (entry.day, f"{entry.at:%H:%M}", entry.text) == (day, "08:00", held.meeting.title)
    (errand,) = TELLER.errands(member, timezone.localdate())
    assert held.meeting.title in errand.text
    assert TELLER.errands(person_in(AgencyFactory()), timezone.localdate()) == []


def test_who_prepares_meetings_is_reminded_of_missing_minutes(by, agency):
    meeting_of(by, agency)
    (errand,) = TELLER.errands(by, timezone.localdate())
    assert "biên bản" in errand.text
    assert TELLER.errands(person_in(agency), timezone.localdate()) == []


def test_a_document_on_the_agenda_may_be_read_by_who_is_invited(by, agency, client, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    from tests.permissions.world import kept_file

    file = kept_file("Báo cáo.txt", b"Bao cao quy III", by)
    document = register_document(
        agency=by.memberships.get().agency, head=Head(title="Báo cáo", number="9/BC"), by=by, file=file
    )
    held = meeting_of(by, agency)
    address = reverse("files:download", args=[file.pk])
    client.force_login(person_in(agency))
    assert client.get(address).status_code == 404
    contents = [AgendaContent(title="Nghe báo cáo", documents=(document,))]
    add_agenda(meeting=held.meeting, contents=contents, by=by)
    assert client.get(address).status_code == 200
    client.force_login(person_in(AgencyFactory()))
    assert client.get(address).status_code == 404


def test_points_of_the_agenda_change_places(by, agency):
    held = meeting_of(by, agency)
    (second,) = add_agenda(meeting=held.meeting, contents=[AgendaContent(title="Hai")], by=by)
    move_agenda(item=second, up=True, version=held.again().version, by=by)
    assert [point.title for point in held.meeting.agenda.all()] == ["Hai", "Kết quả quý III"]
    move_agenda(item=second, up=True, version=held.again().version, by=by)
    assert held.meeting.agenda.first().title == "Hai"


def test_meetings_are_found_by_what_stands_in_agenda_and_minutes(by, agency):
    held_meeting(by, agency)
    for words in ("ket qua quy III", "thảo luận", "phong hop"):
        assert Meeting.objects.all().containing(words).count() == 1
    assert Meeting.objects.all().containing("ngân sách").count() == 0


def test_a_conclusion_with_an_unknown_agency_or_day_is_asked_about(by, agency, client):
    held = held_meeting(by, agency)
    client.force_login(by)
    address = reverse("meetings:conclusion_add", args=[held.meeting.pk])
    typed = {"title": "Rà soát", "lead": "Sở Không Có", "end": "bao giờ xong thì xong"}
    answer = client.post(address, typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Sở Không Có" in page
    assert "chưa rõ là khi nào" in page
    assert client.post(address, typed | {"lead": "Sở Y tế", "end": "30/9/2026"}).status_code == 302
    assert plan_of(held.again()).items.get().lead_text == "Sở Y tế"


def test_the_workbook_has_meetings_and_conclusions(by, agency, client):
    held = held_meeting(by, agency)
    held.conclude("Rà soát thủ tục")
    held.issued()
    client.force_login(by)
    book = load_workbook(io.BytesIO(client.get(reverse("meetings:meeting_export")).content))
    meetings, conclusions = book.worksheets
    assert meetings["C2"].value == "Cuộc họp quý III"
    assert (conclusions["D2"].value, conclusions["E2"].value) == ("Rà soát thủ tục", "Sở Y tế")


def test_the_page_of_a_meeting_offers_each_what_he_may_do(by, agency, client):
    held = held_meeting(by, agency)
    held.conclude("Rà soát thủ tục")
    address = reverse("meetings:meeting_detail", args=[held.meeting.pk])
    client.force_login(person_in(agency))
    page = client.get(address).content.decode()
    assert "Kết quả quý III" in page
    assert "Rà soát thủ tục" not in page  # a draft is nobody's yet
    assert "Ghi kết luận" not in page
    client.force_login(by)
    page = client.get(address).content.decode()
    assert "Rà soát thủ tục" in page
    assert "Ban hành thông báo" in page
