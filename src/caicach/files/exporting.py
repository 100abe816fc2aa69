"""The register as a workbook: the rows that are filtered, in the order in which they are seen."""

import io
from collections.abc import Iterator

import xlsxwriter
from django.utils.translation import gettext as _

from caicach.files.models import DocumentQuerySet
from caicach.ui.formats import shown_day

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
_WIDTHS = (5, 16, 18, 13, 60, 32, 24, 28, 13, 30)


def documents_as_xlsx(rows: DocumentQuerySet) -> bytes:
    """One sheet, one row a document; every cell is text."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        usual = {"font_name": "Times New Roman", "font_size": 12, "text_wrap": True, "border": 1, "valign": "top"}
        plain, bold = book.add_format(usual), book.add_format({**usual, "bold": True})
        sheet = book.add_worksheet(_("Sổ văn bản")[:31])
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 3)
        for place, width in enumerate(_WIDTHS):
            sheet.set_column(place, place, width)
        for line, cells in enumerate(_lines(rows)):
            for place, text in enumerate(cells):
                sheet.write_string(line, place, text, bold if line == 0 else plain)
    return stream.getvalue()


def _lines(rows: DocumentQuerySet) -> Iterator[list[str]]:
    yield [
        _("STT"), _("Loại"), _("Số, ký hiệu"), _("Ngày ban hành"), _("Tên, trích yếu"), _("Cơ quan ban hành"),
        _("Người ký"), _("Cơ quan vào sổ"), _("Có hiệu lực từ"), _("Tệp"),
    ]  # fmt: skip
    for number, row in enumerate(rows, start=1):
        days = [shown_day(day) if day else "" for day in (row.issued_on, row.effective_on)]
        name = row.file.name if row.file else ""
        yield [
            str(number), row.kind, row.number, days[0], row.title, row.issuer, row.signer, row.agency.name, days[1],
            name,
        ]  # fmt: skip
