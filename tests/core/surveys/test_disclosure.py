from itertools import combinations, product
from random import Random

import pytest

from caicach.core.surveys.disclosure import ALL, CannotProtect, Crossing, Table, audit, cells_of, protect

TOWNS = Table(name="towns", by=("town", "sex"))


def crossing_of(rows, dimensions=("town", "sex")):
    return Crossing(dimensions, {tuple(key.split()): count for key, count in rows.items()})


def test_a_cell_under_k_takes_three_others_with_it():
    rows = {f"{town} {sex}": 40 for town in "abc" for sex in "fm"} | {"a f": 4}
    made = protect(crossing_of(rows), [TOWNS])
    assert [cell.key for cell in made.too_few] == [("a", "f")]
    assert len(made.for_others) == 3
    assert all(ALL not in cell.key for cell in made.for_others)
    assert len(made.shown) == 12 - 4


def test_a_table_of_enough_ballots_is_shown_whole():
    made = protect(crossing_of({f"{town} {sex}": 10 for town in "abc" for sex in "fm"}), [TOWNS])
    assert len(made.shown) == 12
    assert (made.too_few, made.for_others) == ((), ())


def test_where_two_are_hidden_their_sum_may_not_be_too_small_either():
    crossing = crossing_of({"a": 40, "b": 4, "c": 5, "d": 30, "e": 20}, ("town",))
    made = protect(crossing, [Table(name="towns", by=("town",))])
    assert {cell.key[0] for cell in made.too_few} == {"b", "c"}
    assert [cell.key[0] for cell in made.for_others] == ["e"]  # 4 + 5 is under 10: the next smallest goes too


def test_one_filter_less_another_gives_nobody_away():
    rows = {"18": 20, "19": 3, "20": 25, "30": 60}
    younger = Table(name="to 18", by=(), within=(("age", ("18",)),))
    older = Table(name="to 19", by=(), within=(("age", ("18", "19")),))
    crossing = crossing_of(rows, ("age",))
    found = audit(crossing, [cell for table in (younger, older) for cell in cells_of(crossing, table)])
    assert [(one.atoms, one.count, one.at_most) for one in found] == [({("19",)}, 3, 3)]
    made = protect(crossing, [younger, older])
    assert len(made.shown) == 1
    assert audit(crossing, made.shown) == []


def test_a_later_publication_minds_an_earlier_one():
    rows = {f"{town} {sex}": 40 for town in "abc" for sex in "fm"} | {"a f": 4}
    crossing = crossing_of(rows)
    by_town = protect(crossing, [Table(name="towns only", by=("town",))])
    assert by_town.for_others == ()
    later = protect(crossing, [TOWNS], before=by_town.shown)
    assert audit(crossing, [*by_town.shown, *later.shown]) == []
    careless = [cell for cell in cells_of(crossing, TOWNS) if cell.count >= 10]
    with pytest.raises(CannotProtect):
        protect(crossing, [TOWNS], before=careless)


def random_crossing(dice):
    """Two or three dimensions; every second cell is small, some are empty."""
    sizes = [dice.randrange(2, 5) for _ in range(dice.choice((2, 2, 2, 3)))]
    if len(sizes) == 3:
        sizes = [dice.randrange(2, 4) for _ in sizes]
    counts = {
        tuple(f"{name}{at}" for name, at in zip("xyz", key, strict=False)): dice.choice(
            (0, dice.randrange(1, 10), dice.randrange(10, 200), dice.randrange(5, 60))
        )
        for key in product(*(range(size) for size in sizes))
    }
    return Crossing(tuple("xyz"[: len(sizes)]), counts)


def tables_of(crossing, dice):
    """The whole table, or all its faces side by side, which give away more together than each alone."""
    names = crossing.dimensions
    if len(names) == 3 and dice.random() < 0.7:
        return [Table(name="-".join(pair), by=pair) for pair in combinations(names, 2)]
    return [Table(name="whole", by=names)]


def derived(crossing, shown):
    """By another way: atoms under k whose count is a combination of what is shown, by the rank of the system."""
    import numpy as np

    atoms = list(crossing.counts)
    matrix = np.array([[atom in cell.atoms for atom in atoms] for cell in shown] or [[False] * len(atoms)], float)
    _, values, rows = np.linalg.svd(matrix)
    free = rows[int((values > 1e-9).sum()) :]  # all directions in which the counts may move
    moves = (free**2).sum(axis=0)
    return [atom for at, atom in enumerate(atoms) if 0 < crossing.counts[atom] < 10 and moves[at] < 1e-9]


def test_a_thousand_tables_give_nothing_away():
    dice, hidden, shown = Random(61), 0, 0
    for number in range(1000):
        crossing = random_crossing(dice)
        made = protect(crossing, tables_of(crossing, dice))
        assert all(cell.count >= 10 for cell in made.shown)
        assert derived(crossing, made.shown) == [], number
        for one, other in combinations(made.shown, 2):  # the differencing attack
            small, large = sorted((one, other), key=lambda cell: len(cell.atoms))
            if small.atoms < large.atoms:
                assert not 0 < large.count - small.count < 10, (number, small, large)
        hidden, shown = hidden + len(made.for_others), shown + len(made.shown)
    assert shown > hidden  # tables are not protected by showing nothing


def test_another_solver_finds_no_upper_limit_under_k():
    import numpy as np
    from scipy.optimize import linprog

    dice = Random(62)
    for number in range(60):
        crossing = random_crossing(dice)
        made = protect(crossing, tables_of(crossing, dice))
        atoms = list(crossing.counts)
        matrix = np.array([[atom in cell.atoms for atom in atoms] for cell in made.shown] or [[0] * len(atoms)], float)
        sums = np.array([cell.count for cell in made.shown] or [0], float)
        for at, atom in enumerate(atoms):
            if 0 < crossing.counts[atom] < 10:
                wish = -np.eye(len(atoms))[at]
                most = linprog(wish, A_eq=matrix, b_eq=sums)
                assert most.status == 3 or -most.fun > 10 - 1e-6, (number, atom, most.fun)


def test_the_audit_finds_what_hiding_small_cells_alone_gives_away():
    dice, found = Random(63), 0
    for _ in range(50):
        crossing = random_crossing(dice)
        careless = [
            cell for table in tables_of(crossing, dice) for cell in cells_of(crossing, table) if cell.count >= 10
        ]
        exposed = {atom for one in audit(crossing, careless) for atom in one.atoms}
        assert set(derived(crossing, careless)) <= exposed
        found += len(exposed)
    assert found > 50
