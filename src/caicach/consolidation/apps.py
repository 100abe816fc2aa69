from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsolidationConfig(AppConfig):
    name = "caicach.consolidation"
    label = "consolidation"

    def ready(self) -> None:
        """Enter the long work of the room, what people have to do, and the pages in the handbook."""
        from caicach.consolidation import building_job
        from caicach.consolidation.errands import TELLER
        from caicach.jobs import registry
        from caicach.people import errands as desk
        from caicach.ui import handbook, navigation

        desk.register(TELLER)
        registry.register(
            building_job.BUILD,
            building_job.build_asked,
            title=_("Lập báo cáo tổng hợp"),
            page=building_job.page_of,
            again=building_job.again_at,
        )
        navigation.adopt("/tong-hop/", "reports:round_list")
        handbook.register({"consolidation": "tong-hop-bao-cao"})
