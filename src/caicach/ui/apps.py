from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    name = "caicach.ui"
    label = "ui"

    def ready(self) -> None:
        """Every field for text of every form, also of forms to come, refuses what is not seen, in Vietnamese."""
        from django.core.validators import ProhibitNullCharactersValidator
        from django.forms import CharField

        from caicach.ui.fields import seen_text

        CharField.default_validators = [*CharField.default_validators, seen_text]
        ProhibitNullCharactersValidator.message = _(  # Django has no Vietnamese for it
            "Trong ô này có ký tự rỗng (NUL) không nhìn thấy được, thường do chép từ tệp hỏng. "
            "Hãy xóa nội dung ô và gõ lại."
        )
