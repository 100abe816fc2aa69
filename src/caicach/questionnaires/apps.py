from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionnairesConfig(AppConfig):
    name = "caicach.questionnaires"
    label = "questionnaires"

    def ready(self) -> None:
        """Enter the way in the head of the page, and the pages in the handbook."""
        from caicach.agencies.permissions import can
        from caicach.people.permissions import Permission
        from caicach.ui import handbook, navigation

        navigation.register(
            navigation.NavigationEntry(
                order=65,
                text=_("Phiếu khảo sát"),
                icon="clipboard-list",
                url_name="questionnaires:questionnaire_list",
                section=navigation.INDEX,
                is_shown=lambda user: can(user, Permission.QUESTIONNAIRE_WRITE),
            )
        )
        handbook.register({"questionnaires": "phieu-khao-sat"})
