"""The text of a section as passages (paragraphs), each with the words that it came from; what may be done to it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from caicach.core.text import nfc

_LIKE = 0.5
"""Share of equal letters from which on a sentence counts as edited from another, not as written anew."""
_SHORT_FORMS = ("TP", "Tp", "TX", "TT", "ThS", "TS", "GS", "PGS", "Q", "P", "KT", "TM", "TL", "Nxb", "tr", "v.v")
_END = re.compile(r"(?<=[.!?…])[”\")]*\s+(?=[“\"(\-–+]?\s*[0-9A-ZÀ-ỸĐ])")
_ORDINAL = re.compile(r"^[-–+•(]*\s*(?:[0-9]+(?:\.[0-9]+)*|[IVXLC]+|[a-zđ])[.)]$")


class Written(StrEnum):
    """How a sentence of the consolidated text came to be."""

    VERBATIM = "verbatim"
    EDITED = "edited"
    NEW = "new"
    COMPUTED = "computed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Words of a source as they stood when they were picked.

    kind: "part" of an agency, or "lead": a section that the agency in charge has put together. section, version: of the
    source. text: one sentence, or a whole paragraph.
    """

    kind: str
    section: str
    agency: int
    name: str
    version: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """A number that the system put into a text: `measure` of an indicator over all parts of the round."""

    printed: str
    indicator: str
    measure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph. by, name, at: who wrote it last, and when."""

    key: str
    text: str
    by: int
    name: str
    at: str
    origins: tuple[Origin, ...] = ()
    computed: tuple[Computed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a passage with the origin that it has."""

    text: str
    written: Written
    origin: Origin | None = None


Passages = tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What a section holds: its passages and, by indicator, totals that were typed instead of the computed ones."""

    passages: Passages = ()
    totals: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text, without blank ones."""
    return [line.strip() for line in nfc(text).splitlines() if line.strip()]


def sentences_of(paragraph: str) -> list[str]:
    """The sentences of a paragraph; joined with blanks they are the paragraph. Short forms and ordinals end none."""
    found: list[str] = []
    begun = ""
    for piece in _END.split(paragraph.strip()):
        begun = f"{begun} {piece}" if begun else piece
        if not _goes_on(begun):
            found.append(begun)
            begun = ""
    return [*found, begun] if begun else found


def written_sentences(passage: Passage) -> list[Sentence]:
    """Each sentence of a passage with its origin: word for word, edited, computed, or written anew."""
    known = {sentence: one for one in passage.origins for sentence in (one.text, *sentences_of(one.text))}
    return [_written(sentence, passage, known) for sentence in sentences_of(passage.text)]


def added(passages: Passages, new: Iterable[Passage]) -> Passages:
    """New passages behind the others."""
    return (*passages, *new)


def edited(passages: Passages, key: str, text: str, *, by: int, name: str, at: str) -> Passages:
    """Another text for a passage; its origins stay. Several paragraphs become several passages."""
    place = place_of(passages, key)
    told = paragraphs_of(text)
    old = passages[place]
    if told == [old.text]:
        return passages
    new = [
        replace(old, key=f"{key}{number or ''}", text=one, by=by, name=name, at=at) for number, one in enumerate(told)
    ]
    return (*passages[:place], *map(_with_its_own, new), *passages[place + 1 :])


def removed(passages: Passages, key: str) -> Passages:
    place = place_of(passages, key)
    return (*passages[:place], *passages[place + 1 :])


def moved(passages: Passages, key: str, step: int) -> Passages:
    """One place up (-1) or down (1); at the ends nothing happens."""
    place = place_of(passages, key)
    other = place + step
    if not 0 <= other < len(passages):
        return passages
    found = list(passages)
    found[place], found[other] = found[other], found[place]
    return tuple(found)


def joined(passages: Passages, key: str) -> Passages:
    """A passage and the next one in one paragraph, with the origins of both."""
    place = place_of(passages, key)
    if place + 1 >= len(passages):
        return passages
    one, two = passages[place], passages[place + 1]
    both = replace(
        one,
        text=f"{one.text} {two.text}",
        origins=(*one.origins, *two.origins),
        computed=(*one.computed, *two.computed),
    )
    return (*passages[:place], both, *passages[place + 2 :])


def place_of(passages: Passages, key: str) -> int:
    """Where a passage stands. KeyError: somebody has taken it away."""
    for place, one in enumerate(passages):
        if one.key == key:
            return place
    raise KeyError(key)


def section_to_plain(section: Section) -> dict[str, Any]:
    return {"passages": [asdict(one) for one in section.passages], "totals": dict(section.totals)}


def section_from_plain(plain: Mapping[str, Any]) -> Section:
    return Section(
        passages=tuple(_passage(one) for one in plain.get("passages", ())), totals=dict(plain.get("totals", {}))
    )


def _passage(plain: Mapping[str, Any]) -> Passage:
    origins = tuple(Origin(**one) for one in plain["origins"])
    computed = tuple(Computed(**one) for one in plain["computed"])
    return Passage(**{**plain, "origins": origins, "computed": computed})


def _goes_on(text: str) -> bool:
    """Whether what looks like the end of a sentence is a short form or an ordinal."""
    last = text.rsplit(" ", 1)[-1]
    bare = last.rstrip(".").lstrip('(“"')
    is_initial = len(bare) == 1 and bare.isupper() and last.endswith(".") and " " not in text
    return bare in _SHORT_FORMS or is_initial or bool(_ORDINAL.match(text))


def _written(sentence: str, passage: Passage, known: Mapping[str, Origin]) -> Sentence:
    if sentence in known:
        return Sentence(text=sentence, written=Written.VERBATIM, origin=known[sentence])
    if any(number.printed in sentence for number in passage.computed):
        return Sentence(text=sentence, written=Written.COMPUTED)
    if known:
        near = max(known, key=lambda one: _likeness(one, sentence))
        if _likeness(near, sentence) >= _LIKE:
            return Sentence(text=sentence, written=Written.EDITED, origin=known[near])
    return Sentence(text=sentence, written=Written.NEW)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _with_its_own(passage: Passage) -> Passage:
    """Of the origins those that the text still has something of."""
    sentences = written_sentences(passage)
    used: Sequence[Origin] = [one.origin for one in sentences if one.origin is not None]
    return replace(passage, origins=tuple(one for one in passage.origins if one in used))
