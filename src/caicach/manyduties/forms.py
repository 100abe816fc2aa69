"""What people choose for many duties at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency
from caicach.people.models import User
from caicach.ui.fields import DayField


class ManyForm(forms.Form):
    """To whom many duties go at once."""

    person = forms.ModelChoiceField(User.objects.none(), label=_("Người làm"), required=False, empty_label="—")
    unit = forms.ModelChoiceField(Agency.objects.none(), label=_("Phòng, đơn vị"), required=False, empty_label="—")
    from_on = DayField(label=_("Từ ngày"))

    def __init__(self, *args: Any, people: list[User], units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person, unit = self.fields["person"], self.fields["unit"]
        assert isinstance(person, forms.ModelChoiceField)
        assert isinstance(unit, forms.ModelChoiceField)
        person.queryset = User.objects.filter(pk__in=[one.pk for one in people])
        unit.queryset = Agency.objects.filter(pk__in=[one.pk for one in units])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not (cleaned["person"] or cleaned["unit"]):
            raise forms.ValidationError(_("Hãy chọn người hoặc phòng nhận việc."))
        return cleaned


class HandOverForm(forms.Form):
    """Who carries on what a person leaves behind, from which day, and why."""

    person = forms.ModelChoiceField(User.objects.none(), label=_("Người nhận"), empty_label="—")
    from_on = DayField(label=_("Từ ngày"))
    reason = forms.CharField(
        label=_("Lý do, căn cứ"), max_length=300, help_text=_("Ví dụ: chuyển công tác theo Quyết định số 12/QĐ-SNV.")
    )

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        assert isinstance(person, forms.ModelChoiceField)
        person.queryset = User.objects.filter(pk__in=[one.pk for one in people])
