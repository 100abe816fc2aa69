"""What was sent to whom, as a workbook."""

from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from caicach.notices.models import Mail
from caicach.ui.sheets import Sheet, columns_of, workbook

_WIDTHS = (5, 18, 28, 32, 22, 60, 18, 18, 40)
MOST_ROWS = 50_000


def mails_as_xlsx(rows: Iterable[Mail]) -> bytes:
    """One sheet, one row a mail; every cell is text."""
    headings = [
        _("STT"), _("Tạo lúc"), _("Người nhận"), _("Địa chỉ"), _("Loại thư"), _("Tiêu đề"), _("Trạng thái"),
        _("Gửi lúc"), _("Lỗi"),
    ]  # fmt: skip
    columns = columns_of(headings, _WIDTHS)
    return workbook(Sheet(name=_("Thư đã gửi"), columns=columns, rows=_lines(rows)))


def _lines(rows: Iterable[Mail]) -> Iterator[list[str]]:
    for number, row in enumerate(rows, start=1):
        made = f"{timezone.localtime(row.made_at):%H:%M %d/%m/%Y}"
        sent = f"{timezone.localtime(row.sent_at):%H:%M %d/%m/%Y}" if row.sent_at else ""
        yield [
            str(number), made, str(row.user), row.address, row.get_kind_display(), row.subject,
            row.get_state_display(), sent, row.problem,
        ]  # fmt: skip
