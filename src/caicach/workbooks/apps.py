from django.apps import AppConfig


class WorkbooksConfig(AppConfig):
    name = "caicach.workbooks"
    label = "workbooks"

    def ready(self) -> None:
        from caicach.ui import handbook

        handbook.register({"workbooks": "bo-tieu-chi"})
