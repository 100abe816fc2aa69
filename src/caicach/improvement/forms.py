"""Forms about what might be: other figures for a leaf, the effort of measures, the rows of a plan."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.assessments.forms import ClaimForm, begun
from caicach.core.scoring.claims import Claim
from caicach.core.scoring.criteria import Criterion
from caicach.core.scoring.whatif import MOST_EFFORT
from caicach.ui.fields import NumberField

USUAL_EFFORT = 1
MOST_EFFORT_OF_ONE = 100


class WhatIfForm(ClaimForm):
    """Other figures for a leaf; the names of its fields begin with the code of the leaf, so that many share a page."""

    def __init__(self, data: QueryDict | None, *, criterion: Criterion, now: Claim | None) -> None:
        initial = begun(criterion, now, version=0)
        super().__init__(data, criterion=criterion, prefix=criterion.code, initial=initial)
        del self.fields["version"]
        if "claim_given" in self.fields:
            self.fields["claim_given"].label = _("Điểm")
        if now is not None and now.decided is not None:
            self.fields["decided"] = NumberField(
                label=_("Điểm ấn định"),
                help_text=_("Để trống nếu điểm tính từ số liệu ở trên."),
                required=False,
                min_value=0,
                max_value=criterion.max_score,
                decimal_places=4,
            )

    def claim(self) -> Claim:
        told = super().claim()
        return Claim(
            values=told.values,
            given=told.given,
            decided=self.cleaned_data.get("decided"),
            is_not_applicable=told.is_not_applicable,
        )


class EffortForm(forms.Form):
    """How much effort there is, and how much each measure takes."""

    effort = forms.IntegerField(
        label=gettext_lazy("Tổng công sức có thể bỏ ra"), min_value=0, max_value=MOST_EFFORT, initial=5
    )

    def __init__(self, data: Mapping[str, Any] | None, *, leaves: Iterable[Criterion]) -> None:
        super().__init__(data)
        for leaf in leaves:
            self.fields[f"w-{leaf.code}"] = forms.IntegerField(
                label=_("Công sức cho %(code)s") % {"code": leaf.code},
                min_value=1,
                max_value=MOST_EFFORT_OF_ONE,
                initial=USUAL_EFFORT,
                required=False,
                widget=forms.NumberInput(attrs={"placeholder": USUAL_EFFORT}),
            )

    def effort_of(self, code: str) -> int:
        """Nothing typed: the usual effort."""
        return self.cleaned_data.get(f"w-{code}") or USUAL_EFFORT
