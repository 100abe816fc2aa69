"""What was sent to whom, as a workbook."""

import io
from collections.abc import Iterable, Iterator

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from caicach.notices.models import Mail

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
_WIDTHS = (5, 18, 28, 32, 22, 60, 18, 18, 40)
MOST_ROWS = 50_000


def mails_as_xlsx(rows: Iterable[Mail]) -> bytes:
    """One sheet, one row a mail; every cell is text."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        usual = {"font_name": "Times New Roman", "font_size": 12, "text_wrap": True, "border": 1, "valign": "top"}
        plain, bold = book.add_format(usual), book.add_format({**usual, "bold": True})
        sheet = book.add_worksheet(_("Thư đã gửi")[:31])
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 0)
        for place, width in enumerate(_WIDTHS):
            sheet.set_column(place, place, width)
        for line, cells in enumerate(_lines(rows)):
            for place, text in enumerate(cells):
                sheet.write_string(line, place, text, bold if line == 0 else plain)
    return stream.getvalue()


def _lines(rows: Iterable[Mail]) -> Iterator[list[str]]:
    yield [
        _("STT"), _("Tạo lúc"), _("Người nhận"), _("Địa chỉ"), _("Loại thư"), _("Tiêu đề"), _("Trạng thái"),
        _("Gửi lúc"), _("Lỗi"),
    ]  # fmt: skip
    for number, row in enumerate(rows, start=1):
        made = f"{timezone.localtime(row.made_at):%H:%M %d/%m/%Y}"
        sent = f"{timezone.localtime(row.sent_at):%H:%M %d/%m/%Y}" if row.sent_at else ""
        yield [
            str(number), made, str(row.user), row.address, row.get_kind_display(), row.subject,
            row.get_state_display(), sent, row.problem,
        ]  # fmt: skip
