from django.apps import AppConfig


class ObstaclesConfig(AppConfig):
    name = "caicach.obstacles"
    label = "obstacles"

    def ready(self) -> None:
        from caicach.agencies import dates
        from caicach.obstacles import errands, following, parts, raising
        from caicach.obstacles.dates import EVENTS
        from caicach.obstacles.event_words import EVENT_WORDS
        from caicach.people import errands as all_errands
        from caicach.plans import guards
        from caicach.ui import handbook
        from caicach.work import duty_parts, followers, history

        followers.on_report(raising.open_from_report)
        followers.on_move(following.follow_move)
        guards.register_entry_check(following.has_entries)
        duty_parts.register(parts.part_of_duty)
        duty_parts.register_for_items(parts.part_of_item)
        history.register_words(EVENT_WORDS)
        all_errands.register(errands.TELLER)
        dates.register(EVENTS)
        handbook.register({"obstacles": "vuong-mac"})
