from django.apps import AppConfig


class PlandraftsConfig(AppConfig):
    name = "caicach.plandrafts"
    label = "plandrafts"

    def ready(self) -> None:
        """Enter the pages in the handbook."""
        from caicach.ui import handbook

        handbook.register({"plandrafts": "soan", "plandrafts:plan_new_version": "dinh-chinh"})
