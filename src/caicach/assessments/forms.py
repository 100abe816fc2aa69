"""What people type about a leaf: figures, points, words; and the versions of the rows that they saw."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.assessments.ledger import LedgerValues
from caicach.core.scoring.claims import Claim
from caicach.core.scoring.criteria import Criterion, WhenNotApplicable
from caicach.criteria.forms import NO, YES, TryForm
from caicach.ui.fields import NumberField
from caicach.ui.versions import VersionForm


class ReasonForm(VersionForm):
    """An act that says why."""

    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class ClaimForm(TryForm):
    """What is said of one leaf: its figures, or points where the rule is not known, or that it does not apply."""

    def __init__(self, *args: Any, criterion: Criterion, locked: LedgerValues | None = None, **kwargs: Any) -> None:
        super().__init__(*args, criterion=criterion, **kwargs)
        self.criterion = criterion
        for name in self.inputs:  # may wait, and is wanted in the end: no "(optional)" beside it
            self.fields[name].is_wanted = True  # type: ignore[attr-defined]
        for name, known in (locked or {}).items():
            self.fields[name].disabled = True
            self.fields[name].initial = self.initial[name] = known.value
            self.fields[name].help_text = _("Lấy từ sổ số liệu, không sửa ở đây.")
        if criterion.rule is None or criterion.only_full_mark:
            label = _("Điểm tự chấm") if criterion.rule is None else _("Điểm, nếu chưa đạt mức tối đa")
            self.fields["claim_given"] = NumberField(
                label=label, required=False, min_value=0, max_value=criterion.max_score, decimal_places=4
            )
        if criterion.when_not_applicable is not WhenNotApplicable.NEVER:
            self.fields["claim_not_applicable"] = forms.BooleanField(
                label=_("Không áp dụng cho cơ quan này"), required=False
            )
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)

    def claim(self) -> Claim:
        """The typed words as a claim."""
        return Claim(
            values=self.values(),
            given=self.cleaned_data.get("claim_given"),
            is_not_applicable=bool(self.cleaned_data.get("claim_not_applicable")),
        )


def begun(criterion: Criterion, claim: Claim | None, *, version: int, **more: Any) -> dict[str, Any]:
    """What a form about a leaf starts with."""
    held: dict[str, Any] = {"version": version} | more
    if claim is None:
        return held
    held |= {"claim_given": claim.given, "decided": claim.decided, "claim_not_applicable": claim.is_not_applicable}
    for name, value in claim.values.items():
        held[name] = (YES if value else NO) if isinstance(value, bool) else value
    return held
