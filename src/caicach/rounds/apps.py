from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoundsConfig(AppConfig):
    name = "caicach.rounds"
    label = "rounds"

    def ready(self) -> None:
        """Enter rounds in the head of every page, and in the handbook."""
        from caicach.agencies import dates
        from caicach.agencies.permissions import can
        from caicach.people.permissions import Permission
        from caicach.rounds.dates import ROUNDS
        from caicach.ui import handbook
        from caicach.ui.navigation import INDEX, NavigationEntry, register

        register(
            NavigationEntry(
                order=33,
                text=_("Chấm điểm"),
                icon="clipboard-check",
                url_name="rounds:round_list",
                section=INDEX,
                is_shown=lambda user: (
                    can(user, Permission.ASSESSMENT_VIEW) or can(user, Permission.OUTSIDE_SCORE_ENTER)
                ),
            )
        )
        dates.register(ROUNDS)
        running = ("round_new", "round_setup", "window_set", "unranked_set")
        handbook.register({"rounds": "cham-diem", **{f"rounds:{name}": "to-chuc-dot" for name in running}})
