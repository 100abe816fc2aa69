"""What has become of the criteria of one set in the next one, and which points may be compared over the years."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum

from caicach.core.scoring.criteria import CriteriaSet, Criterion
from caicach.core.scoring.errors import BadRule, SetProblem, problem


class Change(StrEnum):
    """What happened to a leaf. A leaf whose rule became another one is dropped, and its follower is new."""

    SAME = "same"
    REWORDED = "reworded"
    REWEIGHTED = "reweighted"
    SPLIT = "split"
    MERGED = "merged"
    NEW = "new"
    DROPPED = "dropped"


class Comparison(StrEnum):
    """How the results of two leaves may be set side by side."""

    POINTS = "points"
    SHARE = "share"  # points / maximum
    NONE = "none"


_AMOUNTS = ("none", "one", "several")
_COUNTS = {  # how many leaves of the old and of the new set
    Change.SAME: ("one", "one"),
    Change.REWORDED: ("one", "one"),
    Change.REWEIGHTED: ("one", "one"),
    Change.SPLIT: ("one", "several"),
    Change.MERGED: ("several", "one"),
    Change.NEW: ("none", "one"),
    Change.DROPPED: ("one", "none"),
}
_COMPARISONS = {
    Change.SAME: Comparison.POINTS,
    Change.REWORDED: Comparison.POINTS,
    Change.REWEIGHTED: Comparison.SHARE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """old, new: codes of leaves. note: why, for those who compare."""

    change: Change
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        wrong = [
            problem("wrong_number_of_leaves", field, change=self.change, wanted=wanted, value=len(codes))
            for field, codes, wanted in zip(("old", "new"), (self.old, self.new), _COUNTS[self.change], strict=True)
            if wanted != _AMOUNTS[min(len(codes), 2)]
        ]
        if wrong:
            raise BadRule(*wrong)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """All leaves of two sets, each in one link. old_set, new_set: their keys."""

    old_set: str
    new_set: str
    links: tuple[Link, ...]
    source: str = ""


def comparison(crosswalk: Crosswalk, old: str, new: str) -> Comparison:
    """How a leaf of the old set may be compared with one of the new set; not at all unless a link joins the two."""
    for link in crosswalk.links:
        if link.old == (old,) and link.new == (new,):
            return _COMPARISONS.get(link.change, Comparison.NONE)
    return Comparison.NONE


def change_between(before: Criterion, after: Criterion) -> Change | None:
    """What a pair of leaves may be called that is compared over the years; None where their rules differ."""
    pairs = (Change.SAME, Change.REWORDED, Change.REWEIGHTED)
    return next((change for change in pairs if not list(_of_a_pair(change, before, after))), None)


def check_crosswalk(crosswalk: Crosswalk, old: CriteriaSet, new: CriteriaSet) -> list[SetProblem]:
    """What is wrong with a crosswalk: every leaf of both sets stands in it once, and each link says what is true."""
    leaves = {leaf.code: leaf for leaf in old.leaves()}, {leaf.code: leaf for leaf in new.leaves()}
    found = [
        problem("other_set", field, value=named, expected=key)
        for field, named, key in (("old_set", crosswalk.old_set, old.key), ("new_set", crosswalk.new_set, new.key))
        if named != key
    ]
    found += _of_a_side("old", Counter(code for link in crosswalk.links for code in link.old), leaves[0])
    found += _of_a_side("new", Counter(code for link in crosswalk.links for code in link.new), leaves[1])
    for number, link in enumerate(crosswalk.links, 1):
        if len(link.old) != 1 or len(link.new) != 1:
            continue
        before, after = leaves[0].get(link.old[0]), leaves[1].get(link.new[0])
        if before and after:
            found += [one.below("links", str(number)) for one in _of_a_pair(link.change, before, after)]
    return found


def _of_a_side(side: str, stand: Counter[str], leaves: dict[str, Criterion]) -> Iterator[SetProblem]:
    yield from (problem("leaf_without_link", side, code) for code in leaves if code not in stand)
    yield from (problem("unknown_criterion", side, code) for code in stand if code not in leaves)
    yield from (problem("repeated", side, code) for code, count in stand.items() if count > 1 and code in leaves)


def _of_a_pair(change: Change, before: Criterion, after: Criterion) -> Iterator[SetProblem]:
    """A pair that is to be compared: neither the weight nor the rule may have changed unnoticed."""
    if change is Change.SAME and before.name != after.name:
        yield problem("name_differs", "change", value=change)
    if change in (Change.SAME, Change.REWORDED):
        if before.max_score != after.max_score:
            yield problem("maximum_differs", "change", value=change, old=before.max_score, new=after.max_score)
        if before.rule != after.rule:
            yield problem("rule_differs", "change", value=change)
    if change is Change.REWEIGHTED:
        if before.max_score == after.max_score:
            yield problem("maximum_is_the_same", "change", value=change)
        if _per_point(before.rule, before.max_score) != _per_point(after.rule, after.max_score):
            yield problem("rule_differs", "change", value=change)


_POINTS = {"points", "points_each", "at_most", "better", "equal", "worse", "max_score"}


def _per_point(part: object, max_score: Decimal) -> object:
    """A rule with all its points as shares of the maximum: the same for two rules that differ in weight only."""
    if isinstance(part, tuple):
        return [_per_point(one, max_score) for one in part]
    if not is_dataclass(part):
        return part
    held = {field.name: getattr(part, field.name) for field in fields(part)}
    return type(part), {
        name: value / max_score
        if max_score and name in _POINTS and isinstance(value, Decimal)
        else _per_point(value, max_score)
        for name, value in held.items()
    }
