from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkConfig(AppConfig):
    name = "caicach.work"
    label = "work"

    def ready(self) -> None:
        from caicach.agencies.followers import on_succession
        from caicach.files import visibility
        from caicach.plans import guards
        from caicach.ui.navigation import NavigationEntry, register
        from caicach.work import evidence, following

        guards.register_entry_check(following.has_entries)
        guards.register_withdrawal_follower(following.drop_with_plan)
        guards.register_version_follower(following.follow_version)
        visibility.register(evidence.may_see_evidence)
        on_succession(following.follow_succession)
        register(
            NavigationEntry(
                order=10,
                text=_("Việc của tôi"),
                icon="list-todo",
                url_name="work:my_work",
                is_shown=lambda user: bool(user.is_authenticated),
            )
        )
