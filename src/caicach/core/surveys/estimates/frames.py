"""The sample without its answers: how many were drawn in each stratum and stage, and what that weighs.

Tables made in the connection of the answers:
    drawn               the answers, with the columns of the design under names of ours
    frame_1, frame_2 …  path of the stage, n (drawn), scale (what a sum of squares there is multiplied by)
"""

from dataclasses import replace

import duckdb

from caicach.core.surveys.estimates.answers import Answers, quoted
from caicach.core.surveys.estimates.calibrating import Cells, fitted_cells
from caicach.core.surveys.estimates.designs import Design, Lonely
from caicach.core.surveys.estimates.errors import BadDesign

_ROW = "number of the row"


class Sample:
    """Answers whose design was checked; estimates are asked of it."""

    def __init__(self, answers: Answers, design: Design) -> None:
        self.answers, self.design = answers, design
        self.connection = answers.connection
        self.cells: Cells | None = None
        self._check_columns()
        self._check_weights()
        self._make_drawn()
        for stage in range(1, self.design.stages + 1):
            self._make_frame(stage)

    def path(self, stage: int) -> list[str]:
        """The columns that name where was drawn at a stage: the stratum, then the clusters before."""
        return [*_own("s", self.design.strata), *_own("c", self.design.clusters[: stage - 1])]

    def unit(self, stage: int) -> list[str]:
        """The columns that name what was drawn at a stage; without clusters that is the row."""
        return [*_own("s", self.design.strata), *_own("c", self.design.clusters[:stage])]

    def _check_columns(self) -> None:
        design = self.design
        named = [*design.strata, *design.clusters, *design.populations, *(margin.column for margin in design.margins)]
        for name in filter(None, [design.weight, *named]):
            if name not in self.answers.types:
                raise BadDesign("column_not_there", column=name)
        if not self._one("SELECT count(*) FROM answers"):
            raise BadDesign("no_answers")
        for name in named:
            if empty := self._one(f"SELECT count(*) FROM answers WHERE {quoted(name)} IS NULL"):
                raise BadDesign("column_with_gaps", column=name, answers=empty)

    def _check_weights(self) -> None:
        if not self.design.weight:
            return
        weight = quoted(self.design.weight)
        bad = f"{weight} IS NULL OR NOT isfinite({weight}::DOUBLE) OR {weight} <= 0"
        if wrong := self._one(f"SELECT count(*) FROM answers WHERE {bad}"):
            raise BadDesign("weight_not_above_zero", column=self.design.weight, answers=wrong)

    def _make_drawn(self) -> None:
        """Columns of the design get names of ours (with `#`), so that no name of the answers meets them."""
        design = self.design
        weight = f"{quoted(design.weight)}::DOUBLE" if design.weight else "1.0::DOUBLE"
        renamed = [*_as("s", design.strata), *_as("c", design.clusters), *_as("n", design.populations)]
        columns = ", ".join([*renamed, "answers.*"])
        if not design.margins:
            self._run(f'CREATE OR REPLACE TEMP VIEW drawn AS SELECT {columns}, {weight} AS "#w" FROM answers')
            return
        joined = self._make_fitted(weight)
        if not design.clusters:  # with fitted weights each answer bears on all domains: it needs a name
            columns += ', row_number() OVER () AS "#c0"'
            self.design = replace(design, clusters=(_ROW,))
        self._run(
            f'CREATE OR REPLACE TEMP TABLE drawn AS SELECT {columns}, {weight} AS "#before", "#cell",'
            f' {weight} * "#factor" AS "#w" FROM answers JOIN fitted ON {joined}'
        )

    def _make_fitted(self, weight: str) -> str:
        """A table of the cells of the margins with their factors; how it is joined to the answers."""
        columns = [f"{quoted(margin.column)}::VARCHAR" for margin in self.design.margins]
        listed = ", ".join(columns)
        found = self._run(f"SELECT {listed}, sum({weight}) FROM answers GROUP BY {listed} ORDER BY {listed}").fetchall()
        self.cells = fitted_cells(self.design.margins, {tuple(row[:-1]): row[-1] for row in found})
        names = [[cell[number] for cell in self.cells.weights] for number in range(len(columns))]
        chosen = "".join(f'unnest(?::VARCHAR[]) AS "#m{number}", ' for number in range(len(columns)))
        self._run(
            f'CREATE OR REPLACE TEMP TABLE fitted AS SELECT {chosen}unnest(?::DOUBLE[]) AS "#factor",'
            ' unnest(?::INTEGER[]) AS "#cell"',
            [*names, list(self.cells.factors.values()), list(range(len(self.cells.factors)))],
        )
        return " AND ".join(f'{column} = "#m{number}"' for number, column in enumerate(columns))

    def _make_frame(self, stage: int) -> None:
        path, unit = self.path(stage), self.unit(stage)
        populations = self.design.populations
        size = f'"#n{stage - 1}"::DOUBLE' if populations else "'inf'::DOUBLE"
        grouped = f"GROUP BY {', '.join(path)}" if path else ""
        listed = "".join(f"{name}, " for name in path)
        drawn = f"SELECT {listed}{size} AS least, {size} AS most FROM drawn"
        if len(unit) > len(path):
            inner = "".join(f"{name}, " for name in unit)
            drawn = f"SELECT {inner}min({size}) AS least, max({size}) AS most FROM drawn GROUP BY {', '.join(unit)}"
        self._run(
            f"CREATE OR REPLACE TEMP TABLE counted AS SELECT {listed}count(*) AS n, min(least) AS least,"
            f" max(most) AS most FROM ({drawn}) {grouped}"
        )
        self._refuse_bad_sizes(stage, path)
        earlier = "1.0"
        source = "counted"
        if stage > 1 and populations:
            before = self.path(stage - 1)
            source += f" LEFT JOIN frame_{stage - 1} AS earlier ON {matched(before, 'counted', 'earlier')}"
            earlier = "earlier.carried"
        own = "".join(f"counted.{name}, " for name in path)
        kept = "(1 - counted.n / counted.most)"
        self._run(
            f"CREATE OR REPLACE TEMP TABLE frame_{stage} AS SELECT {own}counted.n,"
            f" {earlier} * counted.n / counted.most AS carried,"
            f" counted.n = 1 AND {kept} > 1e-7 AS is_lonely,"
            f" CASE WHEN {kept} <= 1e-7 THEN 0 WHEN counted.n = 1 THEN {earlier} * {kept}"
            f" ELSE {earlier} * {kept} * counted.n / (counted.n - 1) END AS scale FROM {source}"
        )
        self._refuse_lonely(stage, path)

    def stages_that_count(self) -> int:
        """Without sizes of populations the first stage holds the variance of all."""
        return self.design.stages if self.design.populations else 1

    def _refuse_bad_sizes(self, stage: int, path: list[str]) -> None:
        listed = "".join(f"{name}, " for name in path)
        wrong = self._run(
            f"SELECT {listed}n, least, most FROM counted WHERE least <> most OR most < n"
            f" OR least IS NULL ORDER BY ALL LIMIT 1"
        ).fetchone()
        if wrong:
            *place, n, least, most = wrong
            code = "population_below_sample" if least == most else "population_not_constant"
            raise BadDesign(code, stage=stage, place=tuple(map(str, place)), drawn=n, population=most)

    def _refuse_lonely(self, stage: int, path: list[str]) -> None:
        if self.design.lonely is not Lonely.REFUSED or stage > self.stages_that_count():
            return
        listed = ", ".join(path) or "'' AS whole"
        lonely = self._run(f"SELECT {listed} FROM frame_{stage} WHERE is_lonely ORDER BY ALL").fetchall()
        if lonely:
            raise BadDesign("lonely_cluster", stage=stage, place=tuple(map(str, lonely[0])), strata=len(lonely))

    def _run(self, query: str, values: list[object] | None = None) -> duckdb.DuckDBPyConnection:
        return self.connection.execute(query, values)

    def _one(self, query: str) -> int:
        row = self._run(query).fetchone()
        return int(row[0]) if row else 0


def _own(letter: str, names: tuple[str, ...]) -> list[str]:
    return [f'"#{letter}{number}"' for number in range(len(names))]


def _as(letter: str, names: tuple[str, ...]) -> list[str]:
    return [f"{quoted(name)} AS {own}" for name, own in zip(names, _own(letter, names), strict=True)]


def matched(columns: list[str], one: str, other: str) -> str:
    """The condition that two tables agree in all these columns; none: always."""
    return " AND ".join(f"{one}.{name} = {other}.{name}" for name in columns) or "true"
