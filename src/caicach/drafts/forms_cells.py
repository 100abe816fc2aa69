"""The cells of a criterion as they stand in the table of a draft: number, name and points."""

from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from caicach.core.text import squeeze
from caicach.criteria.models import Criterion
from caicach.drafts.services import Cells
from caicach.ui.fields import NumberField


class CellsForm(forms.Form):
    """One row of the table. `seen` is the fingerprint of what stood in its cells when they were opened."""

    code = forms.CharField(label=_("Số"), max_length=30)
    name = forms.CharField(label=_("Tiêu chí"), max_length=500)
    max_score = NumberField(label=_("Điểm tối đa"), max_digits=8, decimal_places=4)
    seen = forms.CharField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, node: Criterion, data: Any = None) -> Self:
        """The form of a row, with what was sent for it or what is kept."""
        held = Cells.of(node.as_core)
        initial = {"code": held.code, "name": held.name, "max_score": held.max_score, "seen": held.seen}
        return cls(data, initial=initial, prefix=str(node.pk))

    @property
    def cells(self) -> Cells:
        """What was typed."""
        given = self.cleaned_data
        return Cells(squeeze(given["code"]), squeeze(given["name"]), given["max_score"])

    @property
    def is_changed(self) -> bool:
        """Whether this person typed anything; what somebody else has changed meanwhile is not theirs."""
        return bool(self.cells.seen != self.cleaned_data["seen"])

    def take_version(self, seen: str) -> None:
        """Make what was typed ready to be written on purpose over what is kept now."""
        typed = self.data.copy()  # type: ignore[attr-defined]
        typed[self.add_prefix("seen")] = seen
        self.data = typed
