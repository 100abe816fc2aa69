"""What is drawn from and how, as data; and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import prod

from caicach.core.surveys.sampling.errors import BadSample

Place = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of the frame: a household, or a village with a household count where households are listed only later.

    key: its name, once in the frame; a code, never a person's name. places: around it, the widest first (commune,
    village); a stage is drawn of each but the last, which is of the units themselves. size: what it counts for where
    places are drawn by size.
    """

    key: str
    stratum: str
    places: Place = ()
    size: int = 1


class Method(StrEnum):
    """How a stage draws.

    simple: each group of so many is equally likely. by_size: systematic, the chance goes by size, units in an order by
    ticket. by_size_in_order: the same in the order of keys, so that neighbours by code are seldom drawn together.
    """

    SIMPLE = "simple"
    BY_SIZE = "by_size"
    BY_SIZE_IN_ORDER = "by_size_in_order"


@dataclass(frozen=True, slots=True)
class Stage:
    """So many from each place that was drawn before."""

    take: int
    method: Method = Method.SIMPLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """takes: by stratum, at the first stage; 0 leaves the stratum out, knowingly.

    later: the stages after the first, one for each kind of place around the units. reserves: so many ranked ones to
    stand in, in each place of the last stage (without places: in each stratum).
    """

    seed: str
    takes: Mapping[str, int]
    first: Method = Method.SIMPLE
    later: tuple[Stage, ...] = ()
    reserves: int = 0

    def __post_init__(self) -> None:
        if bad := sorted(name for name, take in self.takes.items() if take < 0):
            raise BadSample("take_below_zero", stratum=bad[0])
        if bad_stages := [number for number, stage in enumerate(self.later, 2) if stage.take < 1]:
            raise BadSample("take_below_one", stage=bad_stages[0])
        if self.reserves < 0:
            raise BadSample("reserves_below_zero", reserves=self.reserves)
        if self.reserves and self.method_of_last is not Method.SIMPLE:
            raise BadSample("reserves_need_simple_draw")  # by size, nobody can stand in with the same chance

    @property
    def method_of_last(self) -> Method:
        return self.later[-1].method if self.later else self.first

    def stage(self, number: int, stratum: str) -> Stage:
        """The stage of this number, from 1."""
        return self.later[number - 2] if number > 1 else Stage(self.takes[stratum], self.first)


@dataclass(frozen=True, slots=True)
class Chance:
    """How one stage came to this: the chance, and how many were drawn of how many in the same place."""

    chance: Fraction
    drawn: int
    population: int


@dataclass(frozen=True, slots=True)
class DrawnUnit:
    """order: of drawing within its place, from 1. reserve: 0 in the sample, else the rank among those who stand in.

    A reserve bears the chances of the one for whom it stands in: they are the same within a place.
    """

    unit: Unit
    order: int
    reserve: int
    chances: tuple[Chance, ...]

    @property
    def probability(self) -> Fraction:
        """That it comes into the sample, before anything is drawn."""
        return prod((stage.chance for stage in self.chances), start=Fraction(1))

    @property
    def weight(self) -> Fraction:
        """How many units of the frame it stands for."""
        return 1 / self.probability

    @property
    def place(self) -> Place:
        """Where the last stage drew: stratum first."""
        return (self.unit.stratum, *self.unit.places)


@dataclass(frozen=True, slots=True)
class Shortage:
    """A place (the stratum first) that holds fewer than the rule takes, so that all were taken, or too few to stand in.

    reserves: what is missing of the latter.
    """

    place: Place
    wanted: int
    held: int
    reserves: int = 0


@dataclass(frozen=True, slots=True)
class StratumTold:
    """What is known of a stratum for good: units and their sizes in the frame (totals to fit weights to), units drawn.

    is_left_out: the rule takes nothing here; nothing may be said of it.
    """

    units: int
    size: int
    drawn: int

    @property
    def is_left_out(self) -> bool:
        return self.drawn == 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample with its reserves, by stratum, places and order; who draws again by the rule gets the same digests."""

    rule: Rule
    units: tuple[DrawnUnit, ...]
    strata: Mapping[str, StratumTold]
    frame_digest: str
    digest: str
    shortages: tuple[Shortage, ...]

    @property
    def sample(self) -> tuple[DrawnUnit, ...]:
        return tuple(one for one in self.units if not one.reserve)

    def stand_ins(self, place: Place) -> tuple[DrawnUnit, ...]:
        """The reserves of a place, the next to be taken first."""
        found = [one for one in self.units if one.reserve and one.place == place]
        return tuple(sorted(found, key=lambda one: one.reserve))
