"""What the pages that look ahead are narrowed to."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caicach.steering.warnings import RULES


class YearFilter(forms.Form):
    """The year of the plans, and whether only what is still to be done counts."""

    year = forms.TypedChoiceField(label=_("Năm"), required=False, coerce=int, empty_value=None)
    only_open = forms.BooleanField(label=_("Chỉ việc còn phải làm"), required=False)

    def __init__(self, *args: Any, years: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["year"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(year), str(year)) for year in years]

    @property
    def chosen(self) -> dict[str, Any]:
        """What is valid; what is wrong narrows nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class WarningFilter(forms.Form):
    """One reason of all."""

    reason = forms.ChoiceField(
        label=_("Lý do"), required=False, choices=[("", _("Mọi lý do")), *((rule.code, rule.text) for rule in RULES)]
    )

    @property
    def chosen(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("reason") or "")
