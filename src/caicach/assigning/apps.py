from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssigningConfig(AppConfig):
    name = "caicach.assigning"
    label = "assigning"

    def ready(self) -> None:
        """Lead from a plan to handing it out, and enter the pages in the handbook."""
        from caicach.people.models import User
        from caicach.plans import companions
        from caicach.plans.models import Plan, PlanState
        from caicach.ui import handbook
        from caicach.work.permissions import may_assign

        def _may_be_assigned(user: User, plan: Plan) -> bool:
            return plan.state == PlanState.ISSUED and plan.assigned_at is None and may_assign(user, plan)

        companions.register(
            companions.Companion(
                text=_("Giao việc"),
                icon="send",
                url_name="assigning:assign_preview",
                is_shown=_may_be_assigned,
                is_next=lambda plan: True,
            )
        )
        handbook.register({"assigning": "giao-viec"})
