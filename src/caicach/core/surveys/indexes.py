"""The index of satisfaction of every unit of a sample, with the error that the design leaves in it.

The influence of a ballot on an index is the gradient of the method at the sums of its questions: a question adds
share / V to a satisfied answer and takes share value / V from a counted one, where V is what counted answers weigh.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from caicach.core.surveys.estimates.answers import quoted
from caicach.core.surveys.estimates.designs import Estimate, Interval, Key
from caicach.core.surveys.estimates.errors import BadDesign
from caicach.core.surveys.estimates.estimating import with_rate_interval
from caicach.core.surveys.estimates.frames import Sample
from caicach.core.surveys.estimates.influences import influence_rows, key_columns, own_columns, within
from caicach.core.surveys.estimates.variances import Spread, piece_table, spreads
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
_EXACT_WEIGHT = "DECIMAL(18,6)"


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
    sample: Sample, method: Method, by: Sequence[str] = (), node: Group | Question | None = None
) -> list[IndexFigure]:
    """One for each value of the columns `by`, in their order. node: a part, factor or question instead of the whole.

    Weights count to six digits behind the mark.
    """
    asked = _Asked(sample, method, by, node or method.whole)
    asked.make_domains()
    pieces = piece_table(sample, key_columns(by), asked.influences())
    found = spreads(sample, pieces, key_columns(by))
    return [
        IndexFigure(
            key=line.key,
            estimate=_estimate(line, found.get(line.key or ("",))),
            tallies=line.tallies,
            left_out=line.left_out,
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
    ballots, left_out = sum(line.n for line in lines.values()), sum(line.left_out for line in lines.values())
    stands_for = sum(line.weights for line in lines.values())
    return _estimate(_Line((), float(exact), ballots, left_out, stands_for, {}), spread), exact


@dataclass(frozen=True, slots=True)
class _Line:
    """What one domain's ballots add up to."""

    key: Key
    value: float | None
    n: int
    left_out: int
    weights: float
    tallies: Tallies


class _Asked:
    """The SQL of one node of a method, for one division of the sample into domains."""

    def __init__(self, sample: Sample, method: Method, by: Sequence[str], node: Group | Question) -> None:
        self.sample, self.method, self.by, self.node = sample, method, by, node
        self.questions = [node] if isinstance(node, Question) else [question for question, _ in node.questions()]
        self.places = {question.name: at for at, question in enumerate(self.questions)}
        self.columns: list[str] = []
        self.counter = 0
        for name in [*by, *(question.name for question in method.questions)]:
            if name not in sample.answers.types:
                raise BadDesign("column_not_there", column=name)

    def rows(self) -> str:
        """For each ballot s0, v0 … : whether each question was answered satisfied, and with an answer that counts."""
        satisfied = [_is_one(question.name, question.satisfied) for question in self.questions]
        counted = [_is_one(question.name, question.counted) for question in self.questions]
        flags = [f"{one} AS s{at}" for at, one in enumerate(satisfied)]
        flags += [f"{one} AS v{at}" for at, one in enumerate(counted)]
        whole = self.method.questions
        least = math.ceil(self.method.least_answered * len(whole))
        complete = " + ".join(f"{_is_one(question.name, question.counted)}::INTEGER" for question in whole)
        full = f" AND {complete} >= {least}" if least else ""
        return (
            f"SELECT {own_columns(self.sample, self.by)}, {', '.join(flags)}, ({' OR '.join(counted)}){full} AS c"
            f" FROM drawn WHERE {within(self.by)}"
        )

    def make_domains(self) -> None:
        """The table of domains: sums of the questions, the value, and what each answer adds (a0, b0 …)."""
        value = self._value(self.node)
        self._shares(self.node, "1.0")
        keys = ", ".join(key_columns(self.by))
        exact = f"w::{_EXACT_WEIGHT}"
        sums = ", ".join(
            f"coalesce(sum(e) FILTER (c AND s{at}), 0) AS satisfied{at}, coalesce(sum(e) FILTER (c AND v{at}), 0) AS"
            f" counted{at}, count(*) FILTER (c AND v{at}) AS ballots{at}"
            for at in range(len(self.questions))
        )
        summed = (
            f"SELECT {keys}, count(*) FILTER (c) AS n, count(*) FILTER (NOT c) AS left_out,"
            f" coalesce(sum(w) FILTER (c), 0) AS weights, {sums} FROM (SELECT *, {exact} AS e FROM ({self.rows()}))"
            f" GROUP BY {keys}"
        )
        floats = ", ".join(
            f"satisfied{at}::DOUBLE AS x{at}, nullif(counted{at}, 0)::DOUBLE AS y{at}"
            for at in range(len(self.questions))
        )
        self.sample.connection.execute(
            f"CREATE OR REPLACE TEMP TABLE domains AS SELECT *, {floats}, {', '.join(self.columns)}, {value} AS value"
            f" FROM ({summed})"
        )

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
        added = " + ".join(
            f"CASE WHEN s{at} THEN g.a{at} ELSE 0 END - CASE WHEN v{at} THEN g.b{at} ELSE 0 END"
            for at in range(len(self.questions))
        )
        return influence_rows(
            self.sample, key_columns(self.by), self.rows(), influence=f"({added})", squares=f"({added}) * ({added})"
        )

    def lines(self) -> list[_Line]:
        """The domains in their order."""
        keys = ", ".join(key_columns(self.by))
        sums = ", ".join(f"satisfied{at}, counted{at}, ballots{at}" for at in range(len(self.questions)))
        query = f"SELECT value, n, left_out, weights, {keys}, {sums} FROM domains ORDER BY {keys}"
        keyed = max(1, len(self.by))
        made = []
        for value, n, left_out, weights, *rest in self.sample.connection.execute(query).fetchall():
            key: Key = tuple(rest[:keyed]) if self.by else ()
            made.append(_Line(key, value, n, left_out, weights, _Tallies(self.questions, rest[keyed:])))
        return made

    def _value(self, node: Group | Question) -> str:
        """The column of a node's value, below which those of its members were entered."""
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
        self.counter += 1
        self.columns.append(f"({expression})::DOUBLE AS k{self.counter}")
        return f"k{self.counter}"


class _Tallies(Mapping[str, Tally]):
    """Exact sums by the name of the question, made when they are asked for."""

    def __init__(self, questions: Sequence[Question], sums: Sequence[Decimal | int]) -> None:
        self.names, self.sums = [question.name for question in questions], sums

    def __getitem__(self, name: str) -> Tally:
        at = 3 * self.names.index(name) if name in self.names else len(self.sums)
        if at == len(self.sums):
            raise KeyError(name)
        satisfied, counted, ballots = self.sums[at : at + 3]
        return Tally(Fraction(satisfied), Fraction(counted), int(ballots))

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


def _is_one(name: str, answers: Sequence[str]) -> str:
    listed = ", ".join("'" + answer.replace("'", "''") + "'" for answer in answers)
    return f"coalesce({quoted(name)} IN ({listed}), false)"


def _estimate(line: _Line, spread: Spread | None) -> Estimate:
    known = spread and spread.variance is not None and line.value is not None
    error = math.sqrt(spread.variance) if known and spread and spread.variance is not None else None
    simple = line.weights * spread.squares / (line.n - 1) if spread and line.n > 1 else None
    effect = error**2 / simple if error and simple else None
    made = Estimate(
        key=line.key,
        kind="index",
        value=line.value,
        error=error,
        low=None,
        high=None,
        degrees=spread.clusters - spread.strata if spread else 0,
        n=line.n,
        missing=line.left_out,
        weights=line.weights,
        clusters=spread.clusters if spread else 0,
        strata=spread.strata if spread else 0,
        design_effect=effect,
        effective_n=line.n / effect if effect else None,
        formula="none",
        level=LEVEL,
    )
    return with_rate_interval(made, Interval.LOGIT, is_census=spread is not None and spread.is_census)
