from django.apps import AppConfig


class AgencyfilesConfig(AppConfig):
    name = "caicach.agencyfiles"
    label = "agencyfiles"

    def ready(self) -> None:
        """Enter the pages in the handbook."""
        from caicach.ui import handbook

        handbook.register({"agencyfiles": "co-quan"})
