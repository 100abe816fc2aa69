"""The results as XLSX: one row for each agency; the leaves of those agencies that the reader may see in detail."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from caicach.publications.models import Publication, PublishedResult
from caicach.publications.showing import STAGES, groups_of, node_rows
from caicach.ui.sheets import Cell, Column, Sheet, workbook


def results_xlsx(publication: Publication, details: Iterable[PublishedResult]) -> bytes:
    """A workbook in which figures are figures and nothing is ever computed."""
    return workbook(_ranking(publication), _leaves(details), _proof(publication))


def _ranking(publication: Publication) -> Sheet:
    heads = [
        _("Nhóm"), _("Hạng"), _("Cơ quan"), _("Mã"), _("Tự chấm"), _("Thẩm định"), _("Tổng điểm"), _("Công bố"),
        _("Tối đa"), _("Chỉ số"), _("Xếp loại"), _("So với trước"), _("Còn thiếu"),
    ]  # fmt: skip
    return _sheet(_("Xếp hạng"), heads, {0: 22, 2: 40, 12: 30}, _ranked(publication), shares=(9,))


def _ranked(publication: Publication) -> Iterator[list[Cell]]:
    for row in (row for group in groups_of(publication) for row in (*group.rows, *group.waiting)):
        figures = (row.filled, row.appraised, row.exact, row.published, row.applicable)
        texts = (row.group, row.rank, row.name, row.agency.code)
        yield [*texts, *figures, row.share, row.band, row.rank_change, ", ".join(row.missing)]


def _leaves(details: Iterable[PublishedResult]) -> Sheet:
    stages = [str(one.label) for one in STAGES]
    heads = [_("Cơ quan"), _("Số"), _("Tiêu chí"), _("Tối đa"), *stages, _("Công bố"), _("Lý do, nguồn")]
    return _sheet(_("Từng tiêu chí"), heads, {0: 40, 2: 60, 9: 60}, _leaf_rows(details))


def _leaf_rows(details: Iterable[PublishedResult]) -> Iterator[list[Cell]]:
    for result in details:
        for row in node_rows(result):
            reasons = "; ".join(f"{stage}: {words}" for stage, words in row.reasons)
            yield [result.name, row.node.code, row.node.name, row.applicable, *row.said, row.points, reasons]


def _proof(publication: Publication) -> Sheet:
    heads = [_("Mã kiểm tra (SHA-256)"), _("Lần công bố"), _("Trạng thái")]
    row = [publication.sha256, str(publication), str(publication.get_state_display())]
    return _sheet(_("Kiểm tra"), heads, {0: 70, 1: 30, 2: 24}, [row])


def _sheet(
    name: str, heads: list[str], wide: dict[int, int], rows: Iterable[Sequence[Cell]], shares: Sequence[int] = ()
) -> Sheet:
    columns = [
        Column(head, wide.get(place, 13), "0.00##%" if place in shares else "") for place, head in enumerate(heads)
    ]
    return Sheet(name=name, columns=columns, rows=rows)
