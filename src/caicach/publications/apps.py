from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationsConfig(AppConfig):
    name = "caicach.publications"
    label = "publications"

    def ready(self) -> None:
        """Enter the room in the head of every page."""
        from caicach.agencies.permissions import can
        from caicach.people import errands as desk
        from caicach.people.permissions import Permission
        from caicach.publications.errands import errands
        from caicach.ui import handbook
        from caicach.ui.navigation import INDEX, NavigationEntry, register

        desk.register(errands)
        register(
            NavigationEntry(
                order=34,
                text=_("Công bố"),
                icon="award",
                url_name="publications:publication_list",
                section=INDEX,
                is_shown=lambda user: can(user, Permission.PUBLICATION_VIEW),
            )
        )
        handbook.register({"publications": "cong-bo", "publications:publication_approve": "duyet-cong-bo"})
