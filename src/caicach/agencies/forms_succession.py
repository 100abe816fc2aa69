"""Two steps of a succession: who with whom from when, then the share and scope of each arrow."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caicach.agencies.fields import AgencyField
from caicach.agencies.models import Agency, SuccessionKind
from caicach.agencies.services_succession import Handover
from caicach.ui.fields import DayField, NumberField

GIVERS, HEIRS = 6, 8
_KINDS = [(kind.value, kind.label) for kind in SuccessionKind if kind != SuccessionKind.RENAME]


class SuccessionForm(forms.Form):
    """Form, day, document, and the agencies on both sides."""

    kind = forms.ChoiceField(label=_("Hình thức"), choices=_KINDS)
    on = DayField(label=_("Có hiệu lực từ ngày"))
    legal_basis = forms.CharField(label=_("Căn cứ"), max_length=300, help_text=_("Số, ký hiệu, ngày của văn bản."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for side, label, count in (
            ("from", _("Cơ quan thôi hoặc chuyển"), GIVERS),
            ("to", _("Cơ quan tiếp nhận"), HEIRS),
        ):
            for number in range(1, count + 1):
                self.fields[f"{side}_{number}"] = AgencyField(label=f"{label} {number}", required=False)

    def side(self, name: str) -> list[forms.BoundField]:
        return [self[key] for key in self.fields if key.startswith(f"{name}_")]

    @property
    def givers(self) -> list[forms.BoundField]:
        return self.side("from")

    @property
    def heirs(self) -> list[forms.BoundField]:
        return self.side("to")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            if not self.chosen("from"):
                self.add_error("from_1", _("Chọn ít nhất một cơ quan."))
            if not self.chosen("to") and cleaned["kind"] != SuccessionKind.DISSOLVE:
                self.add_error("to_1", _("Chọn ít nhất một cơ quan tiếp nhận."))
        return cleaned

    def chosen(self, side: str) -> list[Agency]:
        """The agencies of one side, each once."""
        found = [value for key, value in self.cleaned_data.items() if key.startswith(f"{side}_") and value]
        return list(dict.fromkeys(found))


class ArrowForm(forms.Form):
    """One arrow: whether it is there, which share in percent, which part."""

    is_there = forms.BooleanField(label=_("Có chuyển"), required=False)
    percent = NumberField(
        label=_("Phần (%)"),
        unit="%",
        min_value=Decimal("0.01"),
        max_value=Decimal(100),
        decimal_places=2,
        required=False,
    )
    scope = forms.CharField(label=_("Phạm vi"), max_length=300, required=False)

    def __init__(self, answers: Any, *, giver: Agency, heir: Agency | None, is_only: bool) -> None:
        initial = {"is_there": True, "percent": Decimal(100) if is_only else None}
        super().__init__(answers, prefix=f"{giver.pk}-{heir.pk if heir else 0}", initial=initial)
        self.giver, self.heir = giver, heir
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{field.label}: {giver} → {heir or '—'}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("is_there") and not cleaned.get("percent") and "percent" not in self.errors:
            self.add_error("percent", _("Ghi phần chuyển sang, từ 0,01 đến 100."))
        return cleaned

    def handover(self) -> Handover:
        share = Decimal(self.cleaned_data["percent"]) / 100
        return Handover(from_agency=self.giver, to_agency=self.heir, share=share, scope=str(self.cleaned_data["scope"]))


def arrow_forms(givers: list[Agency], heirs: list[Agency], kind: str, *, answers: Any = None) -> list[ArrowForm]:
    """A form for each pair; a pair of an agency with itself only where a split leaves it in being."""
    pairs: list[tuple[Agency, Agency | None]] = [
        (giver, heir) for giver in givers for heir in heirs if giver != heir or kind == SuccessionKind.SPLIT
    ]
    pairs += [(giver, None) for giver in givers if not heirs]
    many = {giver: sum(one == giver for one, _ in pairs) for giver in givers}
    return [ArrowForm(answers, giver=giver, heir=heir, is_only=many[giver] == 1) for giver, heir in pairs]
