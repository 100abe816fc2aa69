"""Rules about crosswalks that somebody may break."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


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
