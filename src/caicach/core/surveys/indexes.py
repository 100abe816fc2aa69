"""The index of satisfaction of every unit of a sample, with the error that the design leaves in it.

The influence of a ballot on an index is the gradient of the method at the sums of its questions: a question adds
share / V to a satisfied answer and takes share value / V from a counted one, where V is what counted answers weigh.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from caicach.core.surveys.estimates.answers import literal, quoted
from caicach.core.surveys.estimates.designs import Estimate, Interval, Key
from caicach.core.surveys.estimates.errors import BadDesign
from caicach.core.surveys.estimates.estimating import difference, rate_bounds, refuse_strange_pairs
from caicach.core.surveys.estimates.frames import Sample, matched
from caicach.core.surveys.estimates.influences import influence_rows, key_columns, own_columns, within
from caicach.core.surveys.estimates.variances import Spread, paired_spreads, piece_table, spreads
from caicach.core.surveys.satisfaction import (
    Gaps,
    Group,
    Joining,
    Method,
    Question,
    Tallies,
    Tally,
    explained,
    shown,
)

LEVEL = 0.95
_NEAR_MIDDLE = 1e-6
_WHOLE = 1_000_000
"""Weights are summed as whole millionths: binary figures add those exactly."""
_MOST_EXACT, _LEAST_WEIGHT = 2.0**53, 0.001
_OWN_NAME = re.compile(r"\b(?:node|a)[0-9]+\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexFigure:
    """The index of one unit, or of one group or question of the method there.

    estimate: a rate with its error; tallies: what it was made of, exact; left_out: ballots with too few answers, or
    none that counts here. They stay in the design.
    """

    key: Key
    estimate: Estimate
    tallies: Tallies
    left_out: int

    def percentage(self, method: Method, node: Group | Question | None = None) -> Decimal | None:
        """As printed. Binary figures decide where they are far from the middle of two digits, else exact ones."""
        if self.estimate.value is None:
            return None
        scaled = self.estimate.value * 100 * 10**method.digits
        if abs(scaled % 1 - 0.5) > _NEAR_MIDDLE:
            return Decimal(round(scaled)).scaleb(-method.digits)
        return shown(explained(method, self.tallies, node).value, method.digits)


def indexes(
    sample: Sample,
    method: Method,
    by: Sequence[str] = (),
    node: Group | Question | None = None,
    *,
    with_effects: bool = True,
) -> list[IndexFigure]:
    """One for each value of the columns `by`, in their order. node: a part, factor or question instead of the whole.

    with_effects: design effect and effective number too, for which all ballots are gone through once more.

    Weights count to six digits behind the mark; those under a thousandth are refused, they were scaled to another sum.
    """
    asked = _Asked(sample, method, by, node or method.whole)
    asked.make_domains()
    pieces = piece_table(sample, key_columns(by), asked.influences(), are_clusters=asked.is_clustered)
    found, squares = spreads(sample, pieces, key_columns(by)), asked.squares() if with_effects else {}
    return [
        IndexFigure(
            key=line.key,
            estimate=_estimate(line, found.get(line.key or ("",)), squares.get(line.key or ("",), 0.0)),
            tallies=line.tallies,
            left_out=line.missing,
        )
        for line in asked.lines()
    ]


def index_of_units(
    sample: Sample, method: Method, unit: str, weights: Mapping[str, Decimal]
) -> tuple[Estimate, Fraction]:
    """The index of the province as the mean of its units' indexes, each with its weight; and the same exactly.

    Refused where a unit has no weight, a weight has no unit, or a unit has no index.
    """
    asked = _Asked(sample, method, [unit], method.whole)
    asked.make_domains()
    lines = {line.key[0]: line for line in asked.lines()}
    if odd := sorted(set(lines) ^ set(weights)):
        raise BadDesign("unit_without_weight" if odd[0] in lines else "weight_without_unit", unit=odd[0])
    values = {name: explained(method, line.tallies).value for name, line in lines.items()}
    if silent := sorted(name for name, value in values.items() if value is None):
        raise BadDesign("unit_without_index", unit=silent[0])
    whole = sum(weights.values(), Decimal(0))
    asked.weigh_domains({name: float(weight / whole) for name, weight in weights.items()})
    rows = f"SELECT '' AS whole, * EXCLUDE (d0) FROM ({asked.influences()})"
    spread = spreads(sample, piece_table(sample, ["whole"], rows), ["whole"])[("",)]
    weighed = sum((Fraction(weights[name]) * value for name, value in values.items() if value is not None), Fraction(0))
    exact = weighed / Fraction(whole)
    ballots, left_out = sum(line.n for line in lines.values()), sum(line.missing for line in lines.values())
    stands_for = sum(line.weights for line in lines.values())
    line = _Line((), float(exact), ballots, left_out, stands_for, {})
    return _estimate(line, spread, sum(asked.squares().values())), exact


def index_differences(
    sample: Sample,
    method: Method,
    by: Sequence[str],
    pairs: Iterable[tuple[Key, Key]],
    node: Group | Question | None = None,
) -> list[Estimate]:
    """For each pair of units the index of the first less that of the second, with what their samples share."""
    wanted = list(pairs)
    asked = _Asked(sample, method, by, node or method.whole)
    asked.make_domains()
    lines = {line.key: line for line in asked.lines()}
    refuse_strange_pairs(wanted, lines)
    found = paired_spreads(sample, key_columns(by), asked.influences(), wanted)
    return [
        difference((lines[one].value, lines[one]), (lines[other].value, lines[other]), spread, level=LEVEL)
        for (one, other), spread in zip(wanted, found, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Line:
    """What one domain's ballots add up to."""

    key: Key
    value: float | None
    n: int
    missing: int
    weights: float
    tallies: Tallies


_SUMS = ("satisfied", "counted")


class _Asked:
    """The SQL of one node of a method, for one division of the sample into domains."""

    def __init__(self, sample: Sample, method: Method, by: Sequence[str], node: Group | Question) -> None:
        self.sample, self.method, self.by, self.node = sample, method, by, node
        self.questions = [node] if isinstance(node, Question) else [question for question, _ in node.questions()]
        self.places = {question.name: at for at, question in enumerate(self.questions)}
        self.is_clustered = bool(sample.design.clusters) and sample.cells is None
        self.columns: list[str] = []
        self.entered: dict[int, str] = {}
        for name in [*by, *(question.name for question in method.questions)]:
            if name not in sample.answers.types:
                raise BadDesign("column_not_there", column=name)

    def rows(self) -> str:
        """For each ballot k0, k1 … : 2 where a question was answered satisfied, 1 with another answer that counts."""
        own = ", ".join([own_columns(self.sample, self.by), *self._codes(self.questions, "k")])
        answered = " + ".join(f"k{at}" for at in range(len(self.questions)))
        whole = self.method.questions
        least = math.ceil(self.method.least_answered * len(whole))
        if least:
            own += ", " + ", ".join(self._codes(whole, "l"))
            complete = " + ".join(f"(l{at} > 0)::INTEGER" for at in range(len(whole)))
            answered = f"{answered}) > 0 AND ({complete}) >= ({least}"
        else:
            answered = f"{answered}) > (0"
        return f"SELECT *, ({answered}) AS c FROM (SELECT {own} FROM drawn WHERE {within(self.by)})"

    def _codes(self, questions: Sequence[Question], letter: str) -> list[str]:
        return [
            f"CASE {quoted(question.name)}"
            + "".join(f" WHEN {literal(answer)} THEN 2" for answer in question.satisfied)
            + "".join(
                f" WHEN {literal(answer)} THEN 1" for answer in question.counted if answer not in question.satisfied
            )
            + f" ELSE 0 END AS {letter}{at}"
            for at, question in enumerate(questions)
        ]

    def make_domains(self) -> None:
        """Two tables. `sums` of each cluster (where weights are fitted or nothing is clustered: of each domain); and
        `domains` with their sums, the value, and what a satisfied answer adds (a0 …) and a counted one takes (b0 …).
        """
        value = self._value(self.node)
        self._shares(self.node, "1.0")
        keys, places = ", ".join(key_columns(self.by)), range(len(self.questions))
        same, least = self._named_twice(), self.method.least_answered
        unit = self.sample.unit(self.sample.design.stages) if self.is_clustered else []
        by = ", ".join([*key_columns(self.by), *(name for name in unit if name not in same)])
        again = "".join(f", {key} AS {name}" for name, key in same.items())
        sums = ", ".join(
            f"sum(CASE WHEN k{at} = 2 THEN e ELSE 0 END) AS satisfied{at},"
            f" sum(CASE WHEN k{at} > 0 THEN e ELSE 0 END) AS counted{at}"
            for at in places
        )
        exact = f"round(w * {_WHOLE})" if least == 0 else f"CASE WHEN c THEN round(w * {_WHOLE}) ELSE 0 END"
        self._make(
            "sums",
            f"SELECT {by}{again}, count(*) AS all_ballots, count(*) FILTER (c) AS n, sum(CASE WHEN c THEN e ELSE 0 END)"
            f" AS weights, {sums} FROM (SELECT *, {exact} AS e"
            f" FROM ({self.rows()})) GROUP BY {by}",
        )
        names = ["all_ballots", "n", "weights", *(f"{name}{at}" for at in places for name in _SUMS)]
        summed = ", ".join(f"sum({name}) AS {name}" for name in names)
        floats = ", ".join(
            f"satisfied{at} / {_WHOLE} AS x{at}, nullif(counted{at}, 0) / {_WHOLE} AS y{at}" for at in places
        )
        domains = f"SELECT *, {floats} FROM (SELECT {keys}, {summed} FROM sums GROUP BY {keys})"
        for level in _levels(self.columns):
            domains = f"SELECT *, {', '.join(level)} FROM ({domains})"
        self._make("domains", f"SELECT *, {value} AS value FROM ({domains})")
        self._refuse_inexact_weights()

    def _named_twice(self) -> dict[str, str]:
        """Columns of the design that are those of the domain: grouping by texts twice would cost twice."""
        if not self.is_clustered:
            return {}
        design, types = self.sample.design, self.sample.answers.types
        names = zip(self.sample.unit(design.stages), [*design.strata, *design.clusters], strict=True)
        return {
            own: f"d{self.by.index(column)}"
            for own, column in names
            if column in self.by and types[column] == "VARCHAR"
        }

    def _refuse_inexact_weights(self) -> None:
        """Sums of whole millionths are exact up to here; and a weight has to be many of them."""
        (most,) = self.sample.connection.execute("SELECT max(weights) FROM domains").fetchone() or (0,)
        (least,) = self.sample.connection.execute('SELECT min("#w") FROM drawn').fetchone() or (1,)
        if (most or 0) > _MOST_EXACT or least < _LEAST_WEIGHT:
            raise BadDesign("weights_not_exact", column=self.sample.design.weight, least=least, sum=most)

    def _make(self, name: str, query: str) -> None:
        self.sample.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {query}")

    def weigh_domains(self, weights: Mapping[str, float]) -> None:
        """What answers add to the mean of the units."""
        self.sample.connection.execute(
            "CREATE OR REPLACE TEMP TABLE weighing AS SELECT unnest(?::VARCHAR[]) AS d0, unnest(?::DOUBLE[]) AS weight",
            [list(weights), list(weights.values())],
        )
        changed = ", ".join(f"weight * a{at} AS a{at}, weight * b{at} AS b{at}" for at in range(len(self.questions)))
        self.sample.connection.execute(
            f"CREATE OR REPLACE TEMP TABLE domains AS SELECT * EXCLUDE (weight) REPLACE ({changed}) FROM domains"
            " JOIN weighing USING (d0)"
        )

    def influences(self) -> str:
        """Rows for the variances: of clusters where what they hold adds up, else of ballots."""
        if not self.is_clustered:
            return influence_rows(
                self.sample, key_columns(self.by), self.rows(), influence=self._influence(), squares="0.0"
            )
        keys = key_columns(self.by)
        listed = ", ".join(f"r.{name}" for name in [*keys, *self.sample.unit(self.sample.design.stages)])
        added = " + ".join(f"g.a{at} * r.satisfied{at} - g.b{at} * r.counted{at}" for at in range(len(self.questions)))
        return (
            f"SELECT {listed}, ({added}) / {_WHOLE} AS z, r.n AS held, 0.0 AS squares"
            f" FROM sums r JOIN domains g ON {matched(keys, 'r', 'g')}"
        )

    def squares(self) -> dict[Key, float]:
        """Of each domain the weighted squares of what its ballots do to the index, for the design effect."""
        keys = key_columns(self.by)
        listed = ", ".join(f"r.{key}" for key in keys)
        ballots = (
            f"SELECT {listed}, w, {self._influence()} AS u FROM (SELECT * FROM ({self.rows()}) WHERE c) r"
            f" JOIN domains g ON {matched(keys, 'r', 'g')}"
        )
        query = f"SELECT {listed}, sum(w * u * u) FROM ({ballots}) r GROUP BY {listed}"
        return {tuple(key): squares for *key, squares in self.sample.connection.execute(query).fetchall()}

    def _influence(self) -> str:
        terms = (
            f"CASE k{at} WHEN 2 THEN g.a{at} - g.b{at} WHEN 1 THEN -g.b{at} ELSE 0 END"
            for at in range(len(self.questions))
        )
        return f"({' + '.join(terms)})"

    def lines(self) -> list[_Line]:
        """The domains in their order."""
        keys = ", ".join(key_columns(self.by))
        sums = ", ".join(f"satisfied{at}, counted{at}" for at in range(len(self.questions)))
        query = f"SELECT value, n, all_ballots - n, weights / {_WHOLE}, {keys}, {sums} FROM domains ORDER BY {keys}"
        keyed = max(1, len(self.by))
        made = []
        for value, n, left_out, weights, *rest in self.sample.connection.execute(query).fetchall():
            key: Key = tuple(rest[:keyed]) if self.by else ()
            made.append(_Line(key, value, n, left_out, weights, _Tallies(self.places, rest[keyed:])))
        return made

    def _value(self, node: Group | Question) -> str:
        """The column of a node's value; those of its members are entered before it."""
        if id(node) not in self.entered:
            self.entered[id(node)] = self._new_value(node)
        return self.entered[id(node)]

    def _new_value(self, node: Group | Question) -> str:
        if isinstance(node, Question):
            at = self.places[node.name]
            return self._column(f"x{at} / y{at}")
        if node.joining is Joining.POOLED:
            pairs = [(self.places[question.name], factor) for question, factor in node.questions()]
            top = " + ".join(f"{factor} * x{at}" for at, factor in pairs)
            below = " + ".join(f"{factor} * coalesce(y{at}, 0)" for at, factor in pairs)
            return self._column(f"({top}) / nullif({below}, 0)")
        members = [(self._value(member), member.weight) for member in node.members]
        top = " + ".join(self._known(f"{weight} * {name}") for name, weight in members)
        return self._column(f"({top}) / nullif({self._below(members)}, 0)")

    def _known(self, term: str) -> str:
        return f"coalesce({term}, 0)" if self.method.gaps is Gaps.LEFT_OUT else term

    def _below(self, members: Sequence[tuple[str, Decimal]]) -> str:
        return " + ".join(f"CASE WHEN {name} IS NULL THEN 0 ELSE {weight}::DOUBLE END" for name, weight in members)

    def _shares(self, node: Group | Question, share: str) -> None:
        """Enters for each question what its answers add (a) and take (b); share: of the node in the whole."""
        if isinstance(node, Question):
            at = self.places[node.name]
            self._enter(at, f"{share} / y{at}", f"x{at} / y{at}")
        elif node.joining is Joining.POOLED:
            pairs = [(self.places[question.name], factor) for question, factor in node.questions()]
            below = " + ".join(f"{factor} * coalesce(y{at}, 0)" for at, factor in pairs)
            divisor, value = self._column(f"nullif({below}, 0)"), self._value(node)
            for at, factor in pairs:
                self._enter(at, f"{share} * {factor} / {divisor}", value)
        else:
            members = [(self._value(member), member.weight) for member in node.members]
            below_all = self._column(f"nullif({self._below(members)}, 0)")
            for member, (name, weight) in zip(node.members, members, strict=True):
                self._shares(
                    member, self._column(f"CASE WHEN {name} IS NULL THEN 0 ELSE {share} * {weight} / {below_all} END")
                )

    def _enter(self, at: int, added: str, value: str) -> None:
        self.columns += [f"coalesce({added}, 0)::DOUBLE AS a{at}", f"coalesce(a{at} * {value}, 0)::DOUBLE AS b{at}"]

    def _column(self, expression: str) -> str:
        name = f"node{len(self.columns)}"
        self.columns.append(f"({expression})::DOUBLE AS {name}")
        return name


class _Tallies(Mapping[str, Tally]):
    """Exact sums by the name of the question, made when they are asked for."""

    def __init__(self, places: Mapping[str, int], sums: Sequence[float]) -> None:
        self.places, self.sums = places, sums

    def __getitem__(self, name: str) -> Tally:
        at = 2 * self.places[name]
        satisfied, counted = (Fraction(int(one), _WHOLE) for one in self.sums[at : at + 2])
        return Tally(satisfied, counted)

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


def _levels(columns: Sequence[str]) -> list[list[str]]:
    """The columns in selects one upon the other: names of the same select are written out again and again by DuckDB."""
    levels: list[list[str]] = [[]]
    names: set[str] = set()
    for column in columns:
        if names & set(_OWN_NAME.findall(column)):
            levels.append([])
            names = set()
        levels[-1].append(column)
        names.add(column.rsplit(" ", 1)[1])
    return levels


def _estimate(line: _Line, spread: Spread | None, squares: float) -> Estimate:
    variance = spread.variance if spread and line.value is not None else None
    simple = line.weights * squares / (line.n - 1) if line.n > 1 else 0
    effect = variance / simple if variance and simple else None
    bounds = rate_bounds(line.value, spread, line.n / effect if effect else None, interval=Interval.LOGIT, level=LEVEL)
    return Estimate(
        key=line.key,
        kind="index",
        value=line.value,
        error=None if variance is None else math.sqrt(variance),
        low=bounds.low,
        high=bounds.high,
        degrees=spread.degrees if spread else 0,
        n=line.n,
        missing=line.missing,
        weights=line.weights,
        clusters=spread.clusters if spread else 0,
        strata=spread.strata if spread else 0,
        design_effect=effect,
        effective_n=bounds.effective_n,
        formula=bounds.formula,
        level=LEVEL,
    )
