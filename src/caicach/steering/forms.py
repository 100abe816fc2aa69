"""What the pages that look ahead are narrowed to."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency
from caicach.steering.inspection import Candidate, suggested
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


class VisitForm(forms.Form):
    """Which agencies are inspected, from which month to which."""

    agency = forms.TypedMultipleChoiceField(
        label=_("Cơ quan được kiểm tra"), coerce=int, widget=forms.CheckboxSelectMultiple,
        help_text=_("Đã chọn sẵn cơ quan có nhiều việc quá hạn, nhiều cảnh báo nhất."),
    )  # fmt: skip
    first = forms.IntegerField(label=_("Từ tháng"), min_value=1, max_value=12)
    last = forms.IntegerField(label=_("Đến tháng"), min_value=1, max_value=12)

    def __init__(self, *args: Any, found: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agencies = {one.agency.pk: one.agency for one in found}
        field = self.fields["agency"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(one.agency.pk, _told(one)) for one in found]
        field.initial = suggested(found)

    def clean(self) -> dict[str, Any] | None:
        given = super().clean()
        if given and given.get("first", 0) > given.get("last", 12):
            self.add_error("last", _("Tháng cuối phải từ tháng đầu trở đi."))
        return given

    @property
    def agencies(self) -> list[Agency]:
        """The chosen ones, in the order of the list."""
        return [one for key, one in self._agencies.items() if key in self.cleaned_data["agency"]]


def _told(one: Candidate) -> str:
    if not (one.overdue or one.warned):
        return one.agency.brief
    why = _("%(overdue)s quá hạn, %(warned)s cảnh báo") % {"overdue": one.overdue, "warned": one.warned}
    return f"{one.agency.brief} ({why})"
