"""Meetings for tests: one that was held yesterday, with an agency that took part and a conclusion."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.utils import timezone

from caicach.agencies.models import Agency
from caicach.assigning.services import assign_plan
from caicach.issuing.services import issue_plan
from caicach.meetings.conclusions import Conclusion, add_conclusion, plan_of
from caicach.meetings.models import Meeting
from caicach.meetings.services import (
    AgendaContent,
    MeetingHead,
    add_agenda,
    add_participants,
    invite,
    plan_meeting,
    write_minutes,
)
from caicach.people.models import User
from caicach.plans.models import Plan


@dataclass
class Held:
    """A meeting with whoever prepares it."""

    meeting: Meeting
    by: User
    agency: Agency

    def again(self) -> Meeting:
        self.meeting.refresh_from_db()
        return self.meeting

    def conclude(self, title: str, *, lead: str = "", end: str = "30/9/2026", **more: str) -> Plan:
        said = Conclusion(title=title, lead=lead or self.agency.name, end=end, **more)
        add_conclusion(meeting=self.meeting, conclusion=said, by=self.by, on=timezone.localdate())
        plan = plan_of(self.again())
        assert plan is not None
        return plan

    def issued(self, number: str = "12/TB-UBND") -> Plan:
        """The notice is signed and the conclusions are handed to the agencies."""
        plan = plan_of(self.again())
        assert plan is not None
        now, on = timezone.now(), self.meeting.held_on
        plan = issue_plan(plan=plan, number=number, issued_on=on, version=plan.version, by=self.by, at=now)
        assign_plan(plan=plan, by=self.by, at=now)
        return plan


def meeting_of(by: User, agency: Agency, *, held_on: date | None = None, title: str = "Cuộc họp quý III") -> Held:
    """Prepared and invited to; of yesterday, where no day is said."""
    day = held_on or timezone.localdate() - timedelta(days=1)
    head = MeetingHead(
        title=title, held_on=day, begins_at=time(8, 0), place="Phòng họp số 1", chair="Chủ tịch UBND tỉnh"
    )
    meeting = plan_meeting(head=head, by=by)
    add_participants(meeting=meeting, agencies=[agency], name="Giám đốc", by=by)
    add_agenda(meeting=meeting, contents=[AgendaContent(title="Kết quả quý III", presenter=agency)], by=by)
    meeting.refresh_from_db()
    invite(meeting=meeting, version=meeting.version, by=by, at=timezone.now())
    meeting.refresh_from_db()
    return Held(meeting, by, agency)


def held_meeting(by: User, agency: Agency, **more: str) -> Held:
    """As above, with minutes."""
    held = meeting_of(by, agency, **more)  # type: ignore[arg-type]
    version = held.meeting.version
    write_minutes(meeting=held.meeting, text="Đã thảo luận", version=version, by=by, on=timezone.localdate())
    held.again()
    return held
