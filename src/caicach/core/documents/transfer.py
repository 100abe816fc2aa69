"""Readings and directories as plain JSON values and back, without loss: dates in ISO form, decimals as text."""

import dataclasses
import types
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from caicach.core.documents.directory import AgencyDirectory
from caicach.core.documents.previews import Preview
from caicach.core.documents.reading import DocumentHead, Reading
from caicach.core.officialdocs.findings import FormReport
from caicach.core.officialdocs.form_rules import in_english
from caicach.core.officialdocs.templates.faults import TemplateReport, template_fault_in_english

_Maker = Callable[[Any], Any]


def reading_to_plain(reading: Reading) -> dict[str, Any]:
    """A reading as JSON values; fields that hold their default are left out."""
    plain: dict[str, Any] = to_plain(reading)
    return plain


def reading_from_plain(plain: dict[str, Any]) -> Reading:
    """The reading again. ValueError, KeyError or TypeError where it is none."""
    reading: Reading = _maker(Reading)(plain)
    return reading


def head_from_plain(plain: dict[str, Any]) -> DocumentHead:
    """The head of a document again."""
    head: DocumentHead = _maker(DocumentHead)(plain)
    return head


def preview_from_plain(plain: dict[str, Any]) -> Preview:
    """A preview again."""
    preview: Preview = _maker(Preview)(plain)
    return preview


def form_from_plain(plain: dict[str, Any]) -> FormReport:
    """What was found in a paper again."""
    report: FormReport = _maker(FormReport)(plain)
    for finding in (*report.findings, *report.changes):
        in_english(finding)  # knows its rule, and fills its sentence
    return report


def template_from_plain(plain: dict[str, Any]) -> TemplateReport:
    """What was found in a template again."""
    report: TemplateReport = _maker(TemplateReport)(plain)
    for fault in report.faults:
        template_fault_in_english(fault)
    for finding in report.findings:
        in_english(finding)
    return report


def directory_to_plain(directory: AgencyDirectory) -> dict[str, Any]:
    """A directory of agencies as JSON values."""
    plain: dict[str, Any] = to_plain(directory)
    return plain


def directory_from_plain(plain: dict[str, Any]) -> AgencyDirectory:
    """The directory again."""
    directory: AgencyDirectory = _maker(AgencyDirectory)(plain)
    return directory


def to_plain(value: Any) -> Any:
    """Any part of a reading as JSON values."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): to_plain(item) for key, item in value.items()}
    return {
        field.name: to_plain(held)
        for field in dataclasses.fields(value)
        if not _is_default(field, held := getattr(value, field.name))
    }


def _is_default(field: dataclasses.Field[Any], held: Any) -> bool:
    if field.default is not dataclasses.MISSING:
        # 1 is True and 0 is False for Python, not for whoever reads the JSON.
        return type(held) is type(field.default) and bool(held == field.default) and not isinstance(held, Decimal)
    if field.default_factory is not dataclasses.MISSING:
        return bool(held == field.default_factory())
    return False


@cache
def _maker(kind: Any) -> _Maker:
    """How a value of a type is made of its plain form."""
    if kind is Decimal or (isinstance(kind, type) and issubclass(kind, Enum)):
        made: _Maker = kind
        return made
    if kind is date:
        return date.fromisoformat
    if dataclasses.is_dataclass(kind):
        return _dataclass_maker(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        inner = _maker(next(argument for argument in arguments if argument is not types.NoneType))
        return lambda plain: None if plain is None else inner(plain)
    if origin is tuple:
        return _tuple_maker(arguments)
    if origin is dict:
        item = _maker(arguments[1])
        return lambda plain: {key: item(held) for key, held in plain.items()}
    return _as_it_is(kind)


def _as_it_is(kind: Any) -> _Maker:
    def make(plain: Any) -> Any:
        if not isinstance(plain, kind):
            raise TypeError(f"{kind.__name__} expected, {type(plain).__name__} found")
        return plain

    return make


def _tuple_maker(arguments: tuple[Any, ...]) -> _Maker:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        item = _maker(arguments[0])
        return lambda plain: tuple(map(item, plain))
    items = tuple(map(_maker, arguments))
    return lambda plain: tuple(make(held) for make, held in zip(items, plain, strict=True))


def _dataclass_maker(kind: Any) -> _Maker:
    hints = get_type_hints(kind)
    makers = {field.name: _maker(hints[field.name]) for field in dataclasses.fields(kind)}

    def make(plain: dict[str, Any]) -> Any:
        return kind(**{name: makers[name](held) for name, held in plain.items()})

    return make
