"""Gaps as XLSX: figures are figures, nothing is ever computed, and what misses has a column of its own."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from caicach.improvement.gaps import GapRow
from caicach.improvement.lifting import LeafGap
from caicach.ui.sheets import Cell, Column, Sheet, workbook


def gaps_xlsx(sheets: Iterable[tuple[str, Sequence[GapRow]]]) -> bytes:
    """One sheet for each way of adding up."""
    heads = [
        _("Số"), _("Tên"), _("Nguồn điểm"), _("Tối đa được áp dụng"), _("Đạt"), _("Mất"), _("Tỷ lệ mất"),
        _("Chưa có điểm"), _("Số ô chưa có điểm"), _("Số cơ quan mất điểm"),
    ]  # fmt: skip
    wide = {1: 70, 2: 22}
    return workbook(*(_sheet(name, heads, wide, map(_of_gap, rows)) for name, rows in sheets))


def leaves_xlsx(rows: Sequence[LeafGap], agency: str) -> bytes:
    """The leaves of one agency that are not full."""
    heads = [
        _("Số"), _("Tiêu chí"), _("Nguồn điểm"), _("Tối đa được áp dụng"), _("Đạt"), _("Mất"), _("Chưa có điểm"),
        _("Bước gần nhất"),
    ]  # fmt: skip
    return workbook(_sheet(agency, heads, {1: 70, 2: 22, 7: 70}, map(_of_leaf, rows)))


def _of_gap(row: GapRow) -> list[Cell]:
    loss, source = row.loss, str(row.source.label) if row.source else ""
    figures = (loss.applicable, loss.reached, loss.lost, row.rate, loss.at_stake, loss.missing, row.agencies)
    return [row.code, row.name, source, *figures]


def _of_leaf(row: LeafGap) -> list[Cell]:
    loss = row.loss
    reached = None if loss.missing else loss.reached
    texts = (row.criterion.code, row.criterion.name, str(row.source.label))
    return [*texts, loss.applicable, reached, loss.lost, loss.at_stake, row.sentence]


def _sheet(name: str, heads: Sequence[str], wide: dict[int, int], rows: Iterable[list[Cell]]) -> Sheet:
    columns = [Column(head, wide.get(place, 13)) for place, head in enumerate(heads)]
    return Sheet(name=name, columns=columns, rows=rows)
