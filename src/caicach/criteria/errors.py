"""Rules about criteria sets that somebody may break."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class SetNotDraft(CaicachError):
    """An issued set never changes."""

    code = "criteria.not_draft"
    sentence = _("“{set}” đã ban hành nên không đổi được. Hãy nhập một bộ mới với mã khác, ví dụ thêm năm vào mã.")


class SetNotIssued(CaicachError):
    """Only a set in force is withdrawn."""

    code = "criteria.not_issued"
    sentence = _("“{set}” không phải là bộ đang có hiệu lực.")


class SetNotForSheet(CaicachError):
    """A set with texts that a sheet would change."""

    code = "criteria.not_for_sheet"
    sentence = _("“{set}” có nội dung mà bảng tính không giữ nguyên được. Hãy tải tệp YAML.")
