"""Changes to a set as new sets: a criterion rewritten, added, moved, taken out, the facts rewritten, a copy made."""

import re
from collections.abc import Callable
from dataclasses import replace

from caicach.core.scoring.criteria import CriteriaSet, Criterion, WorkedExample

COPIED = "Chép từ {name}, chưa đối chiếu với văn bản mới"  # a text of the set, in the language of sets


def own(criterion: Criterion) -> Criterion:
    """A criterion without what stands below it."""
    return replace(criterion, children=())


def rewritten(criteria_set: CriteriaSet, code: str, new: Criterion, examples: tuple[WorkedExample, ...]) -> CriteriaSet:
    """With other fields and examples for one criterion; what stands below it stays, ties that name it follow."""
    changed = _mapped(criteria_set, code, lambda old: [replace(new, children=old.children)])
    places = [place for place, one in enumerate(changed.examples) if one.criterion == code]
    before = places[0] if places else len(changed.examples)
    rest = [one for one in changed.examples if one.criterion != code]
    named = tuple(replace(one, criterion=new.code) for one in examples)
    return replace(
        changed,
        examples=(*rest[:before], *named, *rest[before:]),
        tie_breakers=tuple(new.code if one == code else one for one in changed.tie_breakers),
    )


def added(criteria_set: CriteriaSet, new: Criterion, *, under: str = "") -> CriteriaSet:
    """With a criterion more, the last one below `under`, or of the whole set."""
    if not under:
        return replace(criteria_set, criteria=(*criteria_set.criteria, new))
    return _mapped(criteria_set, under, lambda old: [replace(old, children=(*old.children, new))])


def without(criteria_set: CriteriaSet, code: str) -> CriteriaSet:
    """Without a criterion, what stands below it, and the examples and ties that name them."""
    gone = {one.code for one in criteria_set.node(code).nodes()}
    return replace(
        _mapped(criteria_set, code, lambda old: []),
        examples=tuple(one for one in criteria_set.examples if one.criterion not in gone),
        tie_breakers=tuple(one for one in criteria_set.tie_breakers if one not in gone),
    )


def moved(criteria_set: CriteriaSet, code: str, *, is_up: bool) -> CriteriaSet:
    """With a criterion before the one above it, or after the one below it; the first and the last stay."""
    return replace(criteria_set, criteria=_moved(criteria_set.criteria, code, is_up=is_up))


def with_facts(criteria_set: CriteriaSet, facts: CriteriaSet) -> CriteriaSet:
    """With other facts around the same criteria and examples."""
    return replace(facts, key=criteria_set.key, criteria=criteria_set.criteria, examples=criteria_set.examples)


def facts_of(criteria_set: CriteriaSet) -> CriteriaSet:
    """The facts alone."""
    return replace(criteria_set, criteria=(), examples=())


def copied(criteria_set: CriteriaSet, *, key: str, name: str, year: int) -> CriteriaSet:
    """The beginning of another year's set: no decision yet, and no rule confirmed by its text."""
    return replace(
        criteria_set,
        key=key,
        name=name,
        years=(year,),
        decision="",
        decided_on="",
        effective_on="",
        source=COPIED.format(name=criteria_set.name),
        criteria=tuple(_unconfirmed(one, criteria_set.name) for one in criteria_set.criteria),
    )


def next_year(text: str, year: int | None) -> str:
    """A text with its year turned into the next one: `department-2026` gives `department-2027`."""
    return re.sub(rf"(?<!\d){year}(?!\d)", str(year + 1), text) if year else text


def next_code(criteria_set: CriteriaSet, under: str) -> str:
    """A number that nobody has, behind those of the siblings: below 1.2 the next one of 1.2.1, 1.2.2, …"""
    taken = {one.code for one in criteria_set.nodes()}
    siblings = criteria_set.node(under).children if under else criteria_set.criteria
    number = len(siblings) + 1
    while (code := f"{under}.{number}" if under else str(number)) in taken:
        number += 1
    return code


def _mapped(criteria_set: CriteriaSet, code: str, change: Callable[[Criterion], list[Criterion]]) -> CriteriaSet:
    return replace(criteria_set, criteria=_each(criteria_set.criteria, code, change))


def _each(
    criteria: tuple[Criterion, ...], code: str, change: Callable[[Criterion], list[Criterion]]
) -> tuple[Criterion, ...]:
    made: list[Criterion] = []
    for one in criteria:
        kept = replace(one, children=_each(one.children, code, change)) if one.children else one
        made += change(one) if one.code == code else [kept]
    return tuple(made)


def _moved(criteria: tuple[Criterion, ...], code: str, *, is_up: bool) -> tuple[Criterion, ...]:
    codes = [one.code for one in criteria]
    if code not in codes:
        return tuple(replace(one, children=_moved(one.children, code, is_up=is_up)) for one in criteria)
    place = codes.index(code)
    other = min(max(place + (-1 if is_up else 1), 0), len(codes) - 1)
    made = list(criteria)
    made[place], made[other] = made[other], made[place]
    return tuple(made)


def _unconfirmed(criterion: Criterion, name: str) -> Criterion:
    if not criterion.is_leaf:
        return replace(criterion, children=tuple(_unconfirmed(one, name) for one in criterion.children))
    return replace(criterion, is_confirmed=False, basis=criterion.basis or COPIED.format(name=name))
