"""Proposals for a crosswalk: what has probably become of each leaf without a link. A person confirms each."""

from difflib import SequenceMatcher

from caicach.core.scoring.criteria import CriteriaSet, Criterion
from caicach.core.scoring.crosswalk import Change, Crosswalk, Link, change_between
from caicach.core.text import fold

LEAST_ALIKE, LEAST_ALIKE_AT_ONE_CODE = 0.6, 0.4


def proposed_links(old: CriteriaSet, new: CriteriaSet, known: Crosswalk) -> list[Link]:
    """A link for every leaf of both sets that has none, in the order of the new set, then of the old one."""
    old_open = _open(old, {code for link in known.links for code in link.old})
    new_open = _open(new, {code for link in known.links for code in link.new})
    made = _pairs(old_open, new_open)
    gone, come = _ends(made)
    made += [
        Link(change=Change.SPLIT, old=(code,), new=codes)
        for code in old_open
        if code not in gone and len(codes := _below(new, code, new_open.keys() - come)) > 1
    ]
    made += [
        Link(change=Change.MERGED, old=codes, new=(code,))
        for code in new_open
        if code not in come and len(codes := _below(old, code, old_open.keys() - gone)) > 1
    ]
    gone, come = _ends(made)
    made += [Link(change=Change.NEW, new=(code,)) for code in new_open if code not in come]
    made += [Link(change=Change.DROPPED, old=(code,)) for code in old_open if code not in gone]
    places = {code: place for place, code in enumerate(new_open)}
    return sorted(made, key=lambda link: places[link.new[0]] if link.new else len(places))


def _open(criteria_set: CriteriaSet, linked: set[str]) -> dict[str, Criterion]:
    return {leaf.code: leaf for leaf in criteria_set.leaves() if leaf.code not in linked}


def _ends(links: list[Link]) -> tuple[set[str], set[str]]:
    """The old and the new leaves that stand in links."""
    return {code for link in links for code in link.old}, {code for link in links for code in link.new}


def _below(criteria_set: CriteriaSet, code: str, free: set[str]) -> tuple[str, ...]:
    """The free leaves below the node of this number: a leaf that became a node was split into them."""
    node = next((one for one in criteria_set.nodes() if one.code == code and not one.is_leaf), None)
    return tuple(leaf.code for leaf in node.leaves() if leaf.code in free) if node else ()


def _pairs(old: dict[str, Criterion], new: dict[str, Criterion]) -> list[Link]:
    """Leaves with the same rule, the likeliest pair first: the same name, the same number, names that are alike."""
    found = []
    for before in old.values():
        for after in new.values():
            change = change_between(before, after)
            if change and (likeness := _likeness(before, after)):
                found.append((-likeness, before.code, after.code, change))
    made: list[Link] = []
    gone: set[str] = set()
    come: set[str] = set()
    for _unlikely, code, other, change in sorted(found):
        if code not in gone and other not in come:
            gone.add(code)
            come.add(other)
            made.append(Link(change=change, old=(code,), new=(other,)))
    return made


def _likeness(before: Criterion, after: Criterion) -> float:
    """0 where nothing but the rule is the same."""
    alike = SequenceMatcher(None, fold(before.name), fold(after.name)).ratio()
    is_same_code = before.code == after.code
    least = LEAST_ALIKE_AT_ONE_CODE if is_same_code else LEAST_ALIKE
    return alike + is_same_code if alike >= least else 0
