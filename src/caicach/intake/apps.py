from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    name = "caicach.intake"
    label = "intake"

    def ready(self) -> None:
        """Enter the room where others look: the kind of job, the head of the page, who may have the files of runs."""
        from caicach.files import visibility
        from caicach.intake.models import ImportRun
        from caicach.intake.permissions import usable_importers
        from caicach.intake.reading_job import end_run, page_of, read_run
        from caicach.intake.services import READ
        from caicach.jobs import registry
        from caicach.ui import handbook, navigation

        def has_run_with(user: Any, file: Any) -> bool:
            return ImportRun.objects.visible_to(user).filter(file=file).exists()

        registry.register(READ, read_run, title=_("Đọc văn bản"), on_end=end_run, page=page_of)
        visibility.register(has_run_with)
        navigation.register(
            navigation.NavigationEntry(
                order=50,
                text=_("Nhập văn bản"),
                icon="file-up",
                url_name="intake:run_list",
                section=navigation.SYSTEM,
                is_shown=lambda user: bool(usable_importers(user)),
            )
        )
        handbook.register({"intake": "nhap-van-ban", "jobs": "nhap-van-ban"})
