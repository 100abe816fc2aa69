"""Who has sent, on time or late: the table of a round, narrowed as its address says."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caicach.people.models import User
from caicach.reports.models import ReportPart, ReportRound
from caicach.reports.records import Sending, sending_of

KINDS = {
    Sending.ON_TIME: ("good", "circle-check"),
    Sending.LATE: ("warning", "history"),
    Sending.RETURNED: ("warning", "undo-2"),
    Sending.ABSENT: ("bad", "circle-alert"),
    Sending.WAITING: ("plain", "hourglass"),
}


class MatrixFilter(forms.Form):
    """Which rows of the table are shown."""

    level = forms.ChoiceField(label=_("Cấp"), required=False)
    state = forms.ChoiceField(label=_("Tình trạng"), required=False, choices=[("", _("tất cả")), *Sending.choices])

    def __init__(self, *args: Any, round: ReportRound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("tất cả")), *((one["code"], one["name"]) for one in round.levels if one["kinds"])]

    @property
    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An agency's part as it stands on a day."""

    part: ReportPart
    sending: Sending

    @property
    def label(self) -> str:
        return str(self.sending.label)

    @property
    def look(self) -> tuple[str, str]:
        return KINDS[self.sending]


def matrix_of(round: ReportRound, user: User, *, today: date) -> list[MatrixRow]:
    """All parts of a round that a person sees, agencies in the order of protocol."""
    parts = round.parts.visible_to(user).select_related("agency", "signed_by")
    return [MatrixRow(part, sending_of(part, today)) for part in parts]


def narrowed(rows: Iterable[MatrixRow], chosen: dict[str, str]) -> list[MatrixRow]:
    return [
        row
        for row in rows
        if chosen.get("level", row.part.level) == row.part.level and chosen.get("state", row.sending) == row.sending
    ]


def counts_of(rows: Iterable[MatrixRow]) -> list[tuple[Sending, int]]:
    """How many parts stand how, the best first."""
    counted = Counter(row.sending for row in rows)
    return [(one, counted[one]) for one in Sending]
