"""Two meetings of the steering committee in the demonstration: one held with conclusions, one that is coming."""

from datetime import date, time, timedelta

from caicach.agencies.models import Agency
from caicach.assigning.services import assign_plan
from caicach.demo.cast import focal_point_of, person
from caicach.demo.moments import moment
from caicach.demo.stories import working_day
from caicach.duties.services import (
    Progress,
    confirm,
    report_progress,
    submit,
)
from caicach.issuing.services import issue_plan
from caicach.meetings.conclusions import Conclusion, add_conclusion, open_conclusions, plan_of
from caicach.meetings.models import Meeting
from caicach.meetings.services import (
    AgendaContent,
    Attendance,
    MeetingHead,
    add_agenda,
    add_participants,
    invite,
    note_attendance,
    plan_meeting,
    write_minutes,
)
from caicach.people.models import User
from caicach.plans.models import Plan
from caicach.work.models import Assignment

MEMBERS = ("so-noi-vu", "so-tu-phap", "van-phong-ubnd-tinh", "thanh-tra-tinh", "trung-tam-chuyen-doi-so")
_CHAIR = "Phó Chủ tịch UBND tỉnh Lương Thị Thu Hà"
_MINUTES = (
    "Sở Nội vụ báo cáo kết quả từ đầu năm: số việc hoàn thành, quá hạn, nguyên nhân.\n"
    "Sở Tư pháp đề nghị thống nhất biểu mẫu rà soát thủ tục trước khi giao các xã, phường.\n"
    "Văn phòng UBND tỉnh nêu khó khăn về đường truyền tại các trung tâm phục vụ hành chính công."
)


def hold_meetings(today: date) -> int:
    """Enter both by the real services; once only. Returns how many were made."""
    if Meeting.objects.exists():
        return 0
    by = person("demo-coordinator")
    agencies = {agency.code: agency for agency in Agency.objects.filter(code__in=MEMBERS, valid_to=None)}
    held_on = working_day(today - timedelta(days=50))
    past = _prepared(by, agencies, held_on, "Cuộc họp Ban Chỉ đạo cải cách hành chính quý trước")
    _held(past, by, held_on)
    plan = _concluded(past, by, agencies, held_on)
    _one_done(plan, by, held_on)
    following = working_day(today + timedelta(days=6), forward=True)
    coming = _prepared(by, agencies, following, "Cuộc họp Ban Chỉ đạo cải cách hành chính quý này")
    follow_up = [
        AgendaContent(title=f"Tình hình thực hiện kết luận “{item.title}”", follows=item)
        for item in open_conclusions(but_not_on=coming)
    ]
    add_agenda(meeting=coming, contents=follow_up, by=by)
    return 2


def _prepared(by: User, agencies: dict[str, Agency], on: date, title: str) -> Meeting:
    head = MeetingHead(title=title, held_on=on, begins_at=time(8, 0), place="Phòng họp số 2, UBND tỉnh", chair=_CHAIR)
    meeting = plan_meeting(head=head, by=by)
    add_participants(meeting=meeting, agencies=agencies.values(), name="Thủ trưởng cơ quan", by=by)
    points = [
        AgendaContent(title="Kết quả thực hiện kế hoạch cải cách hành chính", presenter=agencies.get("so-noi-vu")),
        AgendaContent(title="Rà soát, đơn giản hóa thủ tục hành chính", presenter=agencies.get("so-tu-phap")),
    ]
    add_agenda(meeting=meeting, contents=points, by=by)
    meeting.refresh_from_db()
    return invite(meeting=meeting, version=meeting.version, by=by, at=moment(on - timedelta(days=5), 20))


def _held(meeting: Meeting, by: User, on: date) -> None:
    rows = list(meeting.participants.order_by("pk"))
    told = {
        row.pk: Attendance(place != 3, "Phó Thủ trưởng cơ quan" if place == 2 else "") for place, row in enumerate(rows)
    }
    meeting = note_attendance(meeting=meeting, told=told, version=meeting.version, by=by, on=on)
    write_minutes(meeting=meeting, text=_MINUTES, version=meeting.version, by=by, on=on)


def _concluded(meeting: Meeting, by: User, agencies: dict[str, Agency], on: date) -> Plan:
    def said(title: str, lead: str, days: int, deliverable: str, coordinating: str = "") -> Conclusion:
        due = f"{on + timedelta(days=days):%d/%m/%Y}"
        beside = agencies[coordinating].name if coordinating else ""
        return Conclusion(title=title, lead=agencies[lead].name, coordinating=beside, end=due, deliverable=deliverable)

    for conclusion in (
        said("Ban hành biểu mẫu rà soát thủ tục hành chính dùng chung", "so-tu-phap", 20, "Công văn", "so-noi-vu"),
        said("Tổng hợp danh sách xã, phường chậm nộp báo cáo, đề xuất biện pháp", "so-noi-vu", 30, "Tờ trình"),
        said("Kiểm tra đường truyền tại các trung tâm phục vụ hành chính công", "trung-tam-chuyen-doi-so", 80,
             "Báo cáo", "van-phong-ubnd-tinh"),
    ):  # fmt: skip
        add_conclusion(meeting=meeting, conclusion=conclusion, by=by, on=on)
    meeting.refresh_from_db()
    plan = plan_of(meeting)
    assert plan is not None
    issued_on, at = working_day(on + timedelta(days=3), forward=True), moment(on + timedelta(days=4), 30)
    plan = issue_plan(plan=plan, number="214/TB-UBND", issued_on=issued_on, version=plan.version, by=by, at=at)
    assign_plan(plan=plan, by=by, at=at)
    return plan


def _one_done(plan: Plan, by: User, on: date) -> None:
    """The first conclusion is carried out in time."""
    duty = Assignment.objects.leads().of_plan(plan).select_related("agency").order_by("item__order")[0]
    focal, done_on = focal_point_of(duty.agency), working_day(on + timedelta(days=18))
    progress = Progress(text="Đã ban hành công văn kèm biểu mẫu.", percent=100)
    report_progress(assignment=duty, version=duty.version, progress=progress, by=focal, on=done_on)
    duty.refresh_from_db()
    submit(assignment=duty, version=duty.version, by=focal, on=done_on)
    duty.refresh_from_db()
    confirm(assignment=duty, version=duty.version, by=by, on=done_on + timedelta(days=1))
