from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentregisterConfig(AppConfig):
    name = "caicach.documentregister"
    label = "documentregister"

    def ready(self) -> None:
        """Enter the register in the head of every page, and let people have the files of what they see there."""
        from django.urls import reverse

        from caicach.agencies.permissions import can
        from caicach.documentregister.reading_heads import READ_HEADS, give_up_reading, read_asked_heads
        from caicach.documentregister.visibility import may_have_registered
        from caicach.files import visibility
        from caicach.jobs.registry import register as register_job
        from caicach.people.permissions import Permission
        from caicach.ui import handbook
        from caicach.ui.navigation import PAPERS, NavigationEntry, register

        visibility.register(may_have_registered)
        register_job(
            READ_HEADS,
            read_asked_heads,
            title=_("Đọc văn bản vừa vào sổ"),
            on_end=give_up_reading,
            page=lambda _job: reverse("documentregister:document_check"),
        )
        register(
            NavigationEntry(
                order=25,
                text=_("Sổ văn bản"),
                icon="book-open",
                url_name="documentregister:document_list",
                section=PAPERS,
                is_shown=lambda user: can(user, Permission.DOCUMENT_VIEW),
            )
        )
        handbook.register({"documentregister": "so-van-ban"})
