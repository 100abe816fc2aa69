from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PapersConfig(AppConfig):
    name = "caicach.papers"
    label = "papers"

    def ready(self) -> None:
        """Enter the check of form in the head of every page, and in the handbook."""
        from caicach.agencies.permissions import can
        from caicach.people.permissions import Permission
        from caicach.ui import handbook
        from caicach.ui.navigation import NavigationEntry, register

        register(
            NavigationEntry(
                order=26,
                text=_("Thể thức"),
                icon="file-check",
                url_name="papers:form_check",
                is_shown=lambda user: can(user, Permission.DOCUMENT_REGISTER),
            )
        )
        handbook.register({"papers": "the-thuc"})
