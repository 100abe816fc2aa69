from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkConfig(AppConfig):
    name = "caicach.work"
    label = "work"

    def ready(self) -> None:
        from caicach.agencies import dates, notes
        from caicach.agencies.followers import on_succession
        from caicach.agencies.permissions import can
        from caicach.criteria import known_indicators
        from caicach.indicators import queries
        from caicach.people.permissions import Permission
        from caicach.plans import guards
        from caicach.ui import handbook
        from caicach.ui.navigation import DAY, NavigationEntry, register
        from caicach.work import agency_notes, following
        from caicach.work import dates as work_dates

        guards.register_withdrawal_follower(following.drop_with_plan)
        known_indicators.register(queries.known_references)
        on_succession(following.follow_succession)
        notes.register(agency_notes.notes_of_agency)
        dates.register(work_dates.DUTIES)
        register(
            NavigationEntry(
                order=10,
                text=_("Việc của tôi"),
                icon="list-todo",
                url_name="work:my_work",
                section=DAY,
                is_shown=lambda user: can(user, Permission.ASSIGNMENT_VIEW),
            )
        )
        handbook.register({"work": "viec-cua-toi", "work:confirmation_queue": "xac-nhan"})
