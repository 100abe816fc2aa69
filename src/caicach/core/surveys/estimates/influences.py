"""What each answer does to the figure of its domain: SQL of rows that the variances are made of.

The rows (made by the caller from `own_columns`) hold d0, d1 … (the domain), the names of the sample's units, w, c
(whether the answer counts) and what the figure is made of; the table `domains` g holds a line for each domain.
"""

from collections.abc import Sequence

from caicach.core.surveys.estimates.answers import quoted
from caicach.core.surveys.estimates.calibrating import swept_out
from caicach.core.surveys.estimates.frames import Sample, matched


def key_columns(by: Sequence[str]) -> list[str]:
    """The names that the columns of the domain get; the whole sample has one too."""
    return [f"d{number}" for number in range(len(by))] or ["d0"]


def keyed(by: Sequence[str]) -> str:
    """The columns of the domain, as text; the whole sample is one domain."""
    return ", ".join(f"{quoted(name)}::VARCHAR AS d{at}" for at, name in enumerate(by)) or "'' AS d0"


def within(by: Sequence[str]) -> str:
    """Whether an answer is of any domain."""
    return " AND ".join(f"{quoted(name)} IS NOT NULL" for name in by) or "true"


def own_columns(sample: Sample, by: Sequence[str]) -> str:
    """What every row tells: its domain, where it was drawn, its weight, and its cell where weights are fitted."""
    unit = "".join(f"{name}, " for name in sample.unit(sample.design.stages))
    fitted = ', "#before" AS before, "#cell" AS cell' if sample.cells else ""
    return f'{keyed(by)}, {unit}"#w" AS w{fitted}'


def influence_rows(sample: Sample, keys: list[str], rows: str, *, influence: str, squares: str) -> str:
    """SQL of the rows for `piece_table`. influence, squares: SQL of the rows' columns and of those of g."""
    if sample.cells is not None:
        return _residual_rows(sample, keys, rows, influence=influence, squares=squares)
    listed = ", ".join([f"r.{key}" for key in keys] + [f"r.{name}" for name in sample.unit(sample.design.stages)])
    return (
        f"SELECT {listed}, w * ({influence}) AS z, 1 AS held, w * ({squares}) AS squares"
        f" FROM (SELECT * FROM ({rows}) WHERE c) r JOIN domains g ON {matched(keys, 'r', 'g')}"
    )


def _residual_rows(sample: Sample, keys: list[str], rows: str, *, influence: str, squares: str) -> str:
    """With fitted weights every answer of the sample bears on every domain: less what its category says of it."""
    inside = f"r.c AND {matched(keys, 'r', 'g')}"
    _keep_fits(
        sample,
        keys,
        f"SELECT {', '.join(f'r.{key}' for key in keys)}, r.cell, before * ({influence}) AS u"
        f" FROM ({rows}) r JOIN domains g ON {inside}",
    )
    listed = ", ".join([f"g.{key}" for key in keys] + [f"r.{name}" for name in sample.unit(sample.design.stages)])
    return (
        f"SELECT {listed}, w * (CASE WHEN inside THEN {influence} ELSE 0 END - t.fit) AS z,"
        f" inside::INTEGER AS held, CASE WHEN inside THEN w * ({squares}) ELSE 0 END AS squares"
        f" FROM ({rows}) r CROSS JOIN domains g JOIN fits t ON t.cell = r.cell AND {matched(keys, 'g', 't')}"
        f" CROSS JOIN LATERAL (SELECT coalesce({inside}, false) AS inside)"
    )


def _keep_fits(sample: Sample, keys: list[str], influences: str) -> None:
    """Makes the table `fits`: what the regression on the margins says of each cell, for each domain."""
    assert sample.cells is not None
    sums: dict[tuple[str, ...], list[float]] = {}
    listed = ", ".join(keys)
    query = f"SELECT {listed}, cell, sum(u) FROM ({influences}) GROUP BY {listed}, cell"
    for *key, cell, total in sample.connection.execute(query).fetchall():
        sums.setdefault(tuple(key), [0.0] * len(sample.cells.weights))[cell] = total
    lines = [(*key, cell, fit) for key, sum_ in sums.items() for cell, fit in enumerate(swept_out(sample.cells, sum_))]
    chosen = [f"unnest(?::VARCHAR[]) AS {key}" for key in keys]
    chosen += ["unnest(?::INTEGER[]) AS cell", "unnest(?::DOUBLE[]) AS fit"]
    columns = [list(column) for column in zip(*lines, strict=True)] or [[] for _ in chosen]
    sample.connection.execute(f"CREATE OR REPLACE TEMP TABLE fits AS SELECT {', '.join(chosen)}", columns)
