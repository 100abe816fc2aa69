"""Two people, one row: what the other one has saved stands beside what was typed, and nothing is lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from caicach.ui.errors import CaicachError
from caicach.ui.formats import DASH, shown_day

Choices = Iterable[tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that somebody else has saved otherwise than it was typed here."""

    label: str
    theirs: str
    yours: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where two people differ, and the page on which the newest stands."""

    differences: list[Difference]
    newest: str


def show_conflict(form: forms.BaseForm, error: CaicachError, *, now: Mapping[str, Any], newest: str = "") -> None:
    """Turn a form that was overtaken into one that can be sent again, on purpose, over what is saved now.

    now: what the form would show today, with the `version` of today. newest: the address of the row as it is.
    """
    differences = [found for name in form.fields if name in now and (found := _difference(form, name, now[name]))]
    if "version" in now:
        typed = form.data.copy()  # type: ignore[attr-defined]
        typed[form.add_prefix("version")] = str(now["version"])
        form.data = typed
    form.add_error(None, str(error))
    form.conflict = Conflict(differences, newest)  # type: ignore[attr-defined]


def _difference(form: forms.BaseForm, name: str, saved: Any) -> Difference | None:
    bound = form[name]
    if bound.is_hidden:
        return None
    theirs, yours = _shown(bound.field, saved), _shown(bound.field, bound.value())
    return Difference(str(bound.label), theirs, yours) if theirs != yours else None


def _shown(field: forms.Field, value: Any) -> str:
    """A value as a person reads it."""
    if isinstance(field, forms.BooleanField):
        return _("có") if value and value != "False" else _("không")
    value = field.prepare_value(value)
    choices: Choices = getattr(field, "choices", ())
    labels = {str(key): str(label) for key, label in choices} if choices else {}
    values = value if isinstance(value, list | tuple) else [value]
    words = [_word(one, labels) for one in values if one not in (None, "")]
    return "; ".join(" ".join(word.split()) for word in words) or DASH


def _word(value: Any, labels: Mapping[str, str]) -> str:
    return shown_day(value) if isinstance(value, date) else labels.get(str(value), str(value))
