from django.apps import AppConfig


class CrosswalksConfig(AppConfig):
    name = "caicach.crosswalks"
    label = "crosswalks"

    def ready(self) -> None:
        from caicach.ui import handbook

        handbook.register({"crosswalks": "bo-tieu-chi"})
