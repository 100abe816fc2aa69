"""Rules of plans that somebody's request would break."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class PlanNotDraft(CaicachError):
    """An issued version never changes."""

    code = "plans.not_draft"
    sentence = _(
        "“{plan}” không còn là dự thảo nên không sửa trực tiếp được. Hãy dùng “Đính chính” hoặc “Làm phiên bản mới”."
    )


class PlanNotIssued(CaicachError):
    """Only a version in force is corrected, withdrawn or followed by a new one."""

    code = "plans.not_issued"
    sentence = _("“{plan}” không phải là phiên bản đang có hiệu lực. Hãy mở phiên bản mới nhất của kế hoạch.")


class NumberTaken(CaicachError):
    """The same document of the same owner is there already."""

    code = "plans.number_taken"
    sentence = _("Văn bản số {number} năm {year} đã có trong hệ thống: “{plan}”. Hãy mở kế hoạch đó hoặc sửa lại số.")


class DraftInTheWay(CaicachError):
    """A series has one draft at a time."""

    code = "plans.draft_in_the_way"
    sentence = _("Đã có dự thảo phiên bản {number} của kế hoạch này. Hãy làm tiếp hoặc xóa dự thảo đó trước.")


class ProvinceMissing(CaicachError):
    """A plan of the province needs the province's authority in the register."""

    code = "plans.province_missing"
    sentence = _("Danh mục cơ quan chưa có UBND tỉnh nên chưa lập được kế hoạch của tỉnh. Hãy thêm UBND tỉnh trước.")
