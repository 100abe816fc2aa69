"""What people type about a round as a whole."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.agencies.models import Agency
from caicach.assessments.models import Phase, Round
from caicach.ui.fields import DayField
from caicach.ui.widgets import NamedChoiceField


class WindowForm(forms.Form):
    """A phase, from when to when, for whom, and why."""

    phase = forms.ChoiceField(label=gettext_lazy("Bước"), choices=Phase.choices)
    agency = NamedChoiceField(
        Agency.objects.none(),
        label=gettext_lazy("Áp dụng cho"),
        required=False,
        empty_label=gettext_lazy("mọi cơ quan"),
    )
    opens_on = DayField(label=gettext_lazy("Từ ngày"))
    closes_on = DayField(label=gettext_lazy("Đến hết ngày"))
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Mọi người xem được, kể cả sau khi công bố."),
    )  # fmt: skip

    def __init__(self, *args: Any, round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Agency.objects.filter(assessments__round=round)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        opens, closes = given.get("opens_on"), given.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("Ngày cuối phải sau ngày đầu."))
        return given


class UnrankedForm(forms.Form):
    """A group that is not ranked, and why."""

    group = forms.ChoiceField(label=gettext_lazy("Nhóm"))
    reason = forms.CharField(
        label=gettext_lazy("Lý do không xếp hạng"), required=False, max_length=500,
        help_text=gettext_lazy("Để trống để xếp hạng lại."), widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = round.assessments.order_by("group").values_list("group", flat=True).distinct()
        field = self.fields["group"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(group, group or _("không chia nhóm")) for group in groups]
