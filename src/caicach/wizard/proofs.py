"""The last look before a plan is made of a reading: each printed cell beside what it was read as, and the sums."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from caicach.core.documents.reading import Reading
from caicach.core.searching import holds, search_terms
from caicach.core.text import fold
from caicach.plans.compare import RowText, texts_of_contents
from caicach.plans.contents import DutyName, RowContent
from caicach.plans.outline import Branch, walk
from caicach.wizard.contents import row_contents_of

MAX_DEPTH = 5


@dataclass(frozen=True, slots=True)
class ProofRow:
    """A row: what is printed, what it will be, and what a person should look at."""

    row: RowContent
    before: RowContent  # without anybody's answers
    depth: int
    is_leaf: bool
    leads: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    unassigned: tuple[str, ...] = ()
    search_text: str = ""

    @property
    def is_duty(self) -> bool:
        """Something is to be done here: a leaf, or a heading that names agencies."""
        return self.is_leaf or bool(self.row.leads or self.row.coordinating)

    @property
    def changed(self) -> frozenset[str]:
        """The cells that an answer has changed."""
        names = ("title", "acceptance_note", "deliverable", "leads", "coordinating", "schedule", "budget_million_vnd")
        return frozenset(name for name in names if getattr(self.row, name) != getattr(self.before, name))

    @property
    def is_lead_as_printed(self) -> bool:
        return _same_names(self.row.lead_text, self.leads)

    @property
    def is_coordinating_as_printed(self) -> bool:
        return _same_names(self.row.coordinating_text, self.coordinating)


CHOICES: Mapping[str, Callable[[ProofRow], bool]] = {
    "": lambda row: True,
    "changed": lambda row: bool(row.changed),
    "unassigned": lambda row: bool(row.unassigned),
    "no_lead": lambda row: row.is_duty and not row.leads,
    "no_time": lambda row: row.is_duty and row.row.schedule.due_on is None,
}


@dataclass(slots=True)
class Proof:
    """All rows with something to compare, and the totals of the whole."""

    lines: list[ProofRow] = field(default_factory=list)
    fates: list[tuple[str, int]] = field(default_factory=list)
    budget_sum: Decimal | None = None
    budget_printed: str = ""

    @property
    def rows(self) -> list[ProofRow]:
        return [line for line in self.lines if line.is_duty]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows each choice would show."""
        return {name: sum(map(fits, self.rows)) for name, fits in CHOICES.items()}

    def chosen(self, choice: str, words: str) -> list[ProofRow]:
        """The rows of a choice that hold all words, each below its headings."""
        fits, wanted = CHOICES.get(choice, CHOICES[""]), search_terms(words)
        found: list[ProofRow] = []
        above: list[ProofRow] = []
        for line in self.lines:
            above = [one for one in above if one.depth < line.depth]
            if line.is_duty and fits(line) and holds(line.search_text, wanted):
                found += [*above, line]
                above = []
            elif not line.is_leaf:
                above.append(line)
        return found

    @property
    def budget_total(self) -> Decimal | None:
        """The printed total as a number; None where none is printed or it is none."""
        try:
            return Decimal(self.budget_printed.replace(",", "."))
        except ArithmeticError:
            return None

    @property
    def is_budget_equal(self) -> bool | None:
        """Whether the rows add up to the printed total; None where there is nothing to compare."""
        if self.budget_total is None or self.budget_sum is None:
            return None
        return self.budget_total == self.budget_sum


def proof_of(reading: Reading, names: Mapping[str, str], *, before: Reading) -> Proof:
    """A reading as a person checks it. names: what keys of agencies and groups are called. before: without answers."""
    contents, originals = row_contents_of(reading), row_contents_of(before)
    texts = texts_of_contents(contents)
    branches = {branch.key: branch for branch in walk((n, row.parent, row.code) for n, row in enumerate(contents))}
    lines = [
        _proof_row(row, originals[number], branches[number], texts[number], names)
        for number, row in enumerate(contents)
    ]
    return Proof(
        lines=lines,
        fates=Counter(entry.fate for entry in reading.ledger).most_common(),
        budget_sum=_budget_sum(lines),
        budget_printed=reading.totals.get("budget_million_vnd", ""),
    )


def _proof_row(
    row: RowContent, before: RowContent, branch: Branch, text: RowText, names: Mapping[str, str]
) -> ProofRow:
    leads = _known(row.leads, names)
    return ProofRow(
        row,
        before,
        depth=min(branch.depth, MAX_DEPTH),
        is_leaf=branch.is_leaf,
        leads=leads,
        coordinating=_known(row.coordinating, names),
        unassigned=tuple(name.printed for name in (*row.leads, *row.coordinating) if name.key not in names),
        search_text=fold(" ".join((*text.texts.values(), *leads))),
    )


def _budget_sum(lines: Sequence[ProofRow]) -> Decimal | None:
    """What the leaves cost together; None where no leaf says a figure."""
    amounts = [line.row.budget_million_vnd for line in lines if line.is_leaf]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def _known(duties: tuple[DutyName, ...], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names[duty.key] for duty in duties if duty.key in names)


def _same_names(printed: str, names: tuple[str, ...]) -> bool:
    """Whether the names of the register stand in the cell word for word."""
    return _letters(printed) == _letters("".join(names))


def _letters(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())
