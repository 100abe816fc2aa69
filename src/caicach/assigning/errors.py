"""The rules of handing a plan to agencies that a user may break."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class PlanNotIssued(CaicachError):
    code = "work.plan_not_issued"
    sentence = _("Kế hoạch này chưa ban hành nên chưa giao việc được. Hãy ban hành kế hoạch trước.")


class AlreadyAssigned(CaicachError):
    code = "work.already_assigned"
    sentence = _("Kế hoạch này đã giao việc ngày {on:%d/%m/%Y}. Các cơ quan đã thấy việc của mình.")


class NotAssigned(CaicachError):
    code = "work.not_assigned"
    sentence = _("Kế hoạch này chưa giao việc nên không có gì để thu hồi. Hãy tải lại trang.")


class NothingToAssign(CaicachError):
    code = "work.nothing_to_assign"
    sentence = _("Kế hoạch chưa có dòng nào ghi cơ quan thực hiện. Hãy bổ sung cơ quan chủ trì rồi giao việc.")


class WorkBegun(CaicachError):
    code = "work.begun"
    sentence = _("Đã có {count} việc được cơ quan cập nhật. Không thu hồi được; hãy đính chính từng dòng.")
