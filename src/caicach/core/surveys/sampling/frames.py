"""The frame before anything is drawn: what is wrong with its rows, and the one digest that names it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from caicach.core.surveys.sampling.plans import Unit
from caicach.core.text import is_blank, nfc


@dataclass(frozen=True, slots=True)
class Problem:
    """row: from 1, as the frame was given. first: the row that bears the same key."""

    row: int
    code: str
    first: int | None = None


def problems_of(units: Iterable[Unit]) -> tuple[Problem, ...]:
    """Every fault of every row: keys blank or there before, no stratum or place, no size, unlike stages, no text."""
    rows: dict[str, int] = {}
    found: list[Problem] = []
    depth: int | None = None
    for row, unit in enumerate(units, 1):
        depth = len(unit.places) if depth is None else depth
        codes = _faults(unit, depth)
        found.extend(Problem(row, code) for code in codes)
        if not {"key_blank", "text_broken"}.isdisjoint(codes):
            continue
        key = nfc(unit.key)
        if rows.setdefault(key, row) != row:
            found.append(Problem(row, "key_again", first=rows[key]))
    return tuple(found)


def composed(unit: Unit) -> Unit:
    """With all texts in NFC: the same letters typed on two machines are the same key."""
    texts = (unit.key, unit.stratum, *unit.places)
    if all(text.isascii() for text in texts):
        return unit
    return Unit(nfc(unit.key), nfc(unit.stratum), tuple(map(nfc, unit.places)), unit.size)


def digest_of(units: Sequence[Unit]) -> str:
    """SHA-256 of the rows in the order of their keys; the order in which they were given plays no part.

    Each row: number of places, stratum, places, key, size; each as its bytes in UTF-8, counted, with a colon between.
    """
    found = sha256()
    for unit in sorted(units, key=lambda unit: unit.key):
        fields = (str(len(unit.places)), unit.stratum, *unit.places, unit.key, str(unit.size))
        found.update(counted_bytes(fields))
    return found.hexdigest()


def counted_bytes(fields: Iterable[str]) -> bytes:
    """Texts one after the other so that no two lists of texts are alike: number of bytes, colon, bytes."""
    encoded = [text.encode() for text in fields]
    return b"".join(b"%d:%s" % (len(text), text) for text in encoded)


def _faults(unit: Unit, depth: int) -> list[str]:
    texts = (unit.key, unit.stratum, *unit.places)
    if any(map(_is_broken, texts)):
        return ["text_broken"]
    faults = []
    if is_blank(unit.key):
        faults.append("key_blank")
    if is_blank(unit.stratum):
        faults.append("stratum_blank")
    if any(map(is_blank, unit.places)):
        faults.append("place_blank")
    if len(unit.places) != depth:
        faults.append("places_not_as_in_first_row")
    if unit.size < 1:
        faults.append("size_below_one")
    return faults


def _is_broken(text: str) -> bool:
    """Half a letter of two, which no file can hold."""
    return not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text)
