"""Rules of plans that somebody's request would break."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class PlanNotDraft(CaicachError):
    """An issued version never changes."""

    code = "plans.not_draft"
    sentence = _(
        "“{plan}” không còn là dự thảo nên không sửa trực tiếp được. Hãy dùng “Đính chính” hoặc “Làm phiên bản mới”."
    )


class PlanAlreadyIssued(PlanNotDraft):
    code = "plans.already_issued"
    sentence = _("“{plan}” đã ban hành rồi. Hãy mở kế hoạch để xem; việc giao cho các cơ quan là bước tiếp theo.")


class PlanNotIssued(CaicachError):
    """Only a version in force is corrected, withdrawn or followed by a new one."""

    code = "plans.not_issued"
    sentence = _("“{plan}” không phải là phiên bản đang có hiệu lực. Hãy mở phiên bản mới nhất của kế hoạch.")


class PlanIsEmpty(CaicachError):
    code = "plans.is_empty"
    sentence = _("“{plan}” chưa có dòng nào nên chưa ban hành được. Hãy thêm nhiệm vụ rồi ban hành lại.")


class NumberTaken(CaicachError):
    """The same document of the same owner is there already."""

    code = "plans.number_taken"
    sentence = _("Văn bản số {number} năm {year} đã có trong hệ thống: “{plan}”. Hãy mở kế hoạch đó hoặc sửa lại số.")


class DraftInTheWay(CaicachError):
    """A series has one draft at a time."""

    code = "plans.draft_in_the_way"
    sentence = _("Đã có dự thảo phiên bản {number} của kế hoạch này. Hãy làm tiếp hoặc xóa dự thảo đó trước.")


class UndoTooLate(CaicachError):
    """An issue is withdrawn within 24 hours or not at all."""

    code = "plans.undo_too_late"
    sentence = _(
        "Đã quá 24 giờ kể từ lúc ban hành ({at}) nên không thu hồi được. Chỗ đọc sai hãy sửa bằng “Đính chính”."
    )


class SomethingEntered(CaicachError):
    """An agency has begun: what it entered is not thrown away."""

    code = "plans.something_entered"
    sentence = _("Đã có cơ quan nhập kết quả nên không thu hồi được. Chỗ đọc sai hãy sửa bằng “Đính chính”.")


class NothingCorrected(CaicachError):
    code = "plans.nothing_corrected"
    sentence = _("Giá trị mới giống hệt giá trị cũ ở dòng “{row}”. Hãy nhập giá trị đúng rồi lưu lại.")


class MoveImpossible(CaicachError):
    """A row cannot go there: it is the first, the last, or would be its own parent."""

    code = "plans.move_impossible"
    sentence = _("Không chuyển được dòng “{row}” theo hướng này. Hãy chọn hướng khác.")


class AgencyPlanThere(CaicachError):
    """An agency cascades a plan of the province once."""

    code = "plans.agency_plan_there"
    sentence = _("Cơ quan đã có kế hoạch cụ thể hóa: “{plan}”. Hãy mở kế hoạch đó để soạn tiếp.")


class NothingToCascade(CaicachError):
    code = "plans.nothing_to_cascade"
    sentence = _(
        "Kế hoạch của tỉnh không có dòng nào giao cho {agency} theo lựa chọn này. Hãy chọn thêm dòng phối hợp."
    )


class ProvinceMissing(CaicachError):
    """A plan of the province needs the province's authority in the register."""

    code = "plans.province_missing"
    sentence = _("Danh mục cơ quan chưa có UBND tỉnh nên chưa lập được kế hoạch của tỉnh. Hãy thêm UBND tỉnh trước.")
