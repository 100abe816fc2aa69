"""Kinds of papers that are made from templates, as their file tells them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language

from caicach.core.officialdocs.templates.fields import Field, fields_from_plain
from caicach.papers.errors import NoSuchKind

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperKind:
    """A kind of paper: what it is for, on which decree its form rests, and its fields."""

    code: str
    names: dict[str, str]
    purposes: dict[str, str]
    basis: str
    fields: tuple[Field, ...]

    @property
    def name(self) -> str:
        """In the language of the reader."""
        return _told(self.names)

    @property
    def purpose(self) -> str:
        return _told(self.purposes)

    @property
    def demo(self) -> dict[str, Any]:
        """A value for each field, to see a template with. Papers are made by `shipped.demo_paper`."""
        from caicach.core.officialdocs.templates.fields import FieldType
        from caicach.core.officialdocs.templates.shipped import demo_paper

        return {
            one.name: demo_paper(is_annex=one.type is FieldType.ANNEX) if one.type.is_paper else one.demo
            for one in self.fields
        }


@cache
def paper_kinds() -> tuple[PaperKind, ...]:
    """All kinds in the order of their file."""
    told = yaml.safe_load(sorted(CONTENT.glob("kinds-*.yaml"))[-1].read_text("utf-8"))
    return tuple(
        PaperKind(
            code=one["code"],
            names={"vi": one["name"], "en": one["name_en"]},
            purposes={"vi": one["purpose"], "en": one["purpose_en"]},
            basis=one["basis"],
            fields=fields_from_plain(_with_shared(one["fields"], told["shared"])),
        )
        for one in told["kinds"]
    )


def kind_of(code: str) -> PaperKind:
    """A kind by its code. NoSuchKind where there is none."""
    found = next((one for one in paper_kinds() if one.code == code), None)
    if found is None:
        raise NoSuchKind(code=code)
    return found


def meaning_of(field: Field) -> str:
    """What a field is, in the language of the reader."""
    return _told({"vi": field.meaning, "en": field.meaning_in_english})


def _told(words: dict[str, str]) -> str:
    return words.get(get_language() or "", words["vi"])


def _with_shared(fields: Iterable[dict[str, Any]], shared: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for one in fields:
        if "shared" in one:
            yield from shared[one["shared"]]
        else:
            yield one
