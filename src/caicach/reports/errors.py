"""Rules about reports that somebody may break."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class NotOfTheAgency(CaicachError):
    code = "reports.not_of_the_agency"
    sentence = _("{person} không làm việc ở {agency} hôm nay nên chưa giao được mục “{section}”. Hãy chọn người khác.")


class RoundNotYet(CaicachError):
    """A round opens once its period is over: before that its figures would still change."""

    code = "reports.round_not_yet"
    sentence = _("Kỳ báo cáo đến hết ngày {last} mới kết thúc. Mở từ ngày hôm sau, khi số liệu đã chốt.")


class NoKinds(CaicachError):
    """The kinds of reports were not loaded."""

    code = "reports.no_kinds"
    sentence = _("Chưa có loại báo cáo nào. Người quản trị máy chủ hãy chạy lệnh caicach load-report-kinds.")


class IndicatorsMissing(CaicachError):
    """The outline names an indicator that the ledger does not have."""

    code = "reports.indicators_missing"
    sentence = _("Sổ số liệu chưa có chỉ số {codes}. Người quản trị máy chủ hãy chạy lệnh caicach load-indicators.")


class SectionLocked(CaicachError):
    """A signed section changes only after it was sent back or reopened."""

    code = "reports.section_locked"
    sentence = _("Mục “{section}” đã ký nên không sửa được. Cần sửa thì đề nghị Sở Nội vụ trả lại hoặc mở lại.")


class PartSigned(CaicachError):
    """A part is signed once."""

    code = "reports.part_signed"
    sentence = _("Phần báo cáo của {agency} đã ký và gửi.")


class PartNotSigned(CaicachError):
    """What was not sent can be neither sent back nor reopened."""

    code = "reports.part_not_signed"
    sentence = _("{agency} chưa gửi phần báo cáo này nên chưa có gì để trả lại hoặc mở lại.")


class PartNotComplete(CaicachError):
    """A part is signed when every open section has words."""

    code = "reports.part_not_complete"
    sentence = _("Còn {count} mục chưa có nội dung: {sections}. Không có gì để báo cáo thì ghi “Không”.")


class NoReason(CaicachError):
    """A changed number, a return and a reopening say why."""

    code = "reports.no_reason"
    sentence = _("Hãy ghi lý do.")


class NothingChosen(CaicachError):
    """A return names the sections that come back."""

    code = "reports.nothing_chosen"
    sentence = _("Chọn ít nhất một mục và ghi ý kiến cho mục đó.")


class WrongNumbers(CaicachError):
    """A ratio has two counts, a value one number; a part is no more than its whole."""

    code = "reports.wrong_numbers"
    sentence = _("“{indicator}” cần {needed}. Chưa biết thì để nguyên, đừng ghi 0.")
