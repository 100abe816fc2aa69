from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CriteriaConfig(AppConfig):
    name = "caicach.criteria"
    label = "criteria"

    def ready(self) -> None:
        """Enter the room in the head of every page."""
        from caicach.agencies.permissions import can
        from caicach.people.permissions import Permission
        from caicach.ui import handbook
        from caicach.ui.navigation import INDEX, NavigationEntry, register

        register(
            NavigationEntry(
                order=35,
                text=_("Tiêu chí"),
                icon="list-tree",
                url_name="criteria:set_list",
                section=INDEX,
                is_shown=lambda user: can(user, Permission.CRITERIA_VIEW),
            )
        )
        handbook.register({"criteria": "bo-tieu-chi"})
