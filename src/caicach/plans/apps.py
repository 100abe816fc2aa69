from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "caicach.plans"
    label = "plans"

    def ready(self) -> None:
        """Enter the room where others look: the head of the page, who may have the source of a plan."""
        from caicach.agencies.permissions import can
        from caicach.files import visibility
        from caicach.people.permissions import Permission
        from caicach.plans.models import Plan
        from caicach.ui import handbook, navigation

        def has_plan_from(user: Any, file: Any) -> bool:
            return Plan.objects.visible_to(user).filter(source_file=file).exists()

        visibility.register(has_plan_from)
        navigation.register(
            navigation.NavigationEntry(
                order=15,
                text=_("Kế hoạch"),
                icon="file-text",
                url_name="plans:plan_list",
                is_shown=lambda user: can(user, Permission.PLAN_VIEW),
            )
        )
        handbook.register(
            {
                "plans": "ke-hoach",
                "plans:plan_versions": "dinh-chinh",
                "plans:plan_compare": "dinh-chinh",
            }
        )
