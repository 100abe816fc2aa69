from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TargetsConfig(AppConfig):
    name = "caicach.targets"
    label = "targets"

    def ready(self) -> None:
        """Enter the pages beside those of plans; gauges follow a plan to its new version."""
        from caicach.agencies.permissions import can
        from caicach.documentregister import uses
        from caicach.people.permissions import Permission
        from caicach.plans import companions, guards
        from caicach.plans.models import PlanKind, PlanState
        from caicach.targets.services import follow_version
        from caicach.targets.sources import values_from
        from caicach.ui import handbook, navigation

        guards.register_version_follower(follow_version)
        uses.register(values_from)
        companions.register(
            companions.Companion(
                text=_("Chỉ tiêu qua năm"),
                icon="target",
                url_name="targets:plan_targets",
                is_shown=lambda user, plan: (
                    plan.state != PlanState.DRAFT
                    and plan.kind != PlanKind.CONCLUSION
                    and can(user, Permission.FIGURE_VIEW)
                ),
            )
        )
        navigation.adopt("/chi-tieu/", "plans:plan_list")
        handbook.register({"targets": "chi-tieu"})
