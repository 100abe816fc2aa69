from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DashboardsConfig(AppConfig):
    name = "caicach.dashboards"
    label = "dashboards"

    def ready(self) -> None:
        from caicach.agencies.permissions import can
        from caicach.people.permissions import Permission
        from caicach.ui import handbook
        from caicach.ui.navigation import STEERING, SYSTEM, NavigationEntry, register

        register(
            NavigationEntry(
                order=30,
                text=_("Tổng quan"),
                icon="chart-column",
                url_name="dashboards:overview",
                section=STEERING,
                is_shown=lambda user: can(user, Permission.DASHBOARD_VIEW),
            )
        )
        register(
            NavigationEntry(
                order=70,
                text=_("Nhật ký"),
                icon="scroll-text",
                url_name="dashboards:audit_trail",
                section=SYSTEM,
                is_shown=lambda user: can(user, Permission.AUDIT_VIEW),
            )
        )
        handbook.register({"dashboards": "lanh-dao", "dashboards:audit_trail": "quan-tri"})
