"""How many to draw: the wish as typed, reckoned step by step, shared out among the strata of a frame."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from typing import Any

from caicach.core.surveys.sampling.allocation import Sharing, allocate
from caicach.core.surveys.sampling.plans import Method, Rule, Stage
from caicach.core.surveys.sampling.sizes import Size, size_by_error, size_by_precision
from caicach.samples.models import Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """basis: "total" (n typed), "precision" (Yamane), "error" (a share's interval). per_place: units in a place."""

    basis: str
    total: int | None = None
    error: Decimal | None = None
    design_effect: Decimal = Decimal(1)
    answering: Decimal = Decimal(1)
    minimum: int = 0
    sharing: str = Sharing.PROPORTIONAL
    method: str = Method.SIMPLE
    per_place: int = 1
    reserves: int = 0

    def as_plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {name: _plain(getattr(self, name)) for name in self.__dataclass_fields__}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a wish comes to. takes: by stratum, of units or of places; units: by stratum, at most."""

    size: Size
    takes: Mapping[str, int]
    units: Mapping[str, int]
    shortage: int
    below_minimum: Mapping[str, int]

    @property
    def steps(self) -> list[list[str]]:
        """How the size was reckoned, as JSON keeps it: the code of each step and its figure as a fraction."""
        return [[step.code, str(step.value)] for step in self.size.steps]

    def rule(self, wish: Wish, seed: str, *, has_places: bool) -> Rule:
        later = (Stage(wish.per_place),) if has_places else ()
        return Rule(seed=seed, takes=self.takes, first=Method(wish.method), later=later, reserves=wish.reserves)


def plan_of(frame: Frame, wish: Wish) -> Plan:
    """Raises BadSample where the wishes do not fit each other or the frame."""
    sizes = {name: units for name, (units, _size) in frame.totals.items()}
    size = _size(frame.units, wish)
    shared = allocate(sizes, size.asked, Sharing(wish.sharing), minimum=wish.minimum)
    takes = shared.takes
    if frame.place_names:
        takes = {name: ceil(take / wish.per_place) for name, take in takes.items()}
    return Plan(size, takes, shared.takes, shared.shortage, shared.below_minimum)


def _size(population: int, wish: Wish) -> Size:
    if wish.basis == "precision" and wish.error:
        return size_by_precision(population, wish.error, answering=wish.answering)
    if wish.basis == "error" and wish.error:
        return size_by_error(
            wish.error, population=population, design_effect=wish.design_effect, answering=wish.answering
        )
    total = wish.total or 0
    return Size(n=total, asked=min(total, population), shortage=max(total - population, 0), steps=())


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Decimal) else value
