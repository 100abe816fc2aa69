from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "caicach.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Enter meetings in the head of every page, the calendar, the first page and the handbook."""
        from caicach.agencies import dates
        from caicach.agencies.permissions import can
        from caicach.files import visibility
        from caicach.meetings.dates import MEETINGS
        from caicach.meetings.errands import TELLER
        from caicach.meetings.visibility import is_on_an_agenda_of
        from caicach.people import errands
        from caicach.people.permissions import Permission
        from caicach.ui import handbook
        from caicach.ui.navigation import STEERING, NavigationEntry, register

        dates.register(MEETINGS)
        errands.register(TELLER)
        visibility.register(is_on_an_agenda_of)
        register(
            NavigationEntry(
                order=22,
                text=_("Họp"),
                icon="users",
                url_name="meetings:meeting_list",
                section=STEERING,
                is_shown=lambda user: can(user, Permission.MEETING_VIEW),
            )
        )
        handbook.register({"meetings": "hop"})
