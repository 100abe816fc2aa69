from django.apps import AppConfig


class WizardConfig(AppConfig):
    name = "caicach.wizard"
    label = "wizard"

    def ready(self) -> None:
        """Enter the room where others look: the importers, the list of plans, the head of the page, the handbook."""
        from caicach.ui import handbook, navigation
        from caicach.wizard.importers import register_importers

        register_importers()
        navigation.adopt("/ke-hoach/nhap/", "intake:run_list")
        handbook.register(
            {
                "wizard": "cau-truc",
                "wizard:structure": "cau-truc",
                "wizard:review": "can-xem-lai",
                "wizard:check": "kiem-tra",
                "wizard:difference": "khac-biet",
                "wizard:finish": "ban-hanh",
            }
        )
