"""The register as a workbook: the rows that are filtered, in the order in which they are seen."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from caicach.files.models import DocumentQuerySet
from caicach.ui.formats import shown_day
from caicach.ui.sheets import Sheet, columns_of, workbook

_WIDTHS = (5, 16, 18, 13, 60, 32, 24, 28, 13, 30)


def documents_as_xlsx(rows: DocumentQuerySet) -> bytes:
    """One sheet, one row a document; every cell is text."""
    headings = [
        _("STT"), _("Loại"), _("Số, ký hiệu"), _("Ngày ban hành"), _("Tên, trích yếu"), _("Cơ quan ban hành"),
        _("Người ký"), _("Cơ quan vào sổ"), _("Có hiệu lực từ"), _("Tệp"),
    ]  # fmt: skip
    columns = columns_of(headings, _WIDTHS)
    return workbook(Sheet(name=_("Sổ văn bản"), columns=columns, rows=_lines(rows), frozen=3))


def _lines(rows: DocumentQuerySet) -> Iterator[list[str]]:
    for number, row in enumerate(rows, start=1):
        days = [shown_day(day) if day else "" for day in (row.issued_on, row.effective_on)]
        name = row.file.name if row.file else ""
        yield [
            str(number), row.kind, row.number, days[0], row.title, row.issuer, row.signer, row.agency.name, days[1],
            name,
        ]  # fmt: skip
