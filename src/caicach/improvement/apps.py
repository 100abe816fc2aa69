from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImprovementConfig(AppConfig):
    name = "caicach.improvement"
    label = "improvement"

    def ready(self) -> None:
        """Enter the room in the head of every page."""
        from caicach.agencies.permissions import can
        from caicach.criteria import uses
        from caicach.improvement.set_uses import rounds_of
        from caicach.people.permissions import Permission
        from caicach.ui import handbook
        from caicach.ui.navigation import INDEX, NavigationEntry, register

        register(
            NavigationEntry(
                order=37,
                text=_("Cải thiện"),
                icon="trending-up",
                url_name="improvement:round_list",
                section=INDEX,
                is_shown=lambda user: can(user, Permission.ASSESSMENT_VIEW),
            )
        )
        uses.register(rounds_of)
        handbook.register({"improvement": "cai-thien"})
