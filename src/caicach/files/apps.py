from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "caicach.files"
    label = "files"

    def ready(self) -> None:
        """Enter the register in the head of every page, and let people have the files of what they see there."""
        from django.urls import reverse

        from caicach.agencies.permissions import can
        from caicach.files import visibility
        from caicach.files.errands import TELLER
        from caicach.files.reading_heads import READ_HEADS, give_up_reading, read_asked_heads
        from caicach.files.scanning import SCAN_FILES, scan_asked_files
        from caicach.files.visibility import may_have_registered
        from caicach.jobs.registry import register as register_job
        from caicach.people.errands import register as register_errands
        from caicach.people.permissions import Permission
        from caicach.ui import handbook
        from caicach.ui.navigation import PAPERS, SYSTEM, NavigationEntry, register

        visibility.register(may_have_registered)
        register_errands(TELLER)
        register_job(
            READ_HEADS,
            read_asked_heads,
            title=_("Đọc văn bản vừa vào sổ"),
            on_end=give_up_reading,
            page=lambda _job: reverse("files:document_check"),
        )
        register_job(SCAN_FILES, scan_asked_files, title=_("Quét vi-rút"), limit=timedelta(minutes=60))
        register(
            NavigationEntry(
                order=25,
                text=_("Sổ văn bản"),
                icon="book-open",
                url_name="files:document_list",
                section=PAPERS,
                is_shown=lambda user: can(user, Permission.DOCUMENT_VIEW),
            )
        )
        register(
            NavigationEntry(
                order=95,
                text=_("Quét vi-rút"),
                icon="shield-alert",
                url_name="files:scan_list",
                section=SYSTEM,
                is_shown=lambda user: can(user, Permission.SCAN_VIEW),
            )
        )
        handbook.register({"files": "so-van-ban"})
