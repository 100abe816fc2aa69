from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "caicach.assessments"
    label = "assessments"

    def ready(self) -> None:
        """Enter the room in the head of every page, and let people have the evidence that they may see."""
        from caicach.agencies.permissions import can
        from caicach.assessments.errands import errands
        from caicach.assessments.evidence import may_see_evidence, proved_by
        from caicach.files import uses, visibility
        from caicach.people import errands as desk
        from caicach.people.permissions import Permission
        from caicach.ui import handbook
        from caicach.ui.navigation import INDEX, NavigationEntry, register

        visibility.register(may_see_evidence)
        uses.register(proved_by)
        desk.register(errands)
        register(
            NavigationEntry(
                order=33,
                text=_("Chấm điểm"),
                icon="clipboard-check",
                url_name="assessments:round_list",
                section=INDEX,
                is_shown=lambda user: (
                    can(user, Permission.ASSESSMENT_VIEW) or can(user, Permission.OUTSIDE_SCORE_ENTER)
                ),
            )
        )
        places = {
            "tu-cham": ("assessment_detail", "entry_detail", "entry_fill"),
            "bieu-ngoai-tuyen": ("sheet_in",),
            "ky-gui": ("assessment_check",),
            "tham-dinh": ("queue", "criterion_grid", "agency_grid", "entry_appraise", "spread"),
            "giai-trinh": ("differences", "appeal_list", "appeal_decide"),
            "nguon-ngoai": ("outside", "outside_leaf", "outside_in"),
            "to-chuc-dot": ("round_new", "round_setup", "window_set", "unranked_set"),
        }
        named = {f"assessments:{name}": anchor for anchor, names in places.items() for name in names}
        handbook.register({"assessments": "cham-diem", **named})
