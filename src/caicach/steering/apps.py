from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SteeringConfig(AppConfig):
    name = "caicach.steering"
    label = "steering"

    def ready(self) -> None:
        """Enter the load of a plan beside its pages, and the pages in the handbook."""
        from caicach.plans import companions
        from caicach.ui import handbook

        companions.register(
            companions.Companion(
                text=_("Khối lượng theo tháng"),
                icon="calendar-range",
                url_name="steering:rehearsal",
                is_shown=lambda user, plan: True,
            )
        )
        handbook.register({"steering": "nhin-truoc"})
