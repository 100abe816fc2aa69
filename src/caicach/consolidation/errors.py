"""What can be wrong with consolidating reports."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class NoCoordinator(CaicachError):
    """One agency puts the whole report together: the one in which the coordinator works."""

    code = "consolidation.no_coordinator"
    sentence = _(
        "Chưa biết cơ quan nào tổng hợp toàn báo cáo: ngày {on} không có, hoặc có nhiều cơ quan có điều phối viên. "
        "Hãy kiểm tra vai trò trong danh mục người dùng."
    )


class NotInTheKind(CaicachError):
    """The data of the kind say which level consolidates."""

    code = "consolidation.not_in_the_kind"
    sentence = _("Loại báo cáo này không có cấp tổng hợp. Người quản trị máy chủ chạy lệnh caicach load-report-kinds.")


class ReportSigned(CaicachError):
    """What is signed changes only after it was reopened."""

    code = "consolidation.report_signed"
    sentence = _("Báo cáo tổng hợp đã ký nên không sửa được. Cần sửa thì mở lại và ghi lý do.")


class ReportNotSigned(CaicachError):
    """What was not signed can be neither reopened nor closed."""

    code = "consolidation.report_not_signed"
    sentence = _("Báo cáo tổng hợp chưa ký.")


class ReportClosed(CaicachError):
    """A closed report is reopened first."""

    code = "consolidation.report_closed"
    sentence = _("Báo cáo đã đóng; bản đã ký nằm trong sổ văn bản.")


class SectionsBlank(CaicachError):
    """A report is signed when every section has words."""

    code = "consolidation.sections_blank"
    sentence = _("Còn {count} mục chưa có nội dung: {sections}. Không có gì để báo cáo thì ghi “Không”.")


class ContradictionsOpen(CaicachError):
    """A report is signed when every contradiction is repaired or answered."""

    code = "consolidation.contradictions_open"
    sentence = _("Còn {count} mâu thuẫn chưa xử lý. Sửa chữ hoặc ghi lý do cho từng mâu thuẫn rồi mới ký.")


class NothingPicked(CaicachError):
    """Picking names at least one sentence."""

    code = "consolidation.nothing_picked"
    sentence = _("Chọn ít nhất một câu để đưa vào.")


class NoNumber(CaicachError):
    """A sentence about a number needs one: what no agency has is missing, not 0."""

    code = "consolidation.no_number"
    sentence = _("Chưa cơ quan nào có số này nên chưa có gì để chèn.")


class SourceMoved(CaicachError):
    """The words of a source have changed since the page was opened."""

    code = "consolidation.source_moved"
    sentence = _("Phần của {agency} đã thay đổi từ lúc mở trang. Xem lại rồi chọn.")


class PassageGone(CaicachError):
    """Somebody else has taken the paragraph away."""

    code = "consolidation.passage_gone"
    sentence = _("Đoạn này không còn trong mục; có người vừa sửa. Mở lại mục để xem.")


class NothingToUndo(CaicachError):
    """There is no act left to take back."""

    code = "consolidation.nothing_to_undo"
    sentence = _("Không còn bước nào để hoàn tác.")


class NoReason(CaicachError):
    """A typed total, an answer and a reopening say why."""

    code = "consolidation.no_reason"
    sentence = _("Hãy ghi lý do.")


class NoSuchContradiction(CaicachError):
    """What was repaired meanwhile needs no answer."""

    code = "consolidation.no_such_contradiction"
    sentence = _("Mâu thuẫn này không còn: có người đã sửa. Mở lại danh sách để xem.")


class NotBuilt(CaicachError):
    """There is no Word file yet, or the text has changed since."""

    code = "consolidation.not_built"
    sentence = _("Chưa có tệp Word của bản hiện tại. Hãy lập tệp trước.")
