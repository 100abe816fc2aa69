"""Forms for agencies and their names."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caicach.agencies.fields import AgencyField
from caicach.agencies.models import Agency, AgencyKind, AgencyNameKind
from caicach.agencies.naming import code_from
from caicach.agencies.services import AgencyFields, fields_of
from caicach.ui.fields import DayField, WholeNumberField

ANY_KIND = [("", _("Mọi loại"))]


class AgencyFilter(forms.Form):
    """What the list shows: text without diacritics, kind, and the day that is meant."""

    q = forms.CharField(
        label=_("Tìm"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = forms.ChoiceField(label=_("Loại"), required=False, choices=[*ANY_KIND, *AgencyKind.choices])
    on = DayField(label=_("Như ngày"), required=False)
    all = forms.BooleanField(label=_("Cả cơ quan đã kết thúc"), required=False)


class AgencyForm(forms.Form):
    """The entry of an agency."""

    name = forms.CharField(label=_("Tên đầy đủ"), max_length=200)
    short_name = forms.CharField(label=_("Tên ngắn"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("Loại"), choices=[("", "—"), *AgencyKind.choices])
    parent = AgencyField(label=_("Trực thuộc"), required=False, help_text=_("Gõ tên, tên ngắn hoặc mã."))
    head_title = forms.CharField(
        label=_("Chức danh người đứng đầu"),
        max_length=100,
        required=False,
        help_text=_("Ví dụ “Giám đốc”: văn bản gửi “Giám đốc Sở …” được hiểu là gửi cơ quan này."),
    )
    identification_code = forms.CharField(label=_("Mã định danh"), max_length=30, required=False)
    code = forms.SlugField(
        label=_("Mã trong hệ thống"),
        max_length=40,
        required=False,
        help_text=_("Chữ không dấu, số, gạch nối. Để trống thì lập từ tên."),
    )
    protocol_order = WholeNumberField(
        label=_("Thứ tự"),
        min_value=0,
        max_value=999_999,
        initial=1000,
        help_text=_("Số nhỏ đứng trước trong danh sách."),
    )
    is_specialised = forms.BooleanField(label=_("Là cơ quan chuyên môn"), required=False)
    valid_from = DayField(label=_("Hoạt động từ ngày"), required=False)
    valid_to = DayField(label=_("Đến hết ngày"), required=False)
    legal_basis = forms.CharField(label=_("Căn cứ"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    @classmethod
    def initial_of(cls, agency: Agency) -> dict[str, Any]:
        fields = fields_of(agency)
        return {key: getattr(fields, key) for key in cls.base_fields if key != "version"} | {"version": agency.version}

    @classmethod
    def initial_now(cls, agency: Agency) -> dict[str, Any]:
        """What the form would show today; the row is read again."""
        agency.refresh_from_db()
        return cls.initial_of(agency)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("Ngày kết thúc sớm hơn ngày bắt đầu."))
        return cleaned

    def fields_given(self) -> AgencyFields:
        given = {key: value for key, value in self.cleaned_data.items() if key != "version"}
        given["code"] = given["code"] or code_from(given["name"])
        return AgencyFields(**given)


class RenameForm(forms.Form):
    """A new name from a day on."""

    name = forms.CharField(label=_("Tên mới"), max_length=200)
    short_name = forms.CharField(
        label=_("Tên ngắn mới"), max_length=100, required=False, help_text=_("Để trống thì giữ tên ngắn đang dùng.")
    )
    on = DayField(label=_("Từ ngày"))
    legal_basis = forms.CharField(label=_("Căn cứ"), max_length=300, help_text=_("Số, ký hiệu, ngày của văn bản."))
    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def initial_now(cls, agency: Agency) -> dict[str, Any]:
        """The names of today, to compare; the row is read again."""
        agency.refresh_from_db()
        return {"name": agency.name, "short_name": agency.short_name, "version": agency.version}


class NameForm(forms.Form):
    """One more name of an agency."""

    text = forms.CharField(label=_("Tên"), max_length=200)
    kind = forms.ChoiceField(label=_("Loại tên"), choices=AgencyNameKind.choices, initial=AgencyNameKind.ALIAS)
    valid_from = DayField(label=_("Từ ngày"), required=False)
    valid_to = DayField(label=_("Đến hết ngày"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        if ";" in text:
            raise forms.ValidationError(_("Mỗi lần một tên, không dùng dấu chấm phẩy."))
        return text


class EndForm(forms.Form):
    """The last day of something."""

    on = DayField(label=_("Ngày cuối cùng"))
    version = forms.IntegerField(widget=forms.HiddenInput)
