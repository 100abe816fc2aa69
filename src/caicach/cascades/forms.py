"""What people type to begin an agency's plan from that of the province."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency


class CascadeForm(forms.Form):
    """For which agency, and with which rows, an own plan is begun."""

    agency = forms.ModelChoiceField(label=_("Lập kế hoạch cho"), queryset=Agency.objects.none())
    title = forms.CharField(label=_("Tên kế hoạch"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    with_coordinating = forms.BooleanField(label=_("Lấy cả các dòng cơ quan chỉ phối hợp"), required=False)

    def __init__(self, *args: Any, owners: list[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.filter(pk__in=[agency.pk for agency in owners])
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
