"""How many to ask, with each step of the reckoning; all of it exact until the last step rounds up.

By precision (Yamane, Statistics, 1967): n = N / (1 + N e^2).

By target error of a share p (Cochran, Sampling Techniques, 1977, section 4.4), with design effect d and N finite:

    n0 = z^2 p (1 - p) / e^2        n = d n0 N / (N - 1 + d n0)

which solves d (1 - n/N) N/(N - 1) p (1 - p)/n = (e/z)^2 for n. With d = 1 it is Cochran's n0 / (1 + (n0 - 1)/N);
without N it is d n0.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, isqrt
from statistics import NormalDist

from caicach.core.surveys.sampling.errors import BadSample

HALF = Decimal("0.5")
_PLACES_OF_Z = 6  # as tables print it: the last digits of a float may differ between machines


@dataclass(frozen=True, slots=True)
class Step:
    """A figure on the way, under the code that a page makes a sentence of."""

    code: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class Size:
    """n: to be answered. asked: to be drawn for that, as not all answer. shortage: what is not there of them."""

    n: int
    asked: int
    shortage: int
    steps: tuple[Step, ...]


def size_by_precision(population: int, error: Decimal, *, answering: Decimal = Decimal(1), least: int = 0) -> Size:
    """n = N / (1 + N e^2). answering: the share of those drawn that is expected to answer. least: asked in any case."""
    _check(error=error, answering=answering, population=population, least=least)
    wanted = Fraction(population) / (1 + population * Fraction(error) ** 2)
    return _size([Step("precision", wanted)], population, answering, least)


def size_by_error(
    error: Decimal,
    *,
    population: int | None = None,
    level: Decimal = Decimal("0.95"),
    share: Decimal = HALF,
    design_effect: Decimal = Decimal(1),
    answering: Decimal = Decimal(1),
    least: int = 0,
) -> Size:
    """So many that a share's interval at this level reaches no further than the error to either side.

    share: what is expected; a half is the worst case. population None: so large that it does not matter.
    """
    _check(error=error, answering=answering, population=population, least=least, level=level, share=share)
    if not design_effect > 0:
        raise BadSample("design_effect_not_above_zero", design_effect=design_effect)
    z = normal_quantile(level)
    plain = z**2 * Fraction(share) * (1 - Fraction(share)) / Fraction(error) ** 2
    steps = [Step("normal_quantile", z), Step("one_by_one", plain)]
    wanted = plain * Fraction(design_effect)
    if design_effect != 1:
        steps.append(Step("design_effect", wanted))
    if population is not None:
        wanted = wanted * population / (population - 1 + wanted)
        steps.append(Step("finite_population", wanted))
    return _size(steps, population, answering, least)


def error_of(
    n: int,
    *,
    population: int | None = None,
    level: Decimal = Decimal("0.95"),
    share: Decimal = HALF,
    design_effect: Decimal = Decimal(1),
) -> Decimal:
    """How far the interval of a share reaches with so many answers: `size_by_error` read backwards; four places, up."""
    _check(population=population, answering=Decimal(1), least=0, level=level, share=share)
    if n < 1 or (population is not None and n > population):
        raise BadSample("size_not_within_population", n=n, population=population)
    variance = Fraction(design_effect) * Fraction(share) * (1 - Fraction(share)) / n
    if population is not None:
        variance = variance * (population - n) / (population - 1) if population > 1 else Fraction(0)
    squared = normal_quantile(level) ** 2 * variance * 10**8
    return Decimal(_root_up(ceil(squared))).scaleb(-4)


def normal_quantile(level: Decimal) -> Fraction:
    """How many standard errors hold this share of all samples: 1.959964 for 0.95."""
    return Fraction(Decimal(NormalDist().inv_cdf(float(1 + level) / 2)).quantize(Decimal(1).scaleb(-_PLACES_OF_Z)))


def _root_up(number: int) -> int:
    """The least whole number whose square is not below this."""
    return isqrt(number - 1) + 1 if number else 0


def _size(steps: list[Step], population: int | None, answering: Decimal, least: int) -> Size:
    wanted = max(ceil(steps[-1].value), least)
    if wanted > ceil(steps[-1].value):
        steps.append(Step("least", Fraction(least)))
    n = wanted if population is None else min(wanted, population)
    drawn = Fraction(n) / Fraction(answering)
    if answering != 1:
        steps.append(Step("answering", drawn))
    asked = ceil(drawn) if population is None else min(ceil(drawn), population)
    return Size(n=n, asked=asked, shortage=max(wanted, ceil(drawn)) - asked, steps=tuple(steps))


def _check(*, population: int | None, answering: Decimal, least: int, **between: Decimal) -> None:
    if population is not None and population < 1:
        raise BadSample("population_empty", population=population)
    if not 0 < answering <= 1:
        raise BadSample("answering_not_a_share", answering=answering)
    if least < 0:
        raise BadSample("least_below_zero", least=least)
    for name, value in between.items():
        if not 0 < value < 1:
            raise BadSample("not_between_zero_and_one", name=name, value=value)
