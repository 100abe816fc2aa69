"""Tables that may be published: no cell of fewer than k ballots, and none that follows from what else is published.

What is published are sums of atoms, the cells of the finest crossing of all that any table asks. A cell under k is
hidden. Of what is left an attacker knows the sums and that nobody counts below zero. We ask for each atom that holds
somebody, but fewer than k, whether it might be k or more for all that he knows (a linear programme, solved exactly).
That is enough: any group of fewer than k whose count follows, in one table or by subtracting several, holds such an
atom, which could then not reach k. Where one cannot reach k, a cell that bears the proof is hidden too, and so on.

Not covered: ballots that come in between two publications; that all of a group gave the same answer; and that counts
are whole numbers, which in tables of three dimensions may tell a little more than the programme says. Cells of figures
(rates, means) are hidden where the cell of their ballots is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from caicach.core.errors import CoreError
from caicach.core.surveys.feasible import Sums

DEFAULT_K = 10
ALL = ""
"""The key of a total in the place of a category."""

Key = tuple[str, ...]


class CannotProtect(CoreError):
    """What was published before gives a group away; params: its categories and the most that it may be."""

    code = "disclosure.published_already"


@dataclass(frozen=True, slots=True)
class Crossing:
    """Ballots counted by all dimensions that any table asks."""

    dimensions: tuple[str, ...]
    counts: Mapping[Key, int]

    def categories(self, dimension: str) -> list[str]:
        """Those that occur, in their order."""
        at = self.dimensions.index(dimension)
        return sorted({key[at] for key in self.counts})


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of ballots by some dimensions with all its totals, of those ballots that are `within`."""

    name: str
    by: tuple[str, ...]
    within: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A sum of atoms under its place in a table; a total has ALL in the place of categories."""

    table: str
    key: Key
    atoms: frozenset[Key]
    count: int

    @property
    def totals(self) -> int:
        """Of how many dimensions it is the total."""
        return self.key.count(ALL)


@dataclass(frozen=True, slots=True)
class Release:
    """Cells of tables, those that are shown and those that are not: too few ballots, or for the sake of others."""

    shown: tuple[Cell, ...]
    too_few: tuple[Cell, ...]
    for_others: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Exposed:
    """A group of fewer than k ballots that cannot be k or more for all that is published."""

    atoms: frozenset[Key]
    count: int
    at_most: int


def cells_of(crossing: Crossing, table: Table) -> list[Cell]:
    """All cells of a table, totals last in each dimension."""
    places = [crossing.dimensions.index(name) for name in table.by]
    inside = [(crossing.dimensions.index(name), set(values)) for name, values in table.within]
    atoms = [key for key in crossing.counts if all(key[at] in values for at, values in inside)]
    members: dict[Key, list[Key]] = {
        key: [] for key in product(*([*crossing.categories(name), ALL] for name in table.by))
    }
    for atom in atoms:
        for key in product(*((atom[at], ALL) for at in places)):
            members[key].append(atom)
    return [
        Cell(table.name, key, frozenset(held), sum(crossing.counts[atom] for atom in held))
        for key, held in members.items()
    ]


def protect(crossing: Crossing, tables: Sequence[Table], *, k: int = DEFAULT_K, before: Iterable[Cell] = ()) -> Release:
    """Which cells of the tables may be shown, beside the cells that were shown `before`."""
    fixed = list(before)
    cells = [cell for table in tables for cell in cells_of(crossing, table)]
    too_few = tuple(cell for cell in cells if cell.count < k)
    shown = [cell for cell in cells if cell.count >= k]
    hidden: list[Cell] = []
    while chosen := _chosen(_sums(crossing, [*fixed, *shown]), [*fixed, *shown], fixed, k):
        hidden += [cell for cell in shown if cell.atoms in chosen]
        shown = [cell for cell in shown if cell.atoms not in chosen]
    return Release(tuple(shown), too_few, tuple(hidden))


def audit(crossing: Crossing, shown: Iterable[Cell], *, k: int = DEFAULT_K) -> list[Exposed]:
    """The groups that the cells shown, of all tables and publications together, give away."""
    sums = _sums(crossing, list(shown))
    return [
        Exposed(frozenset(sums.members[bound.variable]), sums.values[bound.variable], int(bound.most))
        for bound in sums.bounds(_small(sums, k), enough=k)
        if bound.most is not None
    ]


def _sums(crossing: Crossing, shown: Sequence[Cell]) -> Sums:
    """Atoms that always stand together are one variable; what they are shown to add up to."""
    places: dict[Key, list[int]] = {}
    for number, cell in enumerate(shown):
        for atom in cell.atoms:
            places.setdefault(atom, []).append(number)
    together: dict[tuple[int, ...], list[Key]] = {}
    for atom, numbers in places.items():
        together.setdefault(tuple(numbers), []).append(atom)
    rows: list[list[int]] = [[] for _ in shown]
    for variable, cells in enumerate(together):
        for number in cells:
            rows[number].append(variable)
    members = list(together.values())
    return Sums(members, [sum(crossing.counts[atom] for atom in held) for held in members], rows)


def _small(sums: Sums, k: int) -> list[int]:
    return [variable for variable, value in enumerate(sums.values) if 0 < value < k]


def _chosen(sums: Sums, cells: Sequence[Cell], fixed: Sequence[Cell], k: int) -> set[frozenset[Key]]:
    """What has to be hidden now: of each proof that some group stays under k one cell, where none is chosen yet."""
    shown_before, chosen = {cell.atoms for cell in fixed}, set[frozenset[Key]]()
    for proof in sums.bounds(_small(sums, k), enough=k):
        if proof.most is None:
            continue
        bearing = [cells[number] for number in sums.bearing(proof)]
        if any(cell.atoms in chosen for cell in bearing):
            continue
        open_ones = [cell for cell in bearing if cell.atoms not in shown_before]
        if not open_ones:
            raise CannotProtect(group=min(sums.members[proof.variable]), at_most=int(proof.most))
        chosen.add(min(open_ones, key=_loss).atoms)
    return chosen


def _loss(cell: Cell) -> tuple[int, int, str, Key]:
    """Totals are missed more than their parts, many ballots more than few."""
    return cell.totals, cell.count, cell.table, cell.key
