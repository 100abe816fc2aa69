"""What is said of the rows of any table that people bring."""

from dataclasses import dataclass
from datetime import date

from caicach.core.dates import read_date


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in one cell of a table and how to repair it."""

    row: int
    column: str
    what: str
    repair: str


def parse_day(text: str) -> date | None:
    """dd/mm/yyyy (also with . or -) or yyyy-mm-dd; None for all else, and for days that do not exist."""
    return read_date(text)
