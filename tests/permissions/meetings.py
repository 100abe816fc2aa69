"""Meetings of each of the twin agencies: held yesterday, one with its conclusions issued, one in preparation."""

from typing import Any

from caicach.agencies.models import Agency
from caicach.meetings.models import Meeting, Participant
from caicach.meetings.services import AgendaContent, MeetingHead, add_agenda, add_participants, plan_meeting
from caicach.people.models import User
from caicach.plans.models import PlanKind
from tests.factories.meetings import held_meeting, meeting_of
from tests.factories.plans import PlanFactory, ProvinceFactory

Keys = dict[str, Any]


def things_of_meetings(own: Agency, other: Agency, by: User) -> dict[str, Keys]:
    """Everything about meetings that the table names."""
    concluded = held_meeting(by, own, title="Cuộc họp đã kết luận")
    concluded.conclude("Rà soát thủ tục")
    concluded.issued("31/TB-UBND")
    things = {"own agency's meeting, concluded": {"meeting_id": concluded.meeting.pk}}
    for whose, agency in (("own agency", own), ("other agency", other)):
        held = meeting_of(by, agency, title=f"Cuộc họp của {agency.name}")
        things[f"{whose}'s meeting"] = _keys(held.meeting)
        if agency == other:
            held.conclude("Công bố danh mục")
    PlanFactory(owner=ProvinceFactory(), kind=PlanKind.CONCLUSION, title="Thông báo đã nhập")
    begun = plan_meeting(head=MeetingHead(title="Cuộc họp sắp tới", held_on=concluded.meeting.held_on), by=by)
    add_participants(meeting=begun, agencies=[own], by=by)
    add_agenda(meeting=begun, contents=[AgendaContent(title="Nội dung")], by=by)
    return things | {"a meeting in preparation": {"meeting_id": begun.pk}}


def _keys(meeting: Meeting) -> Keys:
    participant = Participant.objects.get(meeting=meeting)
    point = meeting.agenda.get()
    return {"meeting_id": meeting.pk, "participant_id": participant.pk, "agenda_id": point.pk}
