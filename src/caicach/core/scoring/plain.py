"""Rules and sets as plain data, as YAML, JSON and sheets hold them: read with every problem at once, and written."""

import re
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from caicach.core.scoring.errors import BadRule, SetProblem, problem
from caicach.core.scoring.shapes import SHAPES
from caicach.core.scoring.shapes.base import Shape

_Read = TypeVar("_Read")
_FIGURE = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def from_plain(kind: type[_Read], plain: Any) -> _Read:
    """An object of a dataclass out of a mapping of its fields.

    Figures are texts, whole numbers or `Decimal`s, never floats: 1.1 would no longer be 1.1.
    Raises BadRule with all problems and their places.
    """
    found: list[SetProblem] = []
    made = _read(kind, plain, (), found)
    if found:
        raise BadRule(*found)
    return made  # type: ignore[no-any-return]


def to_plain(thing: Any, *, keeps_figures: bool = False) -> Any:
    """The same thing in mappings, lists and texts; what stands at its default is left out.

    keeps_figures: leave Decimals as they are, for a form that has figures of its own; else they become texts.
    """
    if isinstance(thing, Enum):
        return thing.value
    if isinstance(thing, Decimal):
        return thing if keeps_figures else format(thing.normalize() if thing == thing.to_integral() else thing, "f")
    if isinstance(thing, (tuple, list)):
        return [to_plain(one, keeps_figures=keeps_figures) for one in thing]
    if isinstance(thing, Mapping):
        return {name: to_plain(value, keeps_figures=keeps_figures) for name, value in thing.items()}
    if not is_dataclass(thing):
        return thing
    made = {"shape": thing.name} if isinstance(thing, Shape) else {}
    kind: Any = type(thing)
    for name, default in _defaults_of(kind):
        value = getattr(thing, name)
        if default is MISSING or default != value:
            made[name] = to_plain(value, keeps_figures=keeps_figures)
    return made


@cache
def _defaults_of(kind: type) -> tuple[tuple[str, Any], ...]:
    """The fields of a dataclass with what they hold where nothing is said; made defaults are only compared."""
    return tuple(
        (field.name, field.default if field.default_factory is MISSING else field.default_factory())
        for field in fields(kind)
    )


def _read(kind: Any, plain: Any, place: tuple[str, ...], found: list[SetProblem]) -> Any:
    """A value of a type, or None with a problem more."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        wanted = [one for one in get_args(kind) if one is not type(None)]
        if plain is None:
            return None
        return _read(wanted[0], plain, place, found) if len(wanted) == 1 else _read_value(plain, place, found)
    if origin is dict:
        return _read_named(get_args(kind)[1], plain, place, found)
    if origin is tuple:
        return _read_list(get_args(kind)[0], plain, place, found)
    if kind is Shape:
        return _read_shape(plain, place, found)
    if isinstance(kind, type) and is_dataclass(kind):
        return _read_object(kind, plain, place, found)
    return _read_word(kind, plain, place, found)


def _read_list(kind: Any, plain: Any, place: tuple[str, ...], found: list[SetProblem]) -> tuple[Any, ...]:
    if not isinstance(plain, (list, tuple)):
        found.append(problem("no_list", *place))
        return ()
    return tuple(_read(kind, one, (*place, str(number)), found) for number, one in enumerate(plain, 1))


def _read_named(kind: Any, plain: Any, place: tuple[str, ...], found: list[SetProblem]) -> dict[str, Any]:
    if not isinstance(plain, Mapping):
        found.append(problem("no_object", *place))
        return {}
    return {str(name): _read(kind, one, (*place, str(name)), found) for name, one in plain.items()}


def _read_value(plain: Any, place: tuple[str, ...], found: list[SetProblem]) -> Any:
    """The value of an input: a yes, a figure, or the code of a level; a text that looks like a figure is one."""
    if isinstance(plain, bool) or (isinstance(plain, str) and not _FIGURE.fullmatch(plain)):
        return plain
    return _read_word(Decimal, plain, place, found)


def _read_shape(plain: Any, place: tuple[str, ...], found: list[SetProblem]) -> Any:
    name = plain.get("shape") if isinstance(plain, Mapping) else None
    if name not in SHAPES:
        found.append(problem("unknown_shape", *place, "shape", value=name or ""))
        return None
    return _read_object(SHAPES[name], {key: value for key, value in plain.items() if key != "shape"}, place, found)


def _read_object(kind: type, plain: Any, place: tuple[str, ...], found: list[SetProblem]) -> Any:
    if not isinstance(plain, Mapping):
        found.append(problem("no_object", *place))
        return None
    known, before = _fields_of(kind), len(found)
    found += [problem("unknown_field", *place, str(name)) for name in plain if name not in known]
    given = {}
    for name, (field, of_kind) in known.items():
        if name in plain:
            given[name] = _read(of_kind, plain[name], (*place, name), found)
        elif field.default is MISSING and field.default_factory is MISSING:
            found.append(problem("missing_field", *place, name))
    if len(found) > before:
        return None
    try:
        return kind(**given)
    except BadRule as wrong:
        found += [one.below(*place) for one in wrong.problems]
        return None


def _read_word(kind: Any, plain: Any, place: tuple[str, ...], found: list[SetProblem]) -> Any:
    """A figure, a text, a yes, a number or a word of a list."""
    try:
        if kind is Decimal and isinstance(plain, (int, Decimal, str)) and not isinstance(plain, bool):
            return _figure(plain)
        if kind in (bool, int) and type(plain) is kind:
            return plain
        if kind is str and isinstance(plain, str):
            return plain
        if isinstance(kind, type) and issubclass(kind, Enum):
            return kind(plain)
        if kind is Any:
            return plain
    except (InvalidOperation, TypeError, ValueError):
        pass
    found.append(problem("not_understood", *place, value=plain))
    return None


def _figure(plain: int | Decimal | str) -> Decimal:
    """The figure; a text has only digits and a point, since exponents would make it longer than it looks."""
    if isinstance(plain, str) and not _FIGURE.fullmatch(plain):
        raise ValueError(plain)
    figure = Decimal(plain)
    if not figure.is_finite():
        raise ValueError(plain)
    return figure


@cache
def _fields_of(kind: type) -> dict[str, tuple[Field[Any], Any]]:
    hints = get_type_hints(kind)
    return {field.name: (field, hints[field.name]) for field in fields(kind)}
