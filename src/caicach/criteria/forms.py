"""Forms about criteria sets: the version that was seen, and the figures with which somebody tries a criterion."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caicach.core.scoring.criteria import Criterion
from caicach.core.scoring.outcome import Value
from caicach.criteria.kinds import conditions_of, levels_of, limits_of
from caicach.ui.fields import NumberField

YES, NO = "yes", "no"


class TryForm(forms.Form):
    """A field for each input of a criterion; nothing need be given."""

    def __init__(self, *args: Any, criterion: Criterion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule = criterion.rule
        self.conditions, levels = (conditions_of(rule), levels_of(rule)) if rule else (set(), {})
        limits = limits_of(rule, criterion.max_score) if rule else {}
        self.inputs = [one.name for one in criterion.inputs if rule]
        for one in criterion.inputs if rule else ():
            label = f"{one.label} ({one.unit})" if one.unit else one.label
            if one.name in self.conditions:
                choices = [("", "—"), (YES, _("có")), (NO, _("không"))]
                self.fields[one.name] = forms.ChoiceField(label=one.label, choices=choices, required=False)
            elif one.name in levels:
                given = [("", "—"), *levels[one.name].items()]
                self.fields[one.name] = forms.ChoiceField(label=one.label, choices=given, required=False)
            else:
                self.fields[one.name] = NumberField(
                    label=label, required=False, min_value=0, max_value=limits.get(one.name)
                )

    def values(self) -> dict[str, Value | None]:
        """The typed values as the rule takes them."""
        return {name: self._value(name, self.cleaned_data.get(name)) for name in self.inputs}

    def _value(self, name: str, typed: Any) -> Value | None:
        if typed in ("", None):
            return None
        if name in self.conditions:
            return bool(typed == YES)
        return typed if isinstance(typed, Decimal) else str(typed)
