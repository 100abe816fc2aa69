from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DelegationsConfig(AppConfig):
    name = "caicach.delegations"
    label = "delegations"

    def ready(self) -> None:
        """Tell the table of grants what was lent; enter the room in the head of every page and on the first page."""
        from caicach.agencies import lending as asked
        from caicach.delegations import lending
        from caicach.delegations.errands import TELLER
        from caicach.people import errands, roles
        from caicach.ui import handbook
        from caicach.ui.navigation import SYSTEM, NavigationEntry, register

        asked.register(lending.lent_to, lending.substitutes)
        roles.register_lent(lending.roles_lent_to)
        errands.register(TELLER)
        register(
            NavigationEntry(
                order=62,
                text=_("Làm thay"),
                icon="arrow-left-right",
                url_name="delegations:delegation_list",
                section=SYSTEM,
                is_shown=lambda user: bool(user.is_authenticated),
            )
        )
        handbook.register({"delegations": "lam-thay"})
