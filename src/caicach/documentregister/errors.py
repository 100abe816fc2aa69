"""Rules of the register of documents that somebody's request would break."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class SameFile(CaicachError):
    code = "files.same_file"
    sentence = _("Tệp này đã có trong sổ, ở “{document}”. Hãy chọn tệp khác, hoặc mở văn bản đó.")


class DocumentInUse(CaicachError):
    code = "files.document_in_use"
    sentence = _("Chưa gỡ được “{document}” vì đang là tài liệu kiểm chứng ({places}). Hãy gỡ ở đó trước.")


class OutsidePeriod(CaicachError):
    code = "files.outside_period"
    sentence = _(
        "“{document}” tính từ ngày {day:%d/%m/%Y}, trước kỳ bắt đầu ngày {first:%d/%m/%Y}. "
        "Hãy chọn văn bản trong kỳ, hoặc ghi lý do vì sao vẫn dùng được."
    )
