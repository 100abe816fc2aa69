"""The draw itself: stratum by stratum, stage by stage. The same frame, rule and seed give the same sample.

Simple: the units of a place in the order of their tickets, the first n of them; those after them are the reserves. Each
n of N are equally likely, so the chance is n/N (Cochran, Sampling Techniques, 1977, chapter 2).

By size, systematic (Madow, 1949): on a line each unit covers n times its size; from a start below the sum M of all
sizes every M-th mark is drawn. The chance is n * size / M exactly. Who would have one or more is taken first, with
certainty, until nobody is left who would.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from hashlib import sha256
from itertools import accumulate

from caicach.core.surveys.sampling.errors import BadSample
from caicach.core.surveys.sampling.frames import composed, counted_bytes, digest_of, problems_of
from caicach.core.surveys.sampling.plans import (
    Chance,
    Drawn,
    DrawnUnit,
    Method,
    Place,
    Rule,
    Shortage,
    Stage,
    StratumTold,
    Unit,
)
from caicach.core.surveys.sampling.tickets import VERSION, Urn, checked_seed
from caicach.core.text import nfc

Chances = tuple[Chance, ...]


def draw(units: Iterable[Unit], rule: Rule) -> Drawn:
    """Refused where a row of the frame is at fault, or a stratum has no take, or a take no stratum."""
    frame = [composed(unit) for unit in units]
    rule = replace(rule, takes={nfc(name): take for name, take in rule.takes.items()})
    _check(frame, rule)
    by_stratum = _grouped(frame, lambda unit: unit.stratum)
    hand = _Hand(rule)
    for stratum in sorted(by_stratum):
        if rule.takes[stratum]:
            hand.draw_stage((stratum,), by_stratum[stratum], ())
    frame_digest = digest_of(frame)
    return Drawn(
        rule=rule,
        units=tuple(hand.drawn),
        strata=_told(by_stratum, hand.drawn),
        frame_digest=frame_digest,
        digest=_digest(rule, frame_digest, hand.drawn),
        shortages=tuple(hand.shortages),
    )


@dataclass(frozen=True, slots=True)
class Picked:
    """What a stage drew: names in the order of drawing, with their chances; then those to stand in."""

    chances: Mapping[str, Fraction]
    reserves: tuple[str, ...] = ()


def pick(sizes: Mapping[str, int], stage: Stage, *, seed: str, place: Place, reserves: int = 0) -> Picked:
    """So many of these names, or all where there are no more."""
    take = min(stage.take, len(sizes))
    urn = Urn(seed, "order", place)
    if stage.method is Method.SIMPLE:
        ordered = sorted(sizes, key=urn.ticket)
        return Picked(
            chances=dict.fromkeys(ordered[:take], Fraction(take, len(sizes))),
            reserves=tuple(ordered[take : take + reserves]),
        )
    ordered = sorted(sizes, key=None if stage.method is Method.BY_SIZE_IN_ORDER else urn.ticket)
    certain = _certain(sizes, take)
    rest = [name for name in ordered if name not in certain]
    left = take - len(certain)
    chances = dict.fromkeys((name for name in ordered if name in certain), Fraction(1))
    if left:
        whole = sum(sizes[name] for name in rest)
        ends = list(accumulate(left * sizes[name] for name in rest))
        start = Urn(seed, "start", place).number_below(whole)
        for mark in range(start, left * whole, whole):
            name = rest[bisect_right(ends, mark)]
            chances[name] = Fraction(left * sizes[name], whole)
    return Picked(chances)


def _certain(sizes: Mapping[str, int], take: int) -> set[str]:
    """Those whose size is their full share of what is left or more, the largest first."""
    certain: set[str] = set()
    whole = sum(sizes.values())
    for name in sorted(sizes, key=lambda name: -sizes[name]):
        left = take - len(certain)
        if left < 1 or left * sizes[name] < whole:
            break
        certain.add(name)
        whole -= sizes[name]
    return certain


class _Hand:
    """Draws through all stages below a place and keeps what came of it."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.drawn: list[DrawnUnit] = []
        self.shortages: list[Shortage] = []

    def draw_stage(self, place: Place, units: Sequence[Unit], before: Chances) -> None:
        """The stage below a place: of its units, or, where there are more kinds of places, of those."""
        number = len(place)
        stage = self.rule.stage(number, place[0])
        if number > len(self.rule.later):
            self._draw_units(place, units, stage, before)
            return
        inner = _grouped(units, lambda unit: unit.places[number - 1])
        sizes = {name: sum(unit.size for unit in held) for name, held in inner.items()}
        picked = pick(sizes, stage, seed=self.rule.seed, place=place)
        self._tell_shortage(place, stage.take, len(sizes))
        for name in sorted(picked.chances):
            chance = Chance(picked.chances[name], len(picked.chances), len(sizes))
            self.draw_stage((*place, name), inner[name], (*before, chance))

    def _draw_units(self, place: Place, units: Sequence[Unit], stage: Stage, before: Chances) -> None:
        by_key = {unit.key: unit for unit in units}
        sizes = {unit.key: unit.size for unit in units}
        wanted = self.rule.reserves
        picked = pick(sizes, stage, seed=self.rule.seed, place=place, reserves=wanted)
        self._tell_shortage(place, stage.take, len(sizes), wanted - len(picked.reserves))
        drawn, population = len(picked.chances), len(sizes)
        for order, (key, chance) in enumerate(picked.chances.items(), 1):
            chances = (*before, Chance(chance, drawn, population))
            self.drawn.append(DrawnUnit(by_key[key], order, 0, chances))
        for rank, key in enumerate(picked.reserves, 1):
            chances = (*before, Chance(Fraction(drawn, population), drawn, population))
            self.drawn.append(DrawnUnit(by_key[key], drawn + rank, rank, chances))

    def _tell_shortage(self, place: Place, wanted: int, held: int, reserves: int = 0) -> None:
        if held < wanted or reserves:
            self.shortages.append(Shortage(place, wanted, held, reserves))


def _check(frame: Sequence[Unit], rule: Rule) -> None:
    checked_seed(rule.seed)
    if not frame:
        raise BadSample("frame_empty")
    if problems := problems_of(frame):
        raise BadSample("frame_at_fault", row=problems[0].row, fault=problems[0].code, faults=len(problems))
    if len(frame[0].places) != len(rule.later):
        raise BadSample("stages_not_as_in_frame", places=len(frame[0].places), later=len(rule.later))
    strata = {unit.stratum for unit in frame}
    if odd := sorted(strata ^ set(rule.takes)):
        raise BadSample("stratum_without_take" if odd[0] in strata else "stratum_not_in_frame", stratum=odd[0])
    if not any(rule.takes.values()):
        raise BadSample("nothing_to_draw")


def _grouped(units: Sequence[Unit], name_of: Callable[[Unit], str]) -> dict[str, list[Unit]]:
    found: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        found[name_of(unit)].append(unit)
    return found


def _told(by_stratum: Mapping[str, Sequence[Unit]], drawn: Sequence[DrawnUnit]) -> dict[str, StratumTold]:
    numbers = Counter(one.unit.stratum for one in drawn if not one.reserve)
    return {
        name: StratumTold(len(units), sum(unit.size for unit in units), numbers[name])
        for name, units in sorted(by_stratum.items())
    }


def _digest(rule: Rule, frame_digest: str, drawn: Sequence[DrawnUnit]) -> str:
    """SHA-256 of the version, the frame, the rule and each drawn unit with its place, order, rank and chances."""
    stages = [text for stage in rule.later for text in (str(stage.take), stage.method)]
    takes = [text for name in sorted(rule.takes) for text in (name, str(rule.takes[name]))]
    found = sha256(counted_bytes((VERSION, frame_digest, checked_seed(rule.seed), rule.first, str(rule.reserves))))
    found.update(counted_bytes((str(len(rule.takes)), *takes, str(len(rule.later)), *stages)))
    for one in drawn:
        chances = [str(stage.chance) for stage in one.chances]
        found.update(counted_bytes((*one.place, one.unit.key, str(one.order), str(one.reserve), *chances)))
    return found.hexdigest()
