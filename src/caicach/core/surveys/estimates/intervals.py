"""Intervals of estimates: t, and for proportions logit and Wilson's with the effective number of answers."""

import math
from functools import lru_cache
from statistics import NormalDist

_STEPS = 300
_TINY = 1e-300

Bounds = tuple[float, float]


def t_interval(value: float, error: float, *, level: float, degrees: float) -> Bounds:
    """value -+ t error."""
    reach = t_quantile((1 + level) / 2, degrees) * error
    return value - reach, value + reach


def logit_interval(rate: float, error: float, *, level: float, degrees: float) -> Bounds:
    """The t interval of log(p / (1 - p)), whose error is error / (p (1 - p)), carried back; 0 < rate < 1."""
    middle, reach = math.log(rate / (1 - rate)), t_quantile((1 + level) / 2, degrees) * error / (rate * (1 - rate))
    low, high = (1 / (1 + math.exp(-end)) for end in (middle - reach, middle + reach))
    return low, high


def wilson_interval(rate: float, n: float, *, level: float, degrees: float) -> Bounds:
    """Wilson's interval (1927) with t in the place of z; n: effective number of answers, above 0."""
    square = t_quantile((1 + level) / 2, degrees) ** 2
    middle = (rate + square / (2 * n)) / (1 + square / n)
    reach = math.sqrt(square * (rate * (1 - rate) / n + square / (4 * n * n))) / (1 + square / n)
    return max(0.0, middle - reach), min(1.0, middle + reach)


@lru_cache(maxsize=4096)
def t_quantile(probability: float, degrees: float) -> float:
    """The t below which Student's distribution has this probability; 0.5 <= probability < 1, degrees > 0 or inf."""
    z = NormalDist().inv_cdf(probability)
    if math.isinf(degrees) or probability == 0.5:
        return z
    low, high = 0.0, max(z, 1.0)
    while _t_above(high, degrees) > 1 - probability:
        low, high = high, high * 2
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if _t_above(middle, degrees) > 1 - probability else (low, middle)
    return (low + high) / 2


def _t_above(t: float, degrees: float) -> float:
    """The probability above t >= 0: half the incomplete beta function of degrees / (degrees + t^2)."""
    return _beta_part(degrees / 2, 0.5, degrees / (degrees + t * t), t * t / (degrees + t * t)) / 2


def _beta_part(a: float, b: float, x: float, rest: float) -> float:
    """The regularised incomplete beta function; rest = 1 - x, told separately for the sake of its digits."""
    if x <= 0 or rest <= 0:
        return 0.0 if x <= 0 else 1.0
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log(rest))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, rest) / b


def _fraction(a: float, b: float, x: float) -> float:
    """Lentz's continued fraction (Numerical Recipes, 3rd ed., section 6.4)."""
    c, d = 1.0, 1 / _away_from_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _STEPS):
        before = value
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for step in (even, odd):
            d = 1 / _away_from_zero(1 + step * d)
            c = _away_from_zero(1 + step / c)
            value *= c * d
        if abs(value - before) <= 1e-16 * abs(value):
            break
    return value


def _away_from_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
