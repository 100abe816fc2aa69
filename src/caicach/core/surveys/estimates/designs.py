"""How a sample was drawn, and what is asked of its answers, as data: names of columns and rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from caicach.core.surveys.estimates.errors import BadDesign


class Lonely(StrEnum):
    """What a stratum with a single cluster adds to the variance.

    refused: the design is refused with the stratum's name. certainty: nothing, it was sure to be drawn. average: as
    much as the other strata on average. adjust: the distance to the mean of the whole sample takes the place of that
    to the mean of the stratum.
    """

    REFUSED = "refused"
    CERTAINTY = "certainty"
    AVERAGE = "average"
    ADJUST = "adjust"


@dataclass(frozen=True, slots=True)
class Margin:
    """Known sizes of the population by the values of one column, as the frame or the census gives them."""

    column: str
    sizes: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """Names of the columns that say how each answer came into the sample.

    weight: how many of the population the answer stands for; none: one each.
    strata: together they name the stratum of the first stage.
    clusters: from the first stage on; none: each answer was drawn by itself.
    populations: for each stage the count of all that might have been drawn there; none: drawn with replacement.
    margins: known sizes to which weights are fitted; one: post-stratification, more: raking.
    """

    weight: str = ""
    strata: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()
    margins: tuple[Margin, ...] = ()
    lonely: Lonely = Lonely.REFUSED

    def __post_init__(self) -> None:
        if self.populations and len(self.populations) != self.stages:
            raise BadDesign("populations_not_of_all_stages", stages=self.stages, given=len(self.populations))
        if self.populations and not self.weight:
            raise BadDesign("populations_without_weight")

    @property
    def stages(self) -> int:
        """How many times was drawn; where there are no clusters the answers are the only stage."""
        return max(1, len(self.clusters))


class Kind(StrEnum):
    """What is estimated of a column."""

    MEAN = "mean"
    PROPORTION = "proportion"
    TOTAL = "total"
    RATIO = "ratio"


class Interval(StrEnum):
    """How the interval of a proportion is made; both stay between 0 and 1."""

    LOGIT = "logit"
    WILSON = "wilson"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """kind of value, of the column `value`; a ratio also has the column `per`. A proportion's values are 0 and 1."""

    kind: Kind
    value: str
    per: str = ""
    interval: Interval = Interval.LOGIT
    level: float = 0.95

    def __post_init__(self) -> None:
        if bool(self.per) != (self.kind is Kind.RATIO):
            raise ValueError("a ratio, and only a ratio, has a column below")
        if not 0 < self.level < 1:
            raise ValueError(f"level {self.level} is not between 0 and 1")


Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure with its error and all that explains it.

    key: the domain. value, error, low, high: None where there is nothing to tell it from.
    n: answers that count. missing: answers of the domain without a value. weights: what the answers stand for.
    design_effect: the variance against that of as many answers drawn one by one with replacement.
    effective_n: so many such answers would be as exact. formula: code of the interval, `none` where there is none.
    inputs: what the value was divided from, by name: weighted sums of the values and of what stands below them.
    """

    key: Key
    kind: str
    value: float | None
    error: float | None
    low: float | None
    high: float | None
    degrees: float
    n: int
    missing: int
    weights: float
    clusters: int
    strata: int
    design_effect: float | None
    effective_n: float | None
    formula: str
    level: float
    inputs: tuple[tuple[str, float], ...] = ()
