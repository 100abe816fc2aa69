from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "caicach.ui"
    label = "ui"

    def ready(self) -> None:
        """Every field for text of every form, also of forms to come, refuses what is not seen."""
        from django.forms import CharField

        from caicach.ui.fields import seen_text

        CharField.default_validators = [*CharField.default_validators, seen_text]
