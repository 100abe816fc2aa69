from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgenciesConfig(AppConfig):
    name = "caicach.agencies"
    label = "agencies"

    def ready(self) -> None:
        """Enter the room in the head of every page."""
        from caicach.agencies.roles import role_note
        from caicach.ui import handbook
        from caicach.ui.navigation import SYSTEM, NavigationEntry, register, register_user_note

        register(
            NavigationEntry(
                order=40,
                text=_("Cơ quan"),
                icon="building-2",
                url_name="agencies:agency_list",
                section=SYSTEM,
                is_shown=lambda user: bool(user.is_authenticated),
            )
        )
        register_user_note(role_note)
        handbook.register({"agencies": "co-quan"})
