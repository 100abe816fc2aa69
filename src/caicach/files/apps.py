from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "caicach.files"
    label = "files"

    def ready(self) -> None:
        """Enter the scanning of files: its page, its long work, and who is told of what is found."""
        from caicach.agencies.permissions import can
        from caicach.files.errands import TELLER
        from caicach.files.scanning import SCAN_FILES, scan_asked_files
        from caicach.jobs.registry import register as register_job
        from caicach.people.errands import register as register_errands
        from caicach.people.permissions import Permission
        from caicach.ui import handbook
        from caicach.ui.navigation import SYSTEM, NavigationEntry, register

        register_errands(TELLER)
        register_job(SCAN_FILES, scan_asked_files, title=_("Quét vi-rút"), limit=timedelta(minutes=60))
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
