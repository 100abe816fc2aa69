"""The form of an improvement plan: its title and year, and for each chosen leaf what is to be done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.agencies.models import Agency
from caicach.core.scoring.criteria import Criterion
from caicach.improvement.lifting import LeafGap
from caicach.improvement.planning import Wish, last_scores
from caicach.improvement.standing import Stand
from caicach.plans.contents import PlanHead
from caicach.plans.models import PlanKind
from caicach.ui.fields import NumberField, WholeNumberField
from caicach.ui.formats import shown_number

DOCUMENT_KIND = "Kế hoạch"
_CELL = 2000


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose plan it is, and so of which kind: the province has plans for improvement, an agency plans of its own."""

    agency: Agency
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the form of a leaf begins with. told: what is to be known of the leaf beside its points."""

    target: Decimal
    solutions: str
    lead: str
    told: str


class PlanHeadForm(forms.Form):
    """What stands above the table; number and day are given when the plan is issued.

    owners: whose plan it may be, with the kind that such a plan has; asked only where there is a choice.
    """

    whose = forms.ChoiceField(label=gettext_lazy("Loại kế hoạch"))
    title = forms.CharField(label=gettext_lazy("Tên kế hoạch"), max_length=500)
    year = WholeNumberField(label=gettext_lazy("Năm thực hiện"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, owners: Sequence[Owner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owners = {owner.kind: owner for owner in owners}
        if len(owners) == 1:
            del self.fields["whose"]
        else:
            choices = [(one.kind, f"{PlanKind(one.kind).label}: {one.agency.name}") for one in owners]
            self.fields["whose"].choices = choices  # type: ignore[attr-defined]

    def head(self) -> PlanHead:
        return PlanHead(year=self.cleaned_data["year"], title=self.cleaned_data["title"], document_kind=DOCUMENT_KIND)

    def owner(self) -> Owner:
        """Whose plan it becomes."""
        return self.owners.get(self.cleaned_data.get("whose", ""), next(iter(self.owners.values())))


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

    def __init__(
        self, data: Mapping[str, Any] | None, *, leaf: Criterion, previous: Decimal | None, proposal: Proposal
    ) -> None:
        self.leaf, self.previous, self.told = leaf, previous, proposal.told
        initial = {"target": proposal.target, "lead": proposal.lead, "solutions": proposal.solutions}
        super().__init__(data, prefix=leaf.code, initial=initial)

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
    """What one agency could do about some of its leaves, beginning with the next step of each."""
    last, lead = last_scores(stand), stand.assessment.agency.name
    return [
        WishForm(data, leaf=gap.criterion, previous=previous, proposal=_next_step(gap, previous, lead))
        for gap in gaps
        for previous in (last.get(gap.criterion.code),)
    ]


def _next_step(gap: LeafGap, previous: Decimal | None, lead: str) -> Proposal:
    target = usual_target(gap.criterion, previous, gap)
    return Proposal(target=target, solutions=gap.sentence if gap.reach else "", lead=lead, told=gap.sentence)
