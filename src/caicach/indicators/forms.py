"""Forms of the ledger: filters, a figure typed by hand, its correction, freezing a period."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.agencies.fields import AgencyField
from caicach.agencies.models import AgencyKind
from caicach.core.period import Period
from caicach.indicators.models import Indicator, Writer
from caicach.ui.fields import DayField, NumberField

KINDS = [("", gettext_lazy("Mọi loại")), *AgencyKind.choices]


class LedgerFilter(forms.Form):
    """What a list of the ledger shows: words, the period, the kind of agency."""

    q = forms.CharField(
        label=gettext_lazy("Tìm"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    ky = forms.ChoiceField(label=gettext_lazy("Kỳ"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Loại cơ quan"), required=False, choices=KINDS)
    gaps = forms.BooleanField(label=gettext_lazy("Chỉ dòng chưa có số liệu"), required=False)

    def __init__(self, *args: Any, periods: list[tuple[str, str]], leaves_out: tuple[str, ...] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["ky"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = periods
        for name in leaves_out:
            del self.fields[name]

    @property
    def chosen(self) -> dict[str, Any]:
        """What is valid; what is wrong narrows nothing."""
        self.is_valid()
        return self.cleaned_data


class NumbersForm(forms.Form):
    """The numbers of a figure with their source. Which ones are needed, the indicator says."""

    numerator = NumberField(label=gettext_lazy("Tử số"), required=False)
    denominator = NumberField(label=gettext_lazy("Mẫu số"), required=False)
    value = NumberField(label=gettext_lazy("Giá trị"), required=False)
    source_text = forms.CharField(
        label=gettext_lazy("Nguồn"),
        max_length=300,
        help_text=gettext_lazy("Văn bản, báo cáo hoặc hệ thống; ghi rõ điều, mục."),
    )
    as_of = DayField(label=gettext_lazy("Số liệu đến ngày"))

    def shape_for(self, indicator: Indicator) -> None:
        """Ask for the parts of this indicator only, under their own names."""
        if indicator.is_ratio:
            self.fields["numerator"].label = indicator.numerator_label
            self.fields["denominator"].label = indicator.denominator_label
            self.fields["numerator"].required = self.fields["denominator"].required = True
            del self.fields["value"]
        else:
            self.fields["value"].label = f"{indicator.name} ({indicator.unit})" if indicator.unit else indicator.name
            self.fields["value"].required = True
            del self.fields["numerator"], self.fields["denominator"]

    @property
    def numbers(self) -> dict[str, Any]:
        """What the services take."""
        return {**dict.fromkeys(("numerator", "denominator", "value")), **self.cleaned_data}


class FigureForm(NumbersForm):
    """A figure typed by hand, for an indicator that was chosen before."""

    agency = AgencyField(label=gettext_lazy("Cơ quan"), help_text=gettext_lazy("Gõ tên, tên ngắn hoặc mã."))
    first = DayField(label=gettext_lazy("Kỳ từ ngày"))
    last = DayField(label=gettext_lazy("Kỳ đến ngày"))
    seen = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)  # the figure that stood there

    field_order = ("agency", "first", "last", "numerator", "denominator", "value", "source_text", "as_of", "seen")

    @property
    def period(self) -> Period:
        return Period(self.cleaned_data["first"], self.cleaned_data["last"])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        _refuse_wrong_order(self, told.get("first"), told.get("last"))
        return told


class ChooseIndicatorForm(forms.Form):
    """Of which indicator a figure shall be typed."""

    chi_so = forms.ModelChoiceField(
        Indicator.objects.exclude(written_by=Writer.WORK),
        label=gettext_lazy("Chỉ số"),
        to_field_name="code",
        empty_label="—",
    )


class CorrectionForm(NumbersForm):
    """Another number in the place of a frozen one."""

    reason = forms.CharField(label=gettext_lazy("Lý do đính chính"), widget=forms.Textarea(attrs={"rows": 2}))


class FreezeForm(forms.Form):
    """The period that is closed."""

    first = forms.DateField(input_formats=["%Y-%m-%d"], widget=forms.HiddenInput)
    last = forms.DateField(input_formats=["%Y-%m-%d"], widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        _refuse_wrong_order(self, told.get("first"), told.get("last"))
        return told


def _refuse_wrong_order(form: forms.Form, first: date | None, last: date | None) -> None:
    if first and last and last < first:
        form.add_error("last", _("Đến ngày sớm hơn từ ngày. Hãy xem lại hai ngày."))
