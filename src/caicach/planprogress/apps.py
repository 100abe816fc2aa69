from collections.abc import Callable

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanprogressConfig(AppConfig):
    name = "caicach.planprogress"
    label = "planprogress"

    def ready(self) -> None:
        """Lead from a plan and its rows to how they stand, and enter the pages in the handbook."""
        from caicach.plans import companions
        from caicach.ui import handbook

        def register(enter: Callable[[companions.Companion], None], url_name: str) -> None:
            enter(
                companions.Companion(
                    text=_("Tiến độ"),
                    icon="list-checks",
                    url_name=url_name,
                    is_shown=lambda user, plan: plan.assigned_at is not None,
                )
            )

        register(companions.register, "planprogress:plan_status")
        register(companions.register_for_items, "planprogress:item_detail")
        handbook.register({"planprogress": "trang-thai", "planprogress:item_detail": "viec-cua-toi"})
