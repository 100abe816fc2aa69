from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "caicach.drafts"
    label = "drafts"

    def ready(self) -> None:
        from caicach.ui import handbook

        handbook.register({"drafts": "bo-tieu-chi"})
