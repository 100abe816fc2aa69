"""Rules about drafts of criteria sets that somebody may break."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class CodeTaken(CaicachError):
    """A number stands for one criterion only."""

    code = "criteria.code_taken"
    sentence = _("Số {code} đã dùng cho tiêu chí khác trong bộ này. Hãy chọn số khác.")


class KeyTaken(CaicachError):
    """A key stands for one set only."""

    code = "criteria.key_taken"
    sentence = _("Mã {key} đã dùng cho bộ khác. Hãy chọn mã khác, ví dụ thêm năm vào mã.")


class NothingToUndo(CaicachError):
    """A draft that nobody has changed has no step back."""

    code = "criteria.nothing_to_undo"
    sentence = _("Dự thảo này chưa có thay đổi nào để hoàn tác.")
