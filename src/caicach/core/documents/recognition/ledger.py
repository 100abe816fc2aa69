"""The ledger of cells: what became of each printed cell, so that nothing is lost without being said."""

from collections.abc import Iterable
from enum import StrEnum

from caicach.core.documents.reading import LedgerEntry
from caicach.core.documents.source import Cell, Place, Table


class Fate(StrEnum):
    """Where a cell went."""

    FIELD = "field"
    HEADING = "heading"
    ORDINAL_ROW = "ordinal_row"
    REPEATED = "repeated"
    TOTAL = "total"
    PROBLEM = "problem"
    HEAD = "head"


class Ledger:
    """Entries for the cells of a document, the first word on a cell counts."""

    def __init__(self) -> None:
        self._entries: dict[int, LedgerEntry] = {}
        self._kept: list[Cell] = []  # identities stay unique only while the cells live

    def put(self, cell: Cell, fate: Fate, into: str = "") -> None:
        """Note where a printed cell went; empty cells and cells already noted are passed over."""
        if cell.text.strip() and id(cell) not in self._entries:
            self._entries[id(cell)] = LedgerEntry(cell.place, fate.value, into)
            self._kept.append(cell)

    def put_row(self, cells: Iterable[Cell], fate: Fate, into: str = "") -> None:
        for cell in cells:
            self.put(cell, fate, into)

    def missing(self, tables: Iterable[Table]) -> list[Cell]:
        """Printed cells that nobody has noted yet."""
        return [
            cell for table in tables for cell in table.cells() if cell.text.strip() and id(cell) not in self._entries
        ]

    def entries(self) -> tuple[LedgerEntry, ...]:
        """All entries in the order of their places."""
        return tuple(sorted(self._entries.values(), key=lambda entry: _order(entry.place)))


def _order(place: Place) -> tuple[int, ...]:
    return (place.page, place.table, place.row, place.column, place.block)
