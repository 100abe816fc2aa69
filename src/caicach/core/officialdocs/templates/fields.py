"""The fields of a kind of paper, and values for them."""

import base64
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from caicach.core.errors import CoreError

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ue000\ue001\ud800-\udfff\ufffe\uffff]")


class FieldType(StrEnum):
    """text: words. lines: a list of words. rows: a list of records. document, annex: what another paper holds."""

    TEXT = "text"
    LINES = "lines"
    ROWS = "rows"
    DOCUMENT = "document"
    ANNEX = "annex"

    @property
    def is_paper(self) -> bool:
        """Given as a DOCX; an annex begins pages of its own."""
        return self in (FieldType.DOCUMENT, FieldType.ANNEX)

    @property
    def is_list(self) -> bool:
        return self in (FieldType.LINES, FieldType.ROWS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a template. is_required: a template names it, and a paper has it. fields: of each of its rows."""

    name: str
    type: FieldType = FieldType.TEXT
    meaning: str = ""
    meaning_in_english: str = ""
    is_required: bool = False
    demo: Any = ""
    fields: "tuple[Field, ...]" = ()


class ValuesRefused(CoreError):
    """Values that do not fit the fields: unknown, missing, or of another type."""

    code = "papers.values_refused"

    def __init__(self, *, unknown: Sequence[str] = (), missing: Sequence[str] = (), wrong: Sequence[str] = ()) -> None:
        super().__init__(unknown=list(unknown), missing=list(missing), wrong=list(wrong))
        self.unknown, self.missing, self.wrong = unknown, missing, wrong


def fields_from_plain(plain: Iterable[Mapping[str, Any]]) -> tuple[Field, ...]:
    """Fields as the files of kinds and the request to the child have them."""
    return tuple(
        Field(
            name=str(one["name"]),
            type=FieldType(one.get("type", "text")),
            meaning=str(one.get("meaning", "")),
            meaning_in_english=str(one.get("en", "")),
            is_required=bool(one.get("required", False)),
            demo=one.get("demo", ""),
            fields=fields_from_plain(one.get("fields", ())),
        )
        for one in plain
    )


def fields_to_plain(fields: Iterable[Field]) -> list[dict[str, Any]]:
    """What a check or a filling has to know of them."""
    return [
        {
            "name": one.name,
            "type": one.type.value,
            "required": one.is_required,
            "fields": fields_to_plain(one.fields),
        }
        for one in fields
    ]


def values_to_plain(fields: Iterable[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as the request to the child carries them: papers as base64."""
    papers = {one.name for one in fields if one.type.is_paper}
    return {
        name: base64.b64encode(held).decode("ascii") if name in papers else held for name, held in values.items()
    }  # fmt: skip


def values_from_plain(fields: Iterable[Field], plain: Mapping[str, Any]) -> dict[str, Any]:
    """The values again."""
    papers = {one.name for one in fields if one.type.is_paper}
    return {name: base64.b64decode(held) if name in papers else held for name, held in plain.items()}


def fitted(fields: Sequence[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """A value for each field: empty where none is given. ValuesRefused names what does not fit."""
    known = {one.name: one for one in fields}
    unknown = sorted(set(values) - set(known))
    missing = [one.name for one in fields if one.is_required and not values.get(one.name)]
    wrong = list(_wrong(fields, values))
    if unknown or missing or wrong:
        raise ValuesRefused(unknown=unknown, missing=missing, wrong=wrong)
    return {one.name: _clean(one, values.get(one.name)) for one in fields}


def _wrong(fields: Sequence[Field], values: Mapping[str, Any]) -> Iterable[str]:
    for one in fields:
        held = values.get(one.name)
        if held is None or held == "":
            continue
        if not _fits(one, held):
            yield one.name
        elif one.type is FieldType.ROWS:
            for number, row in enumerate(held, 1):
                names = {inner.name for inner in one.fields}
                yield from (f"{one.name}[{number}].{name}" for name in sorted(set(row) - names))
                yield from (f"{one.name}[{number}].{name}" for name in _wrong(one.fields, row))


def _fits(field: Field, held: Any) -> bool:
    if field.type.is_paper:
        return isinstance(held, bytes)
    if field.type is FieldType.TEXT:
        return isinstance(held, str)
    if not isinstance(held, (list, tuple)):
        return False
    inner: type = str if field.type is FieldType.LINES else Mapping
    return all(isinstance(one, inner) for one in held)


def _clean(field: Field, held: Any) -> Any:
    if field.type.is_paper:
        return held or b""
    if field.type is FieldType.TEXT:
        return printable(held or "")
    if field.type is FieldType.LINES:
        return [printable(one) for one in held or ()]
    return [{inner.name: _clean(inner, row.get(inner.name)) for inner in field.fields} for row in held or ()]


def printable(words: str) -> str:
    """Words without what no paper can hold, and what would be taken for a tag of the frame."""
    return _UNPRINTABLE.sub("", words)
