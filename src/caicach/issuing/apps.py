from django.apps import AppConfig


class IssuingConfig(AppConfig):
    name = "caicach.issuing"
    label = "issuing"

    def ready(self) -> None:
        """Enter the pages in the handbook."""
        from caicach.ui import handbook

        handbook.register({"issuing": "dinh-chinh", "issuing:plan_issue": "ban-hanh"})
