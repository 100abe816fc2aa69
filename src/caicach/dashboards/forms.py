"""What the dashboard and the trail are narrowed to."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caicach.dashboards.event_words import ROOMS
from caicach.plans.models import Plan
from caicach.ui.fields import DayField, FilterForm


class OverviewFilter(FilterForm):
    """Which duties the dashboard counts."""

    year = forms.TypedChoiceField(label=_("Năm"), required=False, coerce=int, empty_value=None)
    plan = forms.ChoiceField(label=_("Kế hoạch"), required=False)

    def __init__(self, *args: Any, plans: Sequence[Plan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = sorted({plan.year for plan in plans}, reverse=True)
        year, plan = self.fields["year"], self.fields["plan"]
        assert isinstance(year, forms.TypedChoiceField)
        assert isinstance(plan, forms.ChoiceField)
        year.choices = [("", _("Năm mới nhất")), *((str(year), str(year)) for year in years)]
        plan.choices = [("", _("Mọi kế hoạch")), *((str(one.pk), f"{one.year} – {one.title}") for one in plans)]


class TrailFilter(forms.Form):
    """Which events of the trail are shown."""

    person = forms.CharField(label=_("Người"), required=False, max_length=150)
    room = forms.ChoiceField(label=_("Loại việc"), required=False, choices=[("", _("Mọi loại")), *ROOMS.items()])
    target = forms.CharField(label=_("Đối tượng"), required=False, max_length=150)
    from_on = DayField(label=_("Từ ngày"), required=False)
    to_on = DayField(label=_("Đến ngày"), required=False)
