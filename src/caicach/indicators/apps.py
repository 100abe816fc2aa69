from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndicatorsConfig(AppConfig):
    name = "caicach.indicators"
    label = "indicators"

    def ready(self) -> None:
        """Enter the room in the head of every page."""
        from caicach.agencies import notes
        from caicach.agencies.permissions import can
        from caicach.indicators.agency_notes import notes_of_agency
        from caicach.people.permissions import Permission
        from caicach.ui import handbook
        from caicach.ui.navigation import INDEX, NavigationEntry, register

        register(
            NavigationEntry(
                order=36,
                text=_("Số liệu"),
                icon="chart-column",
                url_name="indicators:indicator_list",
                section=INDEX,
                is_shown=lambda user: can(user, Permission.FIGURE_VIEW),
            )
        )
        notes.register(notes_of_agency)
        handbook.register({"indicators": "so-lieu"})
