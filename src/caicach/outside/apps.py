from django.apps import AppConfig


class OutsideConfig(AppConfig):
    name = "caicach.outside"
    label = "outside"

    def ready(self) -> None:
        """Enter the pages in the handbook."""
        from caicach.ui import handbook

        handbook.register({"outside": "nguon-ngoai"})
