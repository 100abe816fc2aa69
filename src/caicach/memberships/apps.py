from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembershipsConfig(AppConfig):
    name = "caicach.memberships"
    label = "memberships"

    def ready(self) -> None:
        """Enter the room in the head of every page."""
        from caicach.agencies.permissions import can
        from caicach.people.permissions import Permission
        from caicach.ui import handbook
        from caicach.ui.navigation import SYSTEM, NavigationEntry, register

        register(
            NavigationEntry(
                order=60,
                text=_("Người dùng"),
                icon="users",
                url_name="memberships:person_list",
                section=SYSTEM,
                is_shown=lambda user: can(user, Permission.PERSON_MANAGE),
            )
        )
        handbook.register({"memberships": "co-quan", "memberships:person_list": "nguoi-dung"})
