"""The last look before a plan is made of a reading: each row beside its source, and the sums."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from caicach.core.documents.reading import Reading
from caicach.plans.contents import DutyName, RowContent, contents_of


@dataclass(frozen=True, slots=True)
class ProofRow:
    """A row: what is printed, and what it will be."""

    row: RowContent
    leads: tuple[str, ...]
    coordinating: tuple[str, ...]
    unassigned: tuple[str, ...]


@dataclass(slots=True)
class Proof:
    """All rows with something to compare, and the totals of the whole."""

    rows: list[ProofRow] = field(default_factory=list)
    fates: list[tuple[str, int]] = field(default_factory=list)
    budget_sum: Decimal | None = None
    budget_printed: str = ""
    unassigned_count: int = 0

    @property
    def is_budget_equal(self) -> bool | None:
        """Whether the rows add up to the printed total; None where there is nothing to compare."""
        try:
            printed = Decimal(self.budget_printed.replace(",", "."))
        except ArithmeticError:
            return None
        return None if self.budget_sum is None else printed == self.budget_sum


def proof_of(reading: Reading, names: Mapping[str, str]) -> Proof:
    """names: what the keys of agencies and groups are called."""
    contents = contents_of(reading)
    parents = {row.parent for row in contents}
    proof = Proof(fates=Counter(entry.fate for entry in reading.ledger).most_common())
    for number, row in enumerate(contents):
        everyone = (*row.leads, *row.coordinating)
        unassigned = tuple(name.printed for name in everyone if name.key not in names)
        if number not in parents or everyone:
            proof.rows.append(ProofRow(row, _known(row.leads, names), _known(row.coordinating, names), unassigned))
        proof.unassigned_count += len(unassigned)
    amounts = [
        row.budget_million_vnd
        for number, row in enumerate(contents)
        if row.budget_million_vnd is not None and number not in parents
    ]
    proof.budget_sum = sum(amounts, Decimal(0)) if amounts else None
    proof.budget_printed = reading.totals.get("budget_million_vnd", "")
    return proof


def _known(duties: tuple[DutyName, ...], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names[duty.key] for duty in duties if duty.key in names)
