"""Means, proportions, totals and ratios of a sample, for the whole and for domains, and their differences."""

import math
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from caicach.core.surveys.estimates.answers import quoted
from caicach.core.surveys.estimates.designs import Estimate, Interval, Key, Kind, Measure
from caicach.core.surveys.estimates.errors import BadDesign
from caicach.core.surveys.estimates.frames import Sample
from caicach.core.surveys.estimates.influences import influence_rows, key_columns, keyed, own_columns, within
from caicach.core.surveys.estimates.intervals import logit_interval, t_interval, wilson_interval
from caicach.core.surveys.estimates.variances import Spread, paired_spreads, piece_table, spreads


@dataclass(frozen=True, slots=True)
class Domain:
    """What a domain's answers add up to. below: of the column `per`, or of the weights."""

    key: Key
    n: int
    missing: int
    weights: float
    value: float
    below: float


def estimates(sample: Sample, measure: Measure, by: Sequence[str] = ()) -> list[Estimate]:
    """One for each value of the columns `by` that occurs, in their order; answers without such a value are in none."""
    domains = _domains(sample, measure, by)
    keys = key_columns(by)
    pieces = piece_table(sample, keys, _rows(sample, measure, by))
    found = spreads(sample, pieces, keys)
    return [_estimate(measure, domain, found.get(_stored(domain.key))) for domain in domains]


def differences(
    sample: Sample, measure: Measure, by: Sequence[str], pairs: Iterable[tuple[Key, Key]]
) -> list[Estimate]:
    """For each pair of domains the first less the second, with what they have in common: strata, clusters.

    n, missing, weights: of both together. The interval is always t: a difference of proportions may be below 0.
    """
    wanted = list(pairs)
    domains = {domain.key: domain for domain in _domains(sample, measure, by)}
    refuse_strange_pairs(wanted, domains)
    found = paired_spreads(sample, key_columns(by), _rows(sample, measure, by), wanted)
    return [
        difference(
            (_value(measure, domains[one]), domains[one]),
            (_value(measure, domains[other]), domains[other]),
            spread,
            level=measure.level,
        )
        for (one, other), spread in zip(wanted, found, strict=True)
    ]


def refuse_strange_pairs(pairs: Iterable[tuple[Key, Key]], known: Container[Key]) -> None:
    """A pair has two domains, and both occur."""
    for one, other in pairs:
        if one == other:
            raise ValueError("a domain does not differ from itself")
        if strange := [key for key in (one, other) if key not in known]:
            raise BadDesign("domain_not_there", domain=strange[0])


class Counted(Protocol):
    """What a difference tells of each of its sides."""

    @property
    def key(self) -> Key: ...
    @property
    def n(self) -> int: ...
    @property
    def missing(self) -> int: ...
    @property
    def weights(self) -> float: ...


def difference(
    one: tuple[float | None, Counted], other: tuple[float | None, Counted], spread: Spread | None, *, level: float
) -> Estimate:
    """The first value less the second, with a t interval."""
    (high, first), (low, second) = one, other
    value = high - low if high is not None and low is not None else None
    error = math.sqrt(spread.variance) if spread and spread.variance is not None and value is not None else None
    return _with_t(
        Estimate(
            key=(*first.key, *second.key),
            kind="difference",
            value=value,
            error=error,
            low=None,
            high=None,
            degrees=spread.degrees if spread else 0,
            n=first.n + second.n,
            missing=first.missing + second.missing,
            weights=first.weights + second.weights,
            clusters=spread.clusters if spread else 0,
            strata=spread.strata if spread else 0,
            design_effect=None,
            effective_n=None,
            formula="none",
            level=level,
        )
    )


def apart(one: Estimate, other: Estimate) -> Estimate:
    """The first less the second of two samples drawn independently, such as two years; degrees as Satterthwaite's."""
    unsure = any(each.error is None or (each.error > 0 and each.degrees <= 0) for each in (one, other))
    if one.value is None or other.value is None or unsure:
        return replace(one, kind="difference", value=None, error=None, low=None, high=None, formula="none")
    parts = [(each.error or 0.0) ** 2 for each in (one, other)]
    whole = sum(parts)
    below = sum(part**2 / each.degrees for part, each in zip(parts, (one, other), strict=True) if part)
    return _with_t(
        replace(
            one,
            kind="difference",
            key=(*one.key, *other.key),
            value=one.value - other.value,
            error=math.sqrt(whole),
            degrees=whole**2 / below if below else one.degrees + other.degrees,
            n=one.n + other.n,
            missing=one.missing + other.missing,
            weights=one.weights + other.weights,
            clusters=one.clusters + other.clusters,
            strata=one.strata + other.strata,
            design_effect=None,
            effective_n=None,
            inputs=(),
        )
    )


def _stored(key: Key) -> Key:
    return key or ("",)


def _parts(sample: Sample, measure: Measure) -> tuple[str, str, str]:
    """SQL of the value, of what stands below it, and of whether the answer counts."""
    for name in filter(None, (measure.value, measure.per)):
        if name not in sample.answers.types:
            raise BadDesign("column_not_there", column=name)
    value = f"{quoted(measure.value)}::DOUBLE"
    below = f"{quoted(measure.per)}::DOUBLE" if measure.per else "1.0"
    counts = f"{value} IS NOT NULL" + (f" AND {below} IS NOT NULL" if measure.per else "")
    return value, below, counts


def _domains(sample: Sample, measure: Measure, by: Sequence[str]) -> list[Domain]:
    """Leaves them in the table `domains` too, with the figure and what an influence is divided by."""
    for name in by:
        if name not in sample.answers.types:
            raise BadDesign("column_not_there", column=name)
    value, below, counts = _parts(sample, measure)
    _refuse_no_proportion(sample, measure, value)
    keys = ", ".join(key_columns(by))
    is_total = measure.kind is Kind.TOTAL
    sample.connection.execute(
        f"CREATE OR REPLACE TEMP TABLE domains AS SELECT {keys}, count(*) FILTER (c) AS n, count(*) FILTER (NOT c) AS"
        f" missing, coalesce(sum(w) FILTER (c), 0) AS weights, coalesce(sum(w * y) FILTER (c), 0) AS top,"
        f" coalesce(sum(w * x) FILTER (c), 0) AS below, {'top / weights' if is_total else 'top / below'} AS middle,"
        f' {"1.0" if is_total else "below"} AS divisor FROM (SELECT {keyed(by)}, "#w" AS w, {value} AS y,'
        f" {below} AS x, {counts} AS c FROM drawn WHERE {within(by)}) GROUP BY {keys}"
    )
    found = sample.connection.execute(
        f"SELECT {keys}, n, missing, weights, top, below FROM domains ORDER BY {keys}"
    ).fetchall()
    return [Domain(tuple(key) if by else (), *rest) for *key, n, m, w, y, x in found for rest in [(n, m, w, y, x)]]


def _refuse_no_proportion(sample: Sample, measure: Measure, value: str) -> None:
    if measure.kind is not Kind.PROPORTION:
        return
    query = f"SELECT count(*) FROM drawn WHERE {value} NOT IN (0, 1)"
    if (row := sample.connection.execute(query).fetchone()) and row[0]:
        raise BadDesign("proportion_of_other_than_0_and_1", column=measure.value, answers=row[0])


def _rows(sample: Sample, measure: Measure, by: Sequence[str]) -> str:
    """Each answer that counts with its weighted influence z on the figure of its domain."""
    value, below, counts = _parts(sample, measure)
    rows = f"SELECT {own_columns(sample, by)}, {value} AS y, {below} AS x, {counts} AND {within(by)} AS c FROM drawn"
    # the influence of an answer on a total is its value; on a ratio y / x it is (y - middle x) / sum of w x
    influence = "y" if measure.kind is Kind.TOTAL else "(y - g.middle * x) / g.divisor"
    squares = "(y - g.middle * x) * (y - g.middle * x)"
    return influence_rows(sample, key_columns(by), rows, influence=influence, squares=squares)


def _estimate(measure: Measure, domain: Domain, spread: Spread | None) -> Estimate:
    value = _value(measure, domain)
    error = math.sqrt(spread.variance) if spread and spread.variance is not None and value is not None else None
    degrees = spread.degrees if spread else 0
    simple = _simple_variance(measure, domain, spread)
    effect = error**2 / simple if error and simple else None
    made = Estimate(
        key=domain.key,
        kind=measure.kind,
        value=value,
        error=error,
        low=None,
        high=None,
        degrees=degrees,
        n=domain.n,
        missing=domain.missing,
        weights=domain.weights,
        clusters=spread.clusters if spread else 0,
        strata=spread.strata if spread else 0,
        design_effect=effect,
        effective_n=domain.n / effect if effect else None,
        formula="none",
        level=measure.level,
        inputs=(("value", domain.value), ("below", domain.below)),
    )
    if measure.kind is not Kind.PROPORTION:
        return _with_t(made)
    found = rate_bounds(value, spread, made.effective_n, interval=measure.interval, level=measure.level)
    return replace(made, low=found.low, high=found.high, formula=found.formula, effective_n=found.effective_n)


def _value(measure: Measure, domain: Domain) -> float | None:
    if measure.kind is Kind.TOTAL:
        return domain.value
    return domain.value / domain.below if domain.n and domain.below else None


def _simple_variance(measure: Measure, domain: Domain, spread: Spread | None) -> float | None:
    """Of as many answers drawn one by one with replacement: s^2 / n, carried to totals and ratios."""
    if spread is None or domain.n < 2:
        return None
    variance = spread.squares / domain.weights / (domain.n - 1)
    if measure.kind is Kind.TOTAL:
        return variance * domain.weights**2
    return variance * (domain.weights / domain.below) ** 2 if domain.below else None


def _with_t(made: Estimate) -> Estimate:
    if made.value is None or made.error is None or made.degrees <= 0:
        return made
    low, high = t_interval(made.value, made.error, level=made.level, degrees=made.degrees)
    return replace(made, low=low, high=high, formula="t")


@dataclass(frozen=True, slots=True)
class RateBounds:
    """The interval of a rate between 0 and 1, the code of its formula, and the effective number of answers."""

    low: float | None
    high: float | None
    formula: str
    effective_n: float | None


def rate_bounds(
    rate: float | None, spread: Spread | None, effective_n: float | None, *, interval: Interval, level: float
) -> RateBounds:
    """Where all say the same there is no logit: Wilson's then, with the clusters as the least that n may be."""
    if rate is None or spread is None or spread.variance is None or spread.degrees <= 0:
        return RateBounds(None, None, "none", effective_n)
    error, degrees, n = math.sqrt(spread.variance), spread.degrees, effective_n
    if 0 < rate < 1 and error > 0:
        if interval is Interval.LOGIT:
            return RateBounds(*logit_interval(rate, error, level=level, degrees=degrees), "logit", n)
    elif spread.is_census:
        return RateBounds(rate, rate, "census", n)
    else:
        n = float(spread.clusters)
    if n is None:
        return RateBounds(None, None, "none", n)
    return RateBounds(*wilson_interval(rate, n, level=level, degrees=degrees), "wilson", n)
