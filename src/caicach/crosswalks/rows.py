"""A crosswalk as a table: old beside new, in the order of the new set, with what may be compared."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from caicach.core.scoring.criteria import Criterion as CoreCriterion
from caicach.core.scoring.crosswalk import Change, Comparison, Link, comparison
from caicach.criteria.models import Crosswalk
from caicach.criteria.sentences.parameter_words import CHANGE_LABELS, COMPARISON_LABELS
from caicach.ui.formats import DASH


@dataclass(frozen=True, slots=True)
class LinkRow:
    """old, new: the criteria of a link. is_break: the years on both sides of it are not to be compared."""

    link: Link
    old: list[CoreCriterion]
    new: list[CoreCriterion]
    change: Any
    compared: Any
    is_break: bool
    value: str

    @property
    def ends(self) -> str:
        """The numbers on both sides, as one reads them out."""
        return f"{', '.join(self.link.old) or DASH} → {', '.join(self.link.new) or DASH}"

    @property
    def query(self) -> str:
        """The link as the beginning of another one, for the address of the form."""
        return urlencode({"change": self.link.change, "old": self.link.old, "new": self.link.new}, doseq=True)


def link_rows(row: Crosswalk, links: Iterable[Link]) -> list[LinkRow]:
    """The links as rows; what was dropped stands behind what came before it in the old set."""
    old = {leaf.code: leaf for leaf in row.old_set.as_core.leaves()}
    new = {leaf.code: leaf for leaf in row.new_set.as_core.leaves()}
    listed = list(links)
    place = _places(listed, list(old), list(new))
    return [_row(row, link, old, new) for link in sorted(listed, key=lambda link: place[link.old, link.new])]


def _row(row: Crosswalk, link: Link, old: dict[str, CoreCriterion], new: dict[str, CoreCriterion]) -> LinkRow:
    pair = link.old[0] if len(link.old) == 1 else "", link.new[0] if len(link.new) == 1 else ""
    how = comparison(row.as_core, *pair) if link in row.as_core.links else _would_be(link)
    value = json.dumps({"old": link.old, "new": link.new}, ensure_ascii=False)
    return LinkRow(
        link,
        [old[code] for code in link.old if code in old],
        [new[code] for code in link.new if code in new],
        CHANGE_LABELS[link.change],
        COMPARISON_LABELS[how],
        how is Comparison.NONE,
        value,
    )


def _would_be(link: Link) -> Comparison:
    if link.change in (Change.SAME, Change.REWORDED):
        return Comparison.POINTS
    return Comparison.SHARE if link.change is Change.REWEIGHTED else Comparison.NONE


def _places(links: list[Link], old: list[str], new: list[str]) -> dict[Any, tuple[int, int]]:
    """Where each link stands: at its first new leaf, else behind the new place of the old leaf before it."""
    new_place = {code: place for place, code in enumerate(new)}
    at = {code: new_place.get(link.new[0], -1) for link in links if link.new for code in link.old}
    places = {}
    for link in links:
        if link.new:
            places[link.old, link.new] = (new_place.get(link.new[0], len(new)), -1)
            continue
        here = old.index(link.old[0]) if link.old[0] in old else len(old)
        before = [at[code] for code in old[:here] if code in at]
        places[link.old, link.new] = (before[-1] if before else -1, here)
    return places
