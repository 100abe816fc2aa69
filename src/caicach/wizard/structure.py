"""The tree of a reading with what stands in it, for the page on which a person sees it first."""

from dataclasses import dataclass, field

from caicach.core.documents.reading import Level, Reading
from caicach.plans.contents import RowContent
from caicach.plans.outline import walk
from caicach.wizard.contents import row_contents_of


@dataclass(slots=True)
class Branch:
    """One row above the leaves, and how many leaves stand below it."""

    row: RowContent
    depth: int
    leaves: int = 0


@dataclass(slots=True)
class Structure:
    """Counts of a reading and its headings."""

    counts: dict[str, int] = field(default_factory=dict)
    branches: list[Branch] = field(default_factory=list)


def structure_of(reading: Reading) -> Structure:
    """What was found in a document: how many of each, and the headings with the number of rows below."""
    rows = row_contents_of(reading)
    walked = {branch.key: branch for branch in walk((n, row.parent, row.code) for n, row in enumerate(rows))}
    names = {name.key or name.printed for row in rows for name in (*row.leads, *row.coordinating)}
    counts = {level.value: sum(row.level is level for row in rows) for level in Level}
    counts |= {"leaves": sum(branch.is_leaf for branch in walked.values()), "agencies": len(names)}
    counts |= {"targets": len(reading.targets), "criteria": len(reading.criteria), "problems": len(reading.problems)}
    branches = {n: Branch(row, min(walked[n].depth, 5)) for n, row in enumerate(rows) if not walked[n].is_leaf}
    for number, row in enumerate(rows):
        if walked[number].is_leaf:
            above = row.parent
            while above is not None:
                branches[above].leaves += 1
                above = rows[above].parent
    return Structure(counts, list(branches.values()))
