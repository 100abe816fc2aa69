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


class SetInUse(CaicachError):
    """A set that a round still needs stays in force."""

    code = "criteria.set_in_use"
    sentence = _(
        "“{set}” đang dùng trong: {uses}. Hãy thay bộ tiêu chí của đợt trước: "
        "đợt đang chuẩn bị thì bỏ rồi lập lại với bộ khác, đợt đang diễn ra thì lập đợt mới thay thế "
        "hoặc chốt đợt; sau đó thu hồi."
    )


class SetHasFaults(CaicachError):
    """A draft is issued without faults only."""

    code = "criteria.has_faults"
    sentence = _(
        "“{set}” còn {count} chỗ phải sửa nên chưa ban hành được. Mở trang soạn dự thảo để xem từng chỗ. {first}"
    )
