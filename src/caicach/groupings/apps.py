from django.apps import AppConfig


class GroupingsConfig(AppConfig):
    name = "caicach.groupings"
    label = "groupings"

    def ready(self) -> None:
        """Enter the pages in the handbook."""
        from caicach.ui import handbook

        handbook.register({"groupings": "co-quan"})
