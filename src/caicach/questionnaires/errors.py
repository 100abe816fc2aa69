"""What stands against a change of a questionnaire."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class NotDraft(CaicachError):
    """What was published stays as it is."""

    code = "questionnaires.not_draft"
    sentence = _("“{questionnaire}” đã công bố nên không sửa được. Hãy lập phiên bản mới.")


class NotPublished(CaicachError):
    """Only what is in use can be taken out of it or followed."""

    code = "questionnaires.not_published"
    sentence = _("“{questionnaire}” chưa công bố hoặc đã thu hồi.")


class EditionTaken(CaicachError):
    """Each edition of a form is there once."""

    code = "questionnaires.edition_taken"
    sentence = _("Phiếu mã “{form_id}” đã có phiên bản “{edition}”. Chọn tên phiên bản khác.")


class NotSound(CaicachError):
    """The change would leave a questionnaire that cannot be asked."""

    code = "questionnaires.not_sound"
    sentence = _("Không ghi: {why}")


class NoFormForOdk(CaicachError):
    """The converter of ODK has rules of its own."""

    code = "questionnaires.no_form_for_odk"
    sentence = _("Chưa làm được biểu mẫu cho ODK Collect. Bộ chuyển đổi báo: {why}")


class NothingToUndo(CaicachError):
    """A draft remembers its last change only."""

    code = "questionnaires.nothing_to_undo"
    sentence = _("Không còn thay đổi nào để hoàn tác.")
