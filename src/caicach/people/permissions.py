"""The table of grants: what each role may do. A jurist can read it; every check in the site comes from it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person is in an agency, from a day to a day."""

    STAFF = "staff", _("công chức")
    FOCAL_POINT = "focal_point", _("đầu mối cải cách hành chính")
    AGENCY_HEAD = "agency_head", _("thủ trưởng cơ quan")
    APPRAISER = "appraiser", _("thẩm định viên")
    COORDINATOR = "coordinator", _("điều phối viên Sở Nội vụ")
    LEADER = "leader", _("lãnh đạo tỉnh")
    INSPECTOR = "inspector", _("người kiểm tra")
    SURVEY_MANAGER = "survey_manager", _("người quản lý khảo sát")
    AUDITOR = "auditor", _("kiểm soát viên nhật ký")
    SYSADMIN = "sysadmin", _("quản trị hệ thống")


class Permission(models.TextChoices):
    """One act on one kind of thing."""

    PLAN_VIEW = "plan.view", _("xem kế hoạch")
    PLAN_DRAFT = "plan.draft", _("soạn kế hoạch")
    PLAN_ISSUE = "plan.issue", _("ban hành, giao việc, đính chính")
    AGENCY_PLAN_DRAFT = "agency_plan.draft", _("soạn kế hoạch của cơ quan")
    AGENCY_PLAN_ISSUE = "agency_plan.issue", _("ban hành kế hoạch của cơ quan")
    ASSIGNMENT_VIEW = "assignment.view", _("xem nhiệm vụ được giao")
    ASSIGNMENT_REPORT = "assignment.report", _("cập nhật tiến độ")
    ASSIGNMENT_SUBMIT = "assignment.submit", _("gửi kết quả")
    ASSIGNMENT_CONFIRM = "assignment.confirm", _("xác nhận hoặc trả lại kết quả")
    ASSIGNMENT_HAND_OUT = "assignment.hand_out", _("giao việc cho phòng, cho người")
    OBSTACLE_ANSWER = "obstacle.answer", _("trả lời vướng mắc gửi đến cơ quan")
    REQUEST_DECIDE = "request.decide", _("quyết định đề nghị gia hạn, hỗ trợ")
    ASSIGNMENT_URGE = "assignment.urge", _("đôn đốc")
    NOTICE_WATCH = "notice.watch", _("xem thư đã gửi cho ai")
    DOCUMENT_VIEW = "document.view", _("xem sổ văn bản")
    DOCUMENT_REGISTER = "document.register", _("vào sổ văn bản, tài liệu kiểm chứng")
    TEMPLATE_EDIT = "template.edit", _("sửa mẫu văn bản")
    CRITERIA_VIEW = "criteria.view", _("xem bộ tiêu chí")
    CRITERIA_DRAFT = "criteria.draft", _("nhập, ban hành bộ tiêu chí")
    ASSESSMENT_VIEW = "assessment.view", _("xem kết quả tự đánh giá, thẩm định")
    ASSESSMENT_FILL = "assessment.fill", _("tự chấm điểm, giải trình")
    ASSESSMENT_SIGN = "assessment.sign", _("ký, gửi bản tự đánh giá")
    APPRAISAL_DO = "appraisal.do", _("thẩm định điểm")
    APPEAL_DECIDE = "appeal.decide", _("quyết định về giải trình")
    ROUND_MANAGE = "round.manage", _("tổ chức đợt đánh giá")
    ROUND_REOPEN = "round.reopen", _("quyết định mở lại đợt đã chốt")
    OUTSIDE_SCORE_ENTER = "outside_score.enter", _("nhập điểm khảo sát, điểm từ bên ngoài")
    QUESTIONNAIRE_WRITE = "questionnaire.write", _("soạn, công bố phiếu khảo sát")
    SAMPLE_DRAW = "sample.draw", _("lập khung mẫu, rút mẫu khảo sát")
    MEETING_VIEW = "meeting.view", _("xem cuộc họp được mời")
    MEETING_MANAGE = "meeting.manage", _("chuẩn bị cuộc họp, ghi kết luận")
    FIGURE_VIEW = "figure.view", _("xem số liệu")
    FIGURE_WRITE = "figure.write", _("nhập số liệu")
    FIGURE_FREEZE = "figure.freeze", _("chốt, đính chính số liệu")
    TARGET_TELL = "target.tell", _("nhập giá trị chỉ tiêu của kế hoạch")
    REPORT_VIEW = "report.view", _("xem phần báo cáo")
    REPORT_FILL = "report.fill", _("viết phần báo cáo của cơ quan")
    REPORT_SIGN = "report.sign", _("ký, gửi phần báo cáo của cơ quan")
    REPORT_MANAGE = "report.manage", _("mở đợt báo cáo, trả lại, mở lại")
    REPORT_CONSOLIDATE = "report.consolidate", _("tổng hợp báo cáo")
    REPORT_APPROVE = "report.approve", _("ký báo cáo của tỉnh")
    PUBLICATION_VIEW = "publication.view", _("xem kết quả đã công bố")
    PUBLICATION_PREPARE = "publication.prepare", _("chuẩn bị, đính chính công bố")
    PUBLICATION_APPROVE = "publication.approve", _("phê duyệt công bố")
    AGENCY_MANAGE = "agency.manage", _("quản lý danh mục cơ quan")
    DELEGATION_GIVE = "delegation.give", _("giao người làm thay cho người vắng")
    PERSON_MANAGE = "person.manage", _("quản lý người dùng")
    SCAN_VIEW = "scan.view", _("xem việc quét vi-rút")
    AUDIT_VIEW = "audit.view", _("xem nhật ký hệ thống")
    DASHBOARD_VIEW = "dashboard.view", _("xem điều hành")


class Scope(models.TextChoices):
    """Over which agencies a role's grants reach."""

    OWN = "own", _("cơ quan của mình và đơn vị trực thuộc")
    PROVINCE = "province", _("toàn tỉnh")


P = Permission
_PUBLIC = {P.PLAN_VIEW, P.CRITERIA_VIEW, P.PUBLICATION_VIEW}
_READING = _PUBLIC | {P.ASSIGNMENT_VIEW, P.FIGURE_VIEW}
_ASSESSED = _READING | {P.ASSESSMENT_VIEW, P.REPORT_VIEW}
_REGISTER = {P.DOCUMENT_VIEW, P.DOCUMENT_REGISTER}
_DOING = (
    _ASSESSED
    | _REGISTER
    | {P.ASSIGNMENT_REPORT, P.ASSIGNMENT_SUBMIT, P.ASSIGNMENT_HAND_OUT, P.AGENCY_PLAN_DRAFT}
    | {P.ASSESSMENT_FILL, P.OBSTACLE_ANSWER, P.REPORT_FILL, P.REPORT_CONSOLIDATE, P.MEETING_VIEW}
    | {P.TARGET_TELL}
)

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.STAFF: frozenset(_ASSESSED | _REGISTER | {P.ASSIGNMENT_REPORT}),
    Role.FOCAL_POINT: frozenset(_DOING),
    Role.AGENCY_HEAD: frozenset(_DOING | {P.AGENCY_PLAN_ISSUE, P.ASSESSMENT_SIGN, P.REPORT_SIGN, P.DELEGATION_GIVE}),
    Role.APPRAISER: frozenset(_ASSESSED | {P.APPRAISAL_DO, P.APPEAL_DECIDE}),
    Role.COORDINATOR: frozenset(
        _ASSESSED
        | _REGISTER
        | {P.PLAN_DRAFT, P.PLAN_ISSUE, P.ASSIGNMENT_CONFIRM, P.CRITERIA_DRAFT}
        | {P.ROUND_MANAGE, P.OUTSIDE_SCORE_ENTER, P.APPEAL_DECIDE, P.PUBLICATION_PREPARE}
        | {P.FIGURE_WRITE, P.FIGURE_FREEZE, P.REPORT_MANAGE, P.REPORT_CONSOLIDATE, P.TARGET_TELL}
        | {P.OBSTACLE_ANSWER, P.REQUEST_DECIDE}
        | {P.AGENCY_MANAGE, P.PERSON_MANAGE, P.DASHBOARD_VIEW}
        | {P.ASSIGNMENT_URGE, P.NOTICE_WATCH, P.TEMPLATE_EDIT}
        | {P.MEETING_VIEW, P.MEETING_MANAGE, P.SAMPLE_DRAW, P.QUESTIONNAIRE_WRITE}
    ),
    Role.LEADER: frozenset(
        _ASSESSED
        | {P.DOCUMENT_VIEW, P.DASHBOARD_VIEW, P.PUBLICATION_APPROVE, P.ROUND_REOPEN}
        | {P.ASSIGNMENT_URGE, P.REPORT_APPROVE, P.MEETING_VIEW}
    ),
    Role.INSPECTOR: frozenset(_ASSESSED | {P.DOCUMENT_VIEW, P.DASHBOARD_VIEW, P.AUDIT_VIEW, P.MEETING_VIEW}),
    Role.SURVEY_MANAGER: frozenset(_PUBLIC | {P.OUTSIDE_SCORE_ENTER, P.SAMPLE_DRAW, P.QUESTIONNAIRE_WRITE}),
    Role.AUDITOR: frozenset(_PUBLIC | {P.AUDIT_VIEW}),
    Role.SYSADMIN: frozenset(
        {P.AGENCY_MANAGE, P.PERSON_MANAGE, P.AUDIT_VIEW, P.SCAN_VIEW, P.NOTICE_WATCH} | {P.DELEGATION_GIVE}
    ),
}

SCOPES: dict[Role, Scope] = {
    Role.STAFF: Scope.OWN,
    Role.FOCAL_POINT: Scope.OWN,
    Role.AGENCY_HEAD: Scope.OWN,
    Role.APPRAISER: Scope.PROVINCE,
    Role.COORDINATOR: Scope.PROVINCE,
    Role.LEADER: Scope.PROVINCE,
    Role.INSPECTOR: Scope.PROVINCE,
    Role.SURVEY_MANAGER: Scope.PROVINCE,
    Role.AUDITOR: Scope.PROVINCE,
    Role.SYSADMIN: Scope.PROVINCE,
}

PRIVILEGED = frozenset({Role.COORDINATOR, Role.APPRAISER, Role.LEADER, Role.SYSADMIN})
"""Roles that must sign in with a second factor outside the demonstration."""


def roles_with(permission: Permission, *, scope: Scope | None = None) -> list[Role]:
    """The roles that hold a permission, all of them or those of one scope."""
    return [role for role, held in GRANTS.items() if permission in held and scope in (None, SCOPES[role])]
