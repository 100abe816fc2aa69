"""What somebody types who lets another act in his place."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Membership
from caicach.delegations.lending import lendable, lent_unless_told
from caicach.delegations.models import SigningCapacity
from caicach.delegations.services import Loan
from caicach.people.models import User
from caicach.people.permissions import Permission, Role
from caicach.ui.fields import DayField, seen_text


class _PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only for the checker
    """A colleague, with the position: two may have one name."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.full_name} ({obj.position})" if obj.position else str(obj.full_name)


MOST_SEEN = 12
"""So many colleagues stand one below the other, a tap each; more fold into a list."""


class LoanForm(forms.Form):
    """To whom, which acts, from when to when, why."""

    taker = _PersonChoice(User.objects.none(), label=_("Người làm thay"), empty_label=_("Chọn người"))
    first_on = DayField(label=_("Từ ngày"))
    last_on = DayField(label=_("Đến hết ngày"))
    permissions = forms.MultipleChoiceField(label=_("Việc được làm thay"), widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(
        label=_("Lý do"), max_length=300, validators=[seen_text],
        help_text=_("Ví dụ: nghỉ phép, đi công tác theo Quyết định 12/QĐ-SNV"),
    )  # fmt: skip
    capacity = forms.ChoiceField(
        label=_("Ký văn bản với tư cách"), required=False,
        choices=[("", _("theo chức vụ: cấp phó ký thay (KT.), còn lại để trống")), *SigningCapacity.choices],
        help_text=_("Khối chữ ký của văn bản ghi đúng như vậy (Nghị định 30/2020/NĐ-CP, Điều 13)."),
    )  # fmt: skip

    def __init__(self, *args: Any, post: Membership, colleagues: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._post = post
        taker, acts = self.fields["taker"], self.fields["permissions"]
        assert isinstance(taker, forms.ModelChoiceField)
        assert isinstance(acts, forms.MultipleChoiceField)
        if colleagues.count() <= MOST_SEEN:
            taker.widget, taker.empty_label = forms.RadioSelect(), None
        taker.queryset = colleagues
        role = Role(post.role)
        offered: Sequence[Permission] = lendable(role)
        acts.choices = [(one.value, one.label) for one in offered]
        acts.initial = [one.value for one in lent_unless_told(role)]

    def loan(self) -> Loan:
        given, post = self.cleaned_data, self._post
        return Loan(
            giver=post.user,
            taker=given["taker"],
            agency=post.agency,
            role=Role(post.role),
            permissions=[Permission(code) for code in given["permissions"]],
            first_on=given["first_on"],
            last_on=given["last_on"],
            reason=given["reason"],
            capacity=given["capacity"],
        )


class EndForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class PersonSearch(forms.Form):
    """Whom to look for among those for whom somebody may be asked to act."""

    q = forms.CharField(
        label=_("Tìm người"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
