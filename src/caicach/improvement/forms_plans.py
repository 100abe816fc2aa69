"""The form of an improvement plan: its title and year, and for each chosen leaf what is to be done."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.core.scoring.criteria import Criterion
from caicach.improvement.lifting import LeafGap
from caicach.improvement.planning import Wish, last_score
from caicach.improvement.standing import Stand
from caicach.plans.contents import PlanHead
from caicach.ui.fields import NumberField, WholeNumberField
from caicach.ui.formats import shown_number

DOCUMENT_KIND = "Kế hoạch"
_CELL = 2000


class PlanHeadForm(forms.Form):
    """What stands above the table; number and day are given when the plan is issued."""

    title = forms.CharField(label=gettext_lazy("Tên kế hoạch"), max_length=500)
    year = WholeNumberField(label=gettext_lazy("Năm thực hiện"), min_value=2000, max_value=2100)

    def head(self) -> PlanHead:
        return PlanHead(year=self.cleaned_data["year"], title=self.cleaned_data["title"], document_kind=DOCUMENT_KIND)


class WishForm(forms.Form):
    """What is to be done about one leaf."""

    target = NumberField(label=gettext_lazy("Mục tiêu (điểm)"), decimal_places=4)
    solutions = forms.CharField(
        label=gettext_lazy("Nhiệm vụ, giải pháp"), max_length=_CELL, widget=forms.Textarea(attrs={"rows": 2})
    )
    lead = forms.CharField(label=gettext_lazy("Cơ quan chủ trì"), max_length=_CELL)
    coordinating = forms.CharField(label=gettext_lazy("Cơ quan phối hợp"), max_length=_CELL, required=False)
    start = forms.CharField(label=gettext_lazy("Bắt đầu"), max_length=200, required=False)
    end = forms.CharField(label=gettext_lazy("Kết thúc"), max_length=200, required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, gap: LeafGap, stand: Stand) -> None:
        self.gap, self.leaf = gap, gap.criterion
        self.previous = last_score(gap.criterion, stand)
        initial = {
            "target": usual_target(gap.criterion, self.previous, gap),
            "lead": stand.assessment.agency.name,
            "solutions": gap.sentence if gap.reach else "",
        }
        super().__init__(data, prefix=gap.criterion.code, initial=initial)

    def clean_target(self) -> Decimal:
        target: Decimal = self.cleaned_data["target"]
        least = self.previous or Decimal(0)
        if not least <= target <= self.leaf.max_score:
            told = {"least": shown_number(least), "most": shown_number(self.leaf.max_score)}
            raise forms.ValidationError(_("Mục tiêu từ %(least)s (điểm đã đạt) đến %(most)s (tối đa).") % told)
        return target

    def wish(self) -> Wish:
        return Wish(**self.cleaned_data)


def usual_target(leaf: Criterion, previous: Decimal | None, gap: LeafGap) -> Decimal:
    """What the next step brings; all points where no next step is known."""
    if previous is None or gap.reach is None:
        return leaf.max_score
    return min(leaf.max_score, (previous + gap.reach.gain).quantize(Decimal("0.0001")))


def wish_forms(data: Mapping[str, Any] | None, gaps: Iterable[LeafGap], stand: Stand) -> list[WishForm]:
    return [WishForm(data, gap=gap, stand=stand) for gap in gaps]
