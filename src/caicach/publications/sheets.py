"""The results as XLSX: one row for each agency; the leaves of those agencies that the reader may see in detail."""

import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from caicach.publications.models import Publication, PublishedResult
from caicach.publications.showing import STAGES, groups_of, node_rows

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}


def results_xlsx(publication: Publication, details: Iterable[PublishedResult]) -> bytes:
    """A workbook in which figures are figures and nothing is ever computed."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        _ranking(book, publication)
        _leaves(book, details)
        _proof(book, publication)
    return stream.getvalue()


def _ranking(book: Any, publication: Publication) -> None:
    heads = [
        _("Nhóm"), _("Hạng"), _("Cơ quan"), _("Mã"), _("Tự chấm"), _("Thẩm định"), _("Tổng điểm"), _("Công bố"),
        _("Tối đa"), _("Chỉ số"), _("Xếp loại"), _("So với trước"), _("Còn thiếu"),
    ]  # fmt: skip
    sheet = _sheet(book, _("Xếp hạng"), heads, {0: 22, 2: 40, 12: 30})
    share = book.add_format({"num_format": "0.00##%", "font_name": "Times New Roman"})
    rows = [row for group in groups_of(publication) for row in (*group.rows, *group.waiting)]
    for line, row in enumerate(rows, 1):
        figures = (row.filled, row.appraised, row.exact, row.published, row.applicable)
        texts = [row.group, row.rank, row.name, row.agency.code, *figures, row.share, row.band, row.rank_change]
        for place, value in enumerate([*texts, ", ".join(row.missing)]):
            _write(sheet, line, place, value, share if place == 9 else None)


def _leaves(book: Any, details: Iterable[PublishedResult]) -> None:
    heads = [
        _("Cơ quan"),
        _("Số"),
        _("Tiêu chí"),
        _("Tối đa"),
        *(str(one.label) for one in STAGES),
        _("Công bố"),
        _("Lý do, nguồn"),
    ]
    sheet = _sheet(book, _("Từng tiêu chí"), heads, {0: 40, 2: 60, 9: 60})
    line = 0
    for result in details:
        for row in node_rows(result):
            line += 1
            reasons = "; ".join(f"{stage}: {words}" for stage, words in row.reasons)
            cells = [result.name, row.node.code, row.node.name, row.applicable, *row.said, row.points, reasons]
            for place, text in enumerate(cells):
                _write(sheet, line, place, text)


def _proof(book: Any, publication: Publication) -> None:
    heads = [_("Mã kiểm tra (SHA-256)"), _("Lần công bố"), _("Trạng thái")]
    sheet = _sheet(book, _("Kiểm tra"), heads, {0: 70, 1: 30, 2: 24})
    for place, text in enumerate([publication.sha256, str(publication), str(publication.get_state_display())]):
        _write(sheet, 1, place, text)


def _sheet(book: Any, name: str, heads: list[str], wide: dict[int, int]) -> Any:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "font_name": "Times New Roman"})
    for place, head in enumerate(heads):
        sheet.set_column(place, place, wide.get(place, 13))
        sheet.write_string(0, place, head, bold)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    return sheet


def _write(sheet: Any, line: int, place: int, value: object, form: Any = None) -> None:
    """Figures as figures, everything else as text, nothing where there is nothing."""
    if isinstance(value, Decimal | int):
        sheet.write_number(line, place, float(value), form)
    elif value:
        sheet.write_string(line, place, str(value))
