"""Documents on the agenda may be read by those who are invited."""

from caicach.files.models import StoredFile
from caicach.meetings.models import AgendaItem, Meeting
from caicach.people.models import User


def is_on_an_agenda_of(user: User, file: StoredFile) -> bool:
    meetings = Meeting.objects.visible_to(user).filter(cancelled_at=None)
    return AgendaItem.objects.filter(documents__file=file, meeting__in=meetings.order_by().values("pk")).exists()
