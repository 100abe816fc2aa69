from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "caicach.people"
    label = "people"

    def ready(self) -> None:
        """Say where in the handbook the pages of this room are explained."""
        from caicach.ui import handbook

        names = ("people", "account_login", "account_change_password", "mfa_activate_totp", "mfa_view_recovery_codes")
        handbook.register(dict.fromkeys(names, "dang-nhap"))
