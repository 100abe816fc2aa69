from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkfiguresConfig(AppConfig):
    name = "caicach.workfigures"
    label = "workfigures"

    def ready(self) -> None:
        """Enter the long work, and the way to it from the ledger."""
        from caicach.indicators import counters
        from caicach.jobs import registry
        from caicach.ui import handbook
        from caicach.workfigures import figures_job

        registry.register(
            figures_job.WRITE_FIGURES,
            figures_job.write_asked_figures,
            title=_("Tính số liệu từ các việc"),
            page=figures_job.page_of,
            again=figures_job.again_at,
        )
        counters.register(
            counters.Counter(text=_("Tính từ các việc"), icon="calculator", url_name="workfigures:figures_count")
        )
        handbook.register({"workfigures": "so-lieu"})
