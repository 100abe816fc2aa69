from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "caicach.reports"
    label = "reports"

    def ready(self) -> None:
        """Enter the room in the head of every page, its long work, and what people have to do."""
        from caicach.agencies import dates
        from caicach.agencies.permissions import can
        from caicach.jobs import registry
        from caicach.people import errands as desk
        from caicach.people.permissions import Permission
        from caicach.reports import opening_job
        from caicach.reports.dates import REPORTS
        from caicach.reports.errands import TELLER
        from caicach.ui import handbook
        from caicach.ui.navigation import NavigationEntry, register

        register(
            NavigationEntry(
                order=18,
                text=_("Báo cáo"),
                icon="file-text",
                url_name="reports:round_list",
                is_shown=lambda user: can(user, Permission.REPORT_VIEW),
            )
        )
        desk.register(TELLER)
        dates.register(REPORTS)
        registry.register(
            opening_job.OPEN_ROUND,
            opening_job.open_asked_round,
            title=_("Mở đợt báo cáo"),
            page=opening_job.page_of,
            again=opening_job.again_at,
        )
        of_rooms = dict.fromkeys(
            ("part_detail", "part_check", "part_owners", "section_edit", "figure_change"), "phan-bao-cao"
        )
        handbook.register({"reports": "bao-cao", **{f"reports:{name}": anchor for name, anchor in of_rooms.items()}})
