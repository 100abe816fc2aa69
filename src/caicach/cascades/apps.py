from django.apps import AppConfig


class CascadesConfig(AppConfig):
    name = "caicach.cascades"
    label = "cascades"

    def ready(self) -> None:
        """Enter the pages in the handbook."""
        from caicach.ui import handbook

        handbook.register({"cascades": "cu-the-hoa"})
