from django.apps import AppConfig


class ManydutiesConfig(AppConfig):
    name = "caicach.manyduties"
    label = "manyduties"

    def ready(self) -> None:
        """Enter the pages in the handbook."""
        from caicach.ui import handbook

        handbook.register({"manyduties": "viec-cua-toi"})
