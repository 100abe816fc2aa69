"""What the codes of the audit trail mean, in the words of the province."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caicach.work.history import EVENT_WORDS as WORK_WORDS

ROOMS: dict[str, str | Promise] = {
    "work": _("thực hiện"),
    "plans": _("kế hoạch"),
    "criteria": _("bộ tiêu chí"),
    "agencies": _("cơ quan"),
    "people": _("người dùng"),
    "intake": _("nhập văn bản"),
    "files": _("tệp"),
    "jobs": _("tác vụ"),
    "operation": _("vận hành"),
}
WORDS: dict[str, str | Promise] = {
    **WORK_WORDS,
    "agencies.agency_changed": _("sửa thông tin cơ quan"),
    "agencies.agency_created": _("thêm cơ quan"),
    "agencies.agency_renamed": _("đổi tên cơ quan"),
    "agencies.domain_changed": _("sửa lĩnh vực"),
    "agencies.domain_created": _("thêm lĩnh vực"),
    "agencies.group_added": _("thêm nhóm cơ quan"),
    "agencies.group_changed": _("sửa nhóm cơ quan"),
    "agencies.imported": _("nhập danh mục cơ quan"),
    "agencies.lead_ended": _("kết thúc phụ trách lĩnh vực"),
    "agencies.lead_set": _("giao phụ trách lĩnh vực"),
    "agencies.member_added": _("thêm cơ quan vào nhóm"),
    "agencies.member_ended": _("đưa cơ quan ra khỏi nhóm"),
    "agencies.membership_added": _("giao vai trò"),
    "agencies.membership_ended": _("kết thúc vai trò"),
    "agencies.name_added": _("thêm tên cơ quan"),
    "agencies.name_ended": _("kết thúc tên cơ quan"),
    "agencies.succeeded": _("ghi việc kế thừa giữa các cơ quan"),
    "files.file_stored": _("lưu tệp"),
    "intake.decided": _("trả lời câu hỏi khi nhập văn bản"),
    "intake.decision_undone": _("bỏ câu trả lời khi nhập văn bản"),
    "intake.run_abandoned": _("bỏ lượt nhập văn bản"),
    "intake.run_begun": _("bắt đầu nhập văn bản"),
    "intake.run_ended": _("kết thúc lượt nhập văn bản"),
    "intake.run_finished": _("nhập xong văn bản"),
    "intake.run_read": _("đọc xong văn bản"),
    "jobs.job_asked": _("yêu cầu tác vụ"),
    "jobs.job_cancelled": _("hủy tác vụ"),
    "jobs.job_failed": _("tác vụ không xong"),
    "people.invitation_made": _("tạo liên kết mời"),
    "people.invitation_redeemed": _("dùng liên kết mời"),
    "people.invitation_withdrawn": _("thu hồi liên kết mời"),
    "people.password_changed": _("đổi mật khẩu"),
    "people.recovery_codes_made": _("tạo mã dự phòng"),
    "criteria.set_read_in": _("nhập bộ tiêu chí"),
    "criteria.set_copied": _("chép bộ tiêu chí"),
    "criteria.facts_changed": _("sửa thông tin chung của bộ tiêu chí"),
    "criteria.criterion_changed": _("sửa tiêu chí"),
    "criteria.criterion_added": _("thêm tiêu chí"),
    "criteria.criterion_moved": _("chuyển chỗ tiêu chí"),
    "criteria.criterion_removed": _("bỏ tiêu chí"),
    "criteria.crosswalk_begun": _("bắt đầu đối chiếu hai bộ tiêu chí"),
    "criteria.crosswalk_read_in": _("nhập bảng đối chiếu"),
    "criteria.links_confirmed": _("xác nhận dòng đối chiếu"),
    "criteria.link_removed": _("bỏ dòng đối chiếu"),
    "criteria.change_undone": _("hoàn tác thay đổi của bộ tiêu chí"),
    "criteria.set_issued": _("ban hành bộ tiêu chí"),
    "criteria.set_withdrawn": _("thu hồi bộ tiêu chí"),
    "criteria.set_discarded": _("bỏ dự thảo bộ tiêu chí"),
    "people.second_factor_activated": _("bật xác thực hai lớp"),
    "people.second_factor_deactivated": _("tắt xác thực hai lớp"),
    "people.second_factor_reset": _("bỏ xác thực hai lớp đã mất, trên máy chủ"),
    "people.person_deactivated": _("ngừng tài khoản"),
    "people.person_entered": _("thêm người dùng"),
    "people.person_reactivated": _("mở lại tài khoản"),
    "people.profile_changed": _("sửa hồ sơ người dùng"),
    "people.session_ended": _("đăng xuất một máy khác"),
    "people.signed_in": _("đăng nhập"),
    "plans.cascaded": _("lập kế hoạch của cơ quan từ kế hoạch tỉnh"),
    "plans.corrected": _("đính chính kế hoạch"),
    "plans.draft_begun": _("bắt đầu soạn kế hoạch"),
    "plans.draft_discarded": _("bỏ dự thảo kế hoạch"),
    "plans.draft_read": _("lập dự thảo từ văn bản"),
    "plans.head_changed": _("sửa thông tin kế hoạch"),
    "plans.issue_withdrawn": _("thu hồi việc ban hành"),
    "plans.issued": _("ban hành kế hoạch"),
    "plans.row_added": _("thêm dòng kế hoạch"),
    "plans.row_changed": _("sửa dòng kế hoạch"),
    "plans.row_linked": _("nối dòng với kế hoạch tỉnh"),
    "plans.row_moved": _("chuyển chỗ dòng kế hoạch"),
    "plans.row_removed": _("bỏ dòng kế hoạch"),
    "plans.rows_pasted": _("dán các dòng kế hoạch"),
    "plans.rows_restored": _("khôi phục dòng kế hoạch"),
    "plans.version_begun": _("bắt đầu bản mới của kế hoạch"),
}


def words_for(code: str) -> str:
    """The words for an event; the code itself where a room has given none."""
    return str(WORDS.get(code, code))


def room_of(code: str) -> str:
    """The room an event comes from, in words."""
    room = code.split(".", 1)[0]
    return str(ROOMS.get(room, room))
