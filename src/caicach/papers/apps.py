from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PapersConfig(AppConfig):
    name = "caicach.papers"
    label = "papers"

    def ready(self) -> None:
        """Enter the check of form in the head of every page and the handbook; whoever sent a paper may have it.

        Templates are looked at by those who see the register.
        """
        from caicach.agencies.permissions import can
        from caicach.files import visibility
        from caicach.papers.services import has_sent
        from caicach.papers.versions import may_have_template
        from caicach.people.permissions import Permission
        from caicach.ui import handbook
        from caicach.ui.navigation import NavigationEntry, register

        visibility.register(has_sent)
        visibility.register(may_have_template)
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
