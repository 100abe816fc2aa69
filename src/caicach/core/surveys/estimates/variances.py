"""Variances of linear figures: sums over the sample of weight times influence, stage by stage.

variance = sum over stages and strata of  carried (1 - n/N) n/(n-1)  sum over clusters of (z - mean z)^2

z: a cluster's sum of weight times influence; carried: the sampled shares of the stages before. A domain has a z of
zero in clusters where it does not occur; those are counted, never written out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from caicach.core.surveys.estimates.designs import Key, Lonely
from caicach.core.surveys.estimates.frames import Sample, matched


@dataclass(frozen=True, slots=True)
class Spread:
    """variance: None where it cannot be told; clusters, strata: of the first stage, with an answer of the domain."""

    variance: float | None
    clusters: int
    strata: int
    squares: float
    """Weighted squares of what the domain's answers differ from its figure, for the design effect."""
    is_census: bool
    """All of the population of its strata were asked: nothing is left to chance."""

    @property
    def degrees(self) -> int:
        """Degrees of freedom."""
        return self.clusters - self.strata


def spreads(sample: Sample, pieces: str, keys: list[str]) -> dict[tuple[object, ...], Spread]:
    """For each value of the key columns of a table of pieces (made by `piece_table`)."""
    variances: dict[tuple[object, ...], float | None] = {}
    by_chance: set[tuple[object, ...]] = set()
    for stage in range(1, sample.stages_that_count() + 1):
        for *key, variance, scale in sample.connection.execute(_stage_query(sample, pieces, keys, stage)).fetchall():
            before = variances.get(tuple(key), 0.0)
            variances[tuple(key)] = None if variance is None or before is None else before + variance
            by_chance |= {tuple(key)} if scale > 0 else set()
    listed = ", ".join(keys)
    unit = sample.unit(1) if sample.design.clusters else []
    strata = sample.path(1)
    distinct = "*" if sample.design.stages == 1 else f"DISTINCT ({', '.join(unit)})"
    clusters = f"count({distinct}) FILTER (held > 0)" if unit else "sum(held)"
    counted = f"count(DISTINCT ({', '.join(strata)})) FILTER (held > 0)" if strata else "1"
    query = f"SELECT {listed}, {clusters}, {counted}, coalesce(sum(squares), 0) FROM {pieces} GROUP BY {listed}"
    found = sample.connection.execute(query).fetchall()
    return {
        tuple(key): Spread(variances[tuple(key)], clusters, strata, squares, tuple(key) not in by_chance)
        for *key, clusters, strata, squares in found
    }


def piece_table(sample: Sample, keys: list[str], rows: str, *, are_clusters: bool = False) -> str:
    """Gathers rows (keys, unit of the last stage, z, held, squares) by cluster into a table, whose name is returned.

    are_clusters: the rows are gathered already, one for each domain and unit of the last stage.
    """
    name = "pieces"
    if are_clusters:
        rows = f"SELECT *, 1 AS m, 0.0 AS inner_spread FROM ({rows})"
    elif sample.design.clusters:
        by = ", ".join([*keys, *sample.unit(sample.design.stages)])
        sums = "sum(z) AS z, sum(held) AS held, sum(squares) AS squares"
        rows = f"SELECT {by}, 1 AS m, {sums}, 0.0 AS inner_spread FROM ({rows}) GROUP BY {by}"
    else:
        by = ", ".join([*keys, *sample.path(1)])
        sums = "count(*) AS m, avg(z) AS z, sum(held) AS held, sum(squares) AS squares"
        rows = f"SELECT {by}, {sums}, count(*) * var_pop(z) AS inner_spread FROM ({rows}) GROUP BY {by}"
    sample.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {rows}")
    return name


def paired_spreads(sample: Sample, keys: list[str], rows: str, pairs: Sequence[tuple[Key, Key]]) -> list[Spread | None]:
    """Of the first domain of each pair less the second, from the rows of all domains: what they share counts."""
    if not pairs:
        return []
    sides = [(number, sign, *pair[side]) for number, pair in enumerate(pairs) for side, sign in ((0, 1), (1, -1))]
    chosen = ["unnest(?::INTEGER[]) AS pair", "unnest(?::INTEGER[]) AS sign"]
    chosen += [f"unnest(?::VARCHAR[]) AS {key}" for key in keys]
    columns = [list(column) for column in zip(*sides, strict=True)]
    sample.connection.execute(f"CREATE OR REPLACE TEMP TABLE pairs AS SELECT {', '.join(chosen)}", columns)
    unit = "".join(f"r.{name}, " for name in sample.unit(sample.design.stages))
    paired = (
        f"SELECT p.pair, {unit}p.sign * r.z AS z, r.held, r.squares"
        f" FROM ({rows}) r JOIN pairs p ON {matched(keys, 'r', 'p')}"
    )
    found = spreads(sample, piece_table(sample, ["pair"], paired), ["pair"])
    return [found.get((number,)) for number in range(len(pairs))]


def _stage_query(sample: Sample, pieces: str, keys: list[str], stage: int) -> str:
    """A row for each domain. Squares about the mean of clusters seen, then moved to that of all clusters."""
    path, frame = sample.path(stage), f"frame_{stage}"
    by = ", ".join([*keys, *path])
    if sample.design.clusters:
        unit = ", ".join([*keys, *sample.unit(stage)])
        summed = f"SELECT {unit}, sum(z) AS z FROM {pieces} GROUP BY {unit}"
        units = pieces if stage == sample.design.stages else f"({summed})"
        strata = f"SELECT {by}, count(*) AS m, avg(z) AS z, count(*) * var_pop(z) AS about FROM {units} GROUP BY {by}"
    else:
        strata = f"SELECT {by}, m, z, inner_spread AS about FROM {pieces}"
    mean = "(s.z * s.m / f.n)"
    about = f"s.about + s.m * (s.z - {mean}) * (s.z - {mean}) + (f.n - s.m) * {mean} * {mean}"
    rule = sample.design.lonely
    alone = "f.scale * s.z * s.z" if rule is Lonely.ADJUST else "0.0"
    total = f"sum(CASE WHEN f.is_lonely THEN {alone} ELSE f.scale * ({about}) END)"
    if rule is Lonely.AVERAGE:
        total += " * count(*) / nullif(count(*) FILTER (NOT f.is_lonely), 0)"
    listed = ", ".join(f"s.{key}" for key in keys)
    joined = f"({strata}) AS s JOIN {frame} AS f ON {matched(path, 's', 'f')}"
    return f"SELECT {listed}, {total}, max(f.scale) FROM {joined} GROUP BY {listed}"
