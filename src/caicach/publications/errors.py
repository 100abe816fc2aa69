"""The rules of publishing that somebody may break."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class RoundNotClosed(CaicachError):
    code = "publications.round_not_closed"
    sentence = _("“{round}” chưa chốt nên chưa công bố được. Hãy chốt đợt trước.")


class AlreadyPrepared(CaicachError):
    code = "publications.already_prepared"
    sentence = _("“{round}” đã có bản công bố chờ duyệt. Muốn chuẩn bị lại, hãy bỏ bản đó trước.")


class BeingPrepared(CaicachError):
    """One preparation of a round at a time."""

    code = "publications.being_prepared"
    sentence = _(
        "“{round}” đang được {who} chuẩn bị công bố với thông tin khác. Hãy chờ xong, hoặc dừng tác vụ đó rồi làm lại."
    )


class RoundChanged(CaicachError):
    """What was computed is of a round as it no longer is."""

    code = "publications.round_changed"
    sentence = _(
        "“{round}” đã mở lại hoặc thay đổi trong khi đang tính, nên chưa ghi gì. "
        "Hãy xem lại đợt, chốt nếu cần, rồi chuẩn bị công bố lại."
    )


class CorrectionNeedsReason(CaicachError):
    code = "publications.correction_needs_reason"
    sentence = _("“{round}” đã công bố rồi: đây là bản đính chính, hãy ghi vì sao.")


class NotWaiting(CaicachError):
    code = "publications.not_waiting"
    sentence = _("Bản công bố này không còn chờ duyệt.")


class NotPublished(CaicachError):
    code = "publications.not_published"
    sentence = _("Bản công bố này chưa được duyệt.")


class DecisionKnown(CaicachError):
    code = "publications.decision_known"
    sentence = _("Số quyết định {number} đã ghi và không sửa được nữa.")


class OwnPreparation(CaicachError):
    """Publishing takes two people."""

    code = "publications.own_preparation"
    sentence = _("Bạn đã chuẩn bị bản công bố này nên người khác phải duyệt.")


class HasScored(CaicachError):
    """Who has given a score does not approve the result."""

    code = "publications.has_scored"
    sentence = _("Bạn đã cho điểm trong đợt này nên người khác phải duyệt công bố.")


class LookAgain(CaicachError):
    """What was prepared is no longer what would be computed now."""

    code = "publications.look_again"
    sentence = _(
        "Kết quả tính lại bây giờ khác bản đang chờ duyệt: có điều gì đó đã thay đổi. "
        "Hãy bỏ bản này, chuẩn bị lại và xem lại trước khi duyệt."
    )


class OtherBundle(CaicachError):
    code = "publications.other_bundle"
    sentence = _("Bản bạn xem không còn là bản đang chờ duyệt. Hãy xem lại trang này rồi duyệt.")


class NothingToPublish(CaicachError):
    code = "publications.nothing_to_publish"
    sentence = _("“{round}” không có cơ quan nào để công bố.")
