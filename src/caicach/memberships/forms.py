"""Forms for people of agencies."""

from django import forms
from django.utils.translation import gettext_lazy as _

from caicach.agencies.fields import AgencyField
from caicach.people.permissions import Role
from caicach.ui.fields import DayField

_STATES = [("", _("Đang hoạt động")), ("off", _("Đã ngừng")), ("all", _("Tất cả"))]


class PersonFilter(forms.Form):
    """What the list of people shows."""

    q = forms.CharField(
        label=_("Tìm"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    agency = AgencyField(label=_("Cơ quan"), required=False)
    role = forms.ChoiceField(label=_("Vai trò"), required=False, choices=[("", _("Mọi vai trò")), *Role.choices])
    state = forms.ChoiceField(label=_("Tài khoản"), required=False, choices=_STATES)


class InviteForm(forms.Form):
    """A new person with a first role."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=150)
    username = forms.RegexField(
        r"^[\w.@+-]+$",
        label=_("Tên đăng nhập"),
        max_length=150,
        required=False,
        help_text=_("Để trống thì lập từ họ tên, ví dụ “lannt”."),
        error_messages={"invalid": _("Chỉ dùng chữ, số và các dấu . @ + - _, không có dấu cách.")},
    )
    position = forms.CharField(label=_("Chức vụ"), max_length=150, required=False)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    phone = forms.CharField(label=_("Điện thoại"), max_length=20, required=False)
    agency = AgencyField(label=_("Cơ quan"))
    role = forms.ChoiceField(label=_("Vai trò"), choices=[("", "—"), *Role.choices])
    valid_from = DayField(label=_("Từ ngày"), required=False)


class MembershipForm(forms.Form):
    """One more role."""

    agency = AgencyField(label=_("Cơ quan"))
    role = forms.ChoiceField(label=_("Vai trò"), choices=[("", "—"), *Role.choices])
    valid_from = DayField(label=_("Từ ngày"), required=False)
    valid_to = DayField(label=_("Đến hết ngày"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
