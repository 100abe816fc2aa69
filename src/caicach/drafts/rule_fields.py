"""Form fields out of the parameters of a rule: made from the shapes themselves, read back as plain data.

A list has a hidden field with the number of its rows; rows in which nothing is typed do not count.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, is_dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caicach.core.scoring.shapes import SHAPES
from caicach.core.scoring.shapes.base import Shape
from caicach.criteria.sentences.parameter_words import PARAMETER_LABELS, SHAPE_LABELS, choices_of
from caicach.criteria.yaml_files import Place
from caicach.ui.fields import NumberField, WholeNumberField
from caicach.workbooks.notation import figure_text, is_rate, item_type, parameters, plain_figure, without_none

MOST_ROWS, MOST_DEPTH, SPARE = 60, 3, 1
KNOWN_INPUTS = "known-inputs"  # the list from which names of inputs are proposed


class RateField(NumberField):
    """A rate, typed as 80% or as 0,8."""

    def number_in(self, typed: str) -> Decimal:
        plain = plain_figure(typed) if typed.strip().endswith("%") else None
        return Decimal(plain) if plain is not None else super().number_in(typed)

    def prepare_value(self, value: Any) -> Any:
        return figure_text(value, is_rate=True) if isinstance(value, Decimal) else value


@dataclass(slots=True)
class Node:
    """A part of the form: its heading, the names of its fields, what is inside it, and the list that takes rows."""

    heading: Any = ""
    names: list[str] = field(default_factory=list)
    inside: list["Node"] = field(default_factory=list)
    rows_of: str = ""
    is_rule: bool = False


class RuleFields:
    """Builds the fields of rules and of lists. typed: what was sent, which decides about shapes and numbers of rows."""

    def __init__(self, typed: Mapping[str, Any] | None) -> None:
        self.typed, self.fields, self.initial = typed, dict[str, forms.Field](), dict[str, Any]()

    def add_rule(self, prefix: str, held: Mapping[str, Any] | None, depth: int = 0) -> Node:
        """The choice of a shape and the fields of the chosen one."""
        name = f"{prefix}-shape"
        chosen = str(self._sent(name, (held or {}).get("shape", "")))
        blank = [("", _("chưa biết cách chấm, người thẩm định cho điểm"))]
        shapes = [(key, label) for key, label in SHAPE_LABELS.items() if depth < MOST_DEPTH or key != "composite"]
        self.add(name, forms.ChoiceField(choices=blank + shapes), PARAMETER_LABELS["shape"], chosen)
        node = Node(names=[name], is_rule=True)
        if chosen in SHAPES:
            same = held if held and held.get("shape") == chosen else {}
            self._add_object(SHAPES[chosen], prefix, same or {}, node, depth)
        return node

    def add_list(self, kind: type, name: str, held: list[Any]) -> Node:
        """Rows of fields, with one more to fill in."""
        return self._list(kind, name, held, None, 0)

    def rows(self, full: str, held: list[Any]) -> int:
        """How many rows a list has, kept in a hidden field."""
        sent = str(self._sent(f"{full}-rows", ""))
        count = int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 4 else len(held) + SPARE
        count = min(max(count, _LEAST.get(full.rpartition("-")[2], 1)), MOST_ROWS)
        hidden = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST_ROWS)
        self.add(f"{full}-rows", hidden, PARAMETER_LABELS[full.rpartition("-")[2]], count)
        return count

    def _add_object(
        self, kind: Any, prefix: str, held: Mapping[str, Any], node: Node, depth: int, owner: Any = None
    ) -> None:
        for name, (of_field, of_kind) in parameters(kind).items():
            wanted, full = without_none(of_kind), f"{prefix}-{name}"
            if item := item_type(of_kind):
                node.inside.append(self._list(item, full, held.get(name, []), owner or kind, depth))
            elif wanted is Shape:
                node.inside.append(self.add_rule(full, held.get(name), depth + 1))
            elif is_dataclass(wanted):
                inside = Node(PARAMETER_LABELS[name])
                self._add_object(wanted, full, held.get(name, {}), inside, depth, owner or kind)
                node.inside.append(inside)
            else:
                default = "" if of_field.default is MISSING else of_field.default
                value = _shown(wanted, held.get(name, default))
                self.add(full, _field_of(wanted, owner or kind, name), PARAMETER_LABELS[name], value)
                node.names.append(full)

    def _list(self, kind: Any, full: str, held: list[Any], owner: Any, depth: int) -> Node:
        node = Node(PARAMETER_LABELS[full.rpartition("-")[2]], rows_of=full, names=[f"{full}-rows"])
        for number in range(self.rows(full, held)):
            inside = Node()
            row = held[number] if number < len(held) else {}
            self._add_object(kind, f"{full}-{number}", row, inside, depth, owner)
            node.inside.append(inside)
        return node

    def add(self, name: str, made: forms.Field, label: Any, value: Any) -> None:
        """A field of the form; nothing is required, since the rule itself says what it lacks."""
        made.required, made.label = False, label
        self.fields[name], self.initial[name] = made, value

    def _sent(self, name: str, else_: Any) -> Any:
        return self.typed.get(name, else_) if self.typed is not None else else_


class RuleAnswers:
    """The plain data of fields that were filled in, and which field each place of it came from."""

    def __init__(self, cleaned: Mapping[str, Any]) -> None:
        self.cleaned = cleaned
        self.fields: dict[Place, str] = {}

    def rule(self, prefix: str, place: Place) -> dict[str, Any] | None:
        shape = self.cleaned.get(f"{prefix}-shape")
        self.fields[place] = f"{prefix}-shape"
        if not shape:
            return None
        return {"shape": shape} | self._object(SHAPES[shape], prefix, place)

    def list_of(self, kind: Any, full: str, place: Place) -> list[dict[str, Any]]:
        """The rows in which something stands, numbered anew."""
        rows: list[dict[str, Any]] = []
        self.fields[place] = f"{full}-rows"
        for number in range(self.cleaned.get(f"{full}-rows") or 0):
            here = (*place, str(len(rows) + 1))
            row = self._object(kind, f"{full}-{number}", here)
            if _says(row):
                rows.append(row)
        return rows

    def _object(self, kind: Any, prefix: str, place: Place) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        for name, (_of_field, of_kind) in parameters(kind).items():
            wanted, full, here = without_none(of_kind), f"{prefix}-{name}", (*place, name)
            if item := item_type(of_kind):
                plain[name] = self.list_of(item, full, here)
            elif wanted is Shape:
                plain[name] = self.rule(full, here)
            elif is_dataclass(wanted):
                plain[name] = self._object(wanted, full, here)
            else:
                value, self.fields[here] = self.cleaned.get(full), full
                if value not in (None, ""):
                    plain[name] = value
        return plain

    def field_of(self, place: Place) -> str:
        """The field of a place, or of the nearest one around it."""
        found = (self.fields.get(place[:length]) for length in range(len(place), 0, -1))
        return next((name for name in found if name), "")


def _says(value: Any) -> bool:
    """Whether something was typed; a choice that stands there by itself is nothing."""
    if isinstance(value, dict):
        return any(_says(one) for key, one in value.items() if key not in _PRESET)
    return value not in (None, "", [], False)


_LEAST = {"parts": 2, "levels": 2, "answers": 2, "bands": 2, "conditions": 2}  # rows to begin with
_PRESET = {"when_nothing", "last_year_parts"}


def _shown(kind: Any, value: Any) -> Any:
    if kind is Decimal and value not in (None, ""):
        return Decimal(value)
    return value.value if isinstance(value, StrEnum) else value


def _field_of(kind: Any, owner: Any, name: str) -> forms.Field:
    """The field of one parameter by its type."""
    if kind is Decimal:
        return RateField() if owner is not None and is_rate(owner, name) else NumberField(max_digits=20)
    if kind is int:
        return WholeNumberField(min_value=1, max_value=1000)
    if kind is bool:
        return forms.BooleanField()
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return forms.ChoiceField(choices=choices_of(kind))
    proposals = {} if name in _FREE else {"list": KNOWN_INPUTS}
    return forms.CharField(max_length=300, widget=forms.TextInput(attrs={"autocomplete": "off"} | proposals))


_FREE = {"code", "label", "name", "unit", "period", "source", "indicator"}
