from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarsConfig(AppConfig):
    name = "caicach.calendars"
    label = "calendars"

    def ready(self) -> None:
        """Enter the calendar in the head of every page, and in the handbook."""
        from caicach.agencies.permissions import can
        from caicach.people.permissions import Permission
        from caicach.ui import handbook
        from caicach.ui.navigation import DAY, NavigationEntry, register

        register(
            NavigationEntry(
                order=11,
                text=_("Lịch"),
                icon="calendar-days",
                url_name="calendars:month",
                section=DAY,
                is_shown=lambda user: can(user, Permission.ASSIGNMENT_VIEW),
            )
        )
        handbook.register({"calendars": "lich"})
