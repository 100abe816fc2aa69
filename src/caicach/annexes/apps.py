from django.apps import AppConfig


class AnnexesConfig(AppConfig):
    name = "caicach.annexes"
    label = "annexes"

    def ready(self) -> None:
        """Enter the pages in the handbook."""
        from caicach.ui import handbook

        handbook.register({"annexes": "ke-hoach"})
