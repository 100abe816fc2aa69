"""Rules of cascading that somebody's request would break."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class AgencyPlanThere(CaicachError):
    """An agency cascades a plan of the province once."""

    code = "plans.agency_plan_there"
    sentence = _("Cơ quan đã có kế hoạch cụ thể hóa: “{plan}”. Hãy mở kế hoạch đó để soạn tiếp.")


class NothingToCascade(CaicachError):
    code = "plans.nothing_to_cascade"
    sentence = _(
        "Kế hoạch của tỉnh không có dòng nào giao cho {agency} theo lựa chọn này. Hãy chọn thêm dòng phối hợp."
    )
