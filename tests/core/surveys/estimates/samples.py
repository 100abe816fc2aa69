"""Samples for the comparisons with other programs: the same each time."""

import csv
from pathlib import Path
from random import Random

Row = dict[str, float | str | None]


def drawn_rows() -> list[Row]:
    """Five strata, four to eight clusters of two to five households of one to three people; some values miss."""
    dice = Random(2026)
    rows: list[Row] = []
    for s in range(1, 6):
        for c1 in range(1, dice.randrange(5, 10)):
            level = dice.gauss(100 * s, 30)
            households = dice.randrange(2, 6)
            for c2 in range(1, households + 1):
                for _ in range(dice.randrange(1, 4)):
                    rows.append(_row(dice, s, c1, c2, level))
    for row in rows:
        inside = {(one["c1"]) for one in rows if one["s"] == row["s"]}
        row["n1"] = len(inside) + 3 * int(str(row["s"])[1:])
    return rows


def _row(dice: Random, s: int, c1: int, c2: int, level: float) -> Row:
    return {
        "s": f"s{s}",
        "c1": f"c{c1}",
        "c2": f"h{c2}",
        "n2": 5 + c1,
        "w": round(dice.uniform(50, 900), 3),
        "y": None if dice.random() < 0.06 else dice.gauss(level, 40),
        "x": None if dice.random() < 0.03 else dice.uniform(1, 9),
        "flag": None if dice.random() < 0.05 else int(dice.random() < 0.8),
        "domain": dice.choice("pqr") if s > 1 else dice.choice("pq"),
        "grp": dice.choice("abc"),
        "sex": dice.choice("fm"),
    }


def write_drawn(path: Path) -> None:
    rows = drawn_rows()
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
