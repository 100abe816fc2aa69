from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AmendmentsConfig(AppConfig):
    name = "caicach.amendments"
    label = "amendments"

    def ready(self) -> None:
        """Duties follow plans to their new versions; a version that amends is issued on the pages of this room."""
        from caicach.amendments import following, telling
        from caicach.documentregister import uses
        from caicach.plans import companions, guards
        from caicach.plans.models import PlanState
        from caicach.plans.permissions import may_draft_next
        from caicach.ui import handbook

        guards.register_entry_check(following.has_entries)
        guards.register_version_follower(following.follow_version)
        companions.register_issue_page(telling.issue_page_of)
        companions.register_version_teller(telling.notes_of_versions)
        companions.register(
            companions.Companion(
                text=_("Đọc quyết định sửa đổi"),
                icon="file-up",
                url_name="amendments:decision_read",
                is_shown=lambda user, plan: plan.state == PlanState.ISSUED and may_draft_next(user, plan),
            )
        )
        uses.register(telling.amended_with)
        handbook.register({"amendments": "dinh-chinh"})
