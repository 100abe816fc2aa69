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


class SetNotForSheet(CaicachError):
    """A set with texts that a sheet would change."""

    code = "criteria.not_for_sheet"
    sentence = _("“{set}” có nội dung mà bảng tính không giữ nguyên được. Hãy tải tệp YAML.")


class SetHasFaults(CaicachError):
    """A draft is issued without faults only."""

    code = "criteria.has_faults"
    sentence = _(
        "“{set}” còn {count} chỗ phải sửa nên chưa ban hành được. Mở trang soạn dự thảo để xem từng chỗ. {first}"
    )


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


class CrosswalkExists(CaicachError):
    """Two sets have one crosswalk."""

    code = "criteria.crosswalk_exists"
    sentence = _("Hai bộ này đã có bảng đối chiếu. Hãy mở bảng đang có.")


class SetsDoNotFit(CaicachError):
    """A crosswalk leads from one set to another one."""

    code = "criteria.sets_do_not_fit"
    sentence = _("Chọn hai bộ tiêu chí khác nhau.")


class LeavesTaken(CaicachError):
    """A criterion stands in one link of a crosswalk only."""

    code = "criteria.leaves_taken"
    sentence = _("Tiêu chí {codes} đã có trong bảng đối chiếu, hoặc không có trong bộ. Hãy bỏ dòng cũ trước.")


class LinkDoesNotHold(CaicachError):
    """A link says what the two sets do not bear out."""

    code = "criteria.link_does_not_hold"
    sentence = _("Không ghi “{change}” được: {why}")
