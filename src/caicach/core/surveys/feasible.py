"""How large an unknown count may be, where sums of counts are known: a simplex of whole numbers and exact fractions.

    x >= 0,  for each row: the sum of its variables is known;  most = max x_j

We know the true counts, which are one solution; from there a corner is reached without a first phase, and then each
variable is raised (Bland's rule, so that it ends). A tableau row also keeps of which given rows it is the combination:
at the end that is the proof that a variable cannot be larger.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

Number = int | Fraction
Line = dict[int, Number]
"""The coefficients that are not 0: of the free variables, of the known sum (`right`), of the given rows combined."""


@dataclass(frozen=True, slots=True)
class Bound:
    """most: None where the variable may reach what was asked. proof: given rows with their multipliers."""

    variable: int
    most: Number | None
    proof: tuple[tuple[int, Number], ...] = ()


class Sums:
    """members: what each variable is to the caller; values: the true counts; rows: variables of each known sum."""

    def __init__(self, members: list[list[tuple[str, ...]]], values: list[int], rows: list[list[int]]) -> None:
        self.members, self.values, self.rows = members, values, rows
        self.alone = {row[0]: number for number, row in enumerate(rows) if len(row) == 1}
        """Variables that are known by themselves; they need no column."""
        self.free = [variable for variable in range(len(values)) if variable not in self.alone]
        self.column = {variable: at for at, variable in enumerate(self.free)}
        self.used = [number for number, row in enumerate(rows) if any(one in self.column for one in row)]
        self.right = len(self.free)
        self.basis: list[int] = []
        self.lines: list[Line] = []

    def bounds(self, variables: Iterable[int], *, enough: int) -> Iterator[Bound]:
        """For each variable whether it may be `enough`, else the most that it may be, with the proof."""
        self._reach_corner()
        for variable in variables:
            if variable in self.alone:
                yield Bound(variable, self.values[variable], ((self.alone[variable], 1),))
            else:
                yield self._raised(variable, enough)

    def bearing(self, bound: Bound) -> list[int]:
        """Numbers of the known sums without which the proof does not hold."""
        held: dict[int, Number] = {}
        for number, factor in bound.proof:
            for variable in self.rows[number]:
                held[variable] = held.get(variable, 0) + factor
        found = {number for number, _ in bound.proof}
        found |= {number for variable, number in self.alone.items() if held.get(variable)}
        return sorted(found)

    def _reach_corner(self) -> None:
        self._eliminate()
        right, basic = self.right, set(self.basis)
        above = {at: self.values[variable] for at, variable in enumerate(self.free) if at not in basic}
        for line in self.lines:  # the true values of the others stand to the right for the time being
            line[right] = line.get(right, 0) - sum(line[at] * value for at, value in above.items() if at in line)
        for at, value in above.items():
            blocking = [
                (Fraction(line[right]) / -line[at], row) for row, line in enumerate(self.lines) if line.get(at, 0) < 0
            ]
            step, row = min(blocking, default=(Fraction(value), -1))
            for line in self.lines:
                if at in line:
                    line[right] += line[at] * value
            if step < value:  # the basic variable of the row sinks to 0 first: it leaves, and this one stays above 0
                self._pivot(row, at)

    def _eliminate(self) -> None:
        """Gauss and Jordan."""
        given: list[Line] = []
        for place, number in enumerate(self.used):
            held = [variable for variable in self.rows[number] if variable in self.column]
            line: Line = {self.column[variable]: 1 for variable in held}
            line[self.right] = sum(self.values[variable] for variable in held)
            line[self.right + 1 + place] = 1
            given.append(line)
        self.lines, self.basis = given, []
        for row in range(len(given)):
            at = min((column for column in given[row] if column < self.right), default=None)
            self.basis.append(-1 if at is None else at)
            if at is not None:
                self._pivot(row, at)
        kept = [row for row, at in enumerate(self.basis) if at >= 0]
        self.lines, self.basis = [given[row] for row in kept], [self.basis[row] for row in kept]

    def _raised(self, variable: int, enough: int) -> Bound:
        at, right = self.column[variable], self.right
        if at not in self.basis:
            row = self._leaving(at)
            if row is None:
                return Bound(variable, None)
            self._pivot(row, at)
        own = self.basis.index(at)
        while self.lines[own][right] < enough:
            line = self.lines[own]
            entering = min((column for column, value in line.items() if column < right and value < 0), default=None)
            if entering is None:
                proof = ((number, line.get(right + 1 + place, 0)) for place, number in enumerate(self.used))
                return Bound(variable, line[right], tuple(pair for pair in proof if pair[1]))
            row = self._leaving(entering)
            if row is None:
                break
            self._pivot(row, entering)
        return Bound(variable, None)

    def _leaving(self, entering: int) -> int | None:
        ratios = [
            (Fraction(line[self.right]) / line[entering], self.basis[row], row)
            for row, line in enumerate(self.lines)
            if line.get(entering, 0) > 0
        ]
        return min(ratios)[2] if ratios else None

    def _pivot(self, row: int, at: int) -> None:
        line = self.lines[row]
        if (head := line[at]) != 1:
            line = self.lines[row] = {column: _whole(Fraction(value) / head) for column, value in line.items()}
        for number, other in enumerate(self.lines):
            if number != row and (factor := other.get(at)):
                for column, value in line.items():
                    other[column] = other.get(column, 0) - factor * value
                    if not other[column] and column != self.right:
                        del other[column]
        self.basis[row] = at


def _whole(value: Fraction) -> Number:
    return value.numerator if value.denominator == 1 else value
