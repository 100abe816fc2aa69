from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ObstaclesConfig(AppConfig):
    name = "caicach.obstacles"
    label = "obstacles"

    def ready(self) -> None:
        from caicach.agencies.permissions import can
        from caicach.obstacles import errands, following, parts, raising
        from caicach.obstacles.event_words import EVENT_WORDS
        from caicach.people import errands as all_errands
        from caicach.people.permissions import Permission
        from caicach.plans import guards
        from caicach.ui import handbook
        from caicach.ui.navigation import NavigationEntry, register
        from caicach.work import duty_parts, followers, history

        followers.on_report(raising.open_from_report)
        followers.on_move(following.follow_move)
        guards.register_entry_check(following.has_entries)
        duty_parts.register(parts.part_of_duty)
        duty_parts.register_for_items(parts.part_of_item)
        history.register_words(EVENT_WORDS)
        all_errands.register(errands.errands_of)
        register(
            NavigationEntry(
                order=12,
                text=_("Vướng mắc"),
                icon="construction",
                url_name="obstacles:obstacle_list",
                is_shown=lambda user: can(user, Permission.ASSIGNMENT_VIEW),
            )
        )
        handbook.register({"obstacles": "vuong-mac"})
