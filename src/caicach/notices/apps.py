from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "caicach.notices"
    label = "notices"

    def ready(self) -> None:
        from django.utils import timezone

        from caicach.agencies.permissions import can
        from caicach.audit import followers
        from caicach.jobs import clock
        from caicach.notices import causes, desk
        from caicach.notices.running import keep_going
        from caicach.people import errands
        from caicach.people.permissions import Permission
        from caicach.ui import handbook
        from caicach.ui.navigation import DAY, SYSTEM, NavigationEntry, register
        from caicach.work import duty_parts

        followers.register(["work.returned"], causes.tell_of_return)
        followers.register(["amendments.issued"], causes.tell_of_amendment)
        followers.register(causes.SECURITY_WORDS, causes.tell_of_security)
        clock.register("notices", seconds=60, act=lambda: keep_going(now=timezone.now()))
        errands.register(desk.TELLER)
        duty_parts.register(desk.urging_of_duty)
        register(
            NavigationEntry(
                order=12,
                text=_("Thông báo"),
                icon="bell",
                url_name="notices:notice_list",
                section=DAY,
                is_shown=lambda user: can(user, Permission.ASSIGNMENT_VIEW),
            )
        )
        register(
            NavigationEntry(
                order=72,
                text=_("Thư đã gửi"),
                icon="mail",
                url_name="notices:mail_list",
                section=SYSTEM,
                is_shown=lambda user: can(user, Permission.NOTICE_WATCH),
            )
        )
        handbook.register({"notices": "thong-bao", "notices:mail_list": "thu-da-gui"})
