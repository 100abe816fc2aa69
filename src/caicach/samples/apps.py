from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SamplesConfig(AppConfig):
    name = "caicach.samples"
    label = "samples"

    def ready(self) -> None:
        """Enter the way in the head of the page, and the pages in the handbook."""
        from caicach.agencies.permissions import can
        from caicach.people.permissions import Permission
        from caicach.ui import handbook, navigation

        navigation.register(
            navigation.NavigationEntry(
                order=66,
                text=_("Chọn mẫu"),
                icon="dices",
                url_name="samples:frame_list",
                section=navigation.INDEX,
                is_shown=lambda user: can(user, Permission.SAMPLE_DRAW),
            )
        )
        handbook.register({"samples": "chon-mau"})
