"""Whatever changes a row is opened twice and saved twice: the second is told, keeps its words and can go on.

Every address that takes a form stands in one of the tables below; a new one fails the first test until it does.
"""

import re
from dataclasses import dataclass, field

import lxml.html
import pytest
from django.db import transaction

from caicach.agencies.models import Agency
from caicach.amendments.models import Amendment
from caicach.assessments.models import Assessment, Entry, Round
from caicach.audit.models import AuditEvent
from caicach.comments.models import Comment, CommentCall
from caicach.consolidation.models import ConsolidatedSection, Consolidation
from caicach.criteria.models import CriteriaSet, Crosswalk
from caicach.delegations.models import Delegation
from caicach.files.models import Document
from caicach.meetings.models import Meeting
from caicach.notes.models import Note
from caicach.obstacles.models import DutyRequest, Obstacle
from caicach.people.models import User
from caicach.plans.models import Plan, PlanItem
from caicach.publications.models import Publication
from caicach.questionnaires.models import Questionnaire
from caicach.reports.models import PartFigure, PartSection, ReportPart
from caicach.rounds.models import Reopening
from caicach.samples.models import SampledUnit
from caicach.targets.models import Gauge
from caicach.work.models import Assignment
from tests.permissions.table import cases

pytestmark = pytest.mark.django_db

HEAD, COORDINATOR, SYSADMIN = "agency_head", "coordinator", "sysadmin"
APPRAISER, FOCAL_POINT = "appraiser", "focal_point"
CARRIES_A_VERSION = re.compile(r"(^|-)(version|seen|tokens|duty)$")


@dataclass(frozen=True)
class Edit:
    """A form with words in it: who fills it in, about what, on which page, and what the two of them write.

    theirs: what of the first one's words the second must be shown; by default all of them.
    """

    role: str
    thing: str
    first: dict[str, str]
    second: dict[str, str]
    page: str = ""
    theirs: tuple[str, ...] | None = None
    also: dict[str, str] = field(default_factory=dict)


EDITS = {
    "meetings:meeting_edit": Edit(
        COORDINATOR,
        "own agency's meeting",
        {"title": "Họp một", "place": "Phòng một"},
        {"title": "Họp hai"},
        theirs=("Họp một",),
    ),
    "meetings:minutes": Edit(COORDINATOR, "own agency's meeting", {"text": "Biên bản một"}, {"text": "Biên bản hai"}),
    "meetings:agenda_edit": Edit(
        COORDINATOR, "own agency's meeting", {"title": "Nội dung một"}, {"title": "Nội dung hai"}
    ),
    "documentregister:document_edit": Edit(
        FOCAL_POINT, "own agency's document", {"title": "Tên một", "number": "1/BC"}, {"title": "Tên hai"}
    ),
    "people:profile": Edit("staff", "", {"full_name": "Lê Thị Trước"}, {"full_name": "Lê Thị Sau", "position": "Phó"}),
    "agencies:agency_change": Edit(SYSADMIN, "own agency's entry", {"name": "Sở Một"}, {"name": "Sở Hai"}),
    "agencies:agency_rename": Edit(
        SYSADMIN,
        "own agency's entry",
        {"name": "Sở Một", "on": "01/02/2026", "legal_basis": "Nghị quyết 1"},
        {"name": "Sở Hai", "on": "01/03/2026", "legal_basis": "Nghị quyết 2"},
        theirs=("Sở Một",),
    ),
    "agencies:name_add": Edit(
        SYSADMIN, "own agency's entry", {"text": "Tên một"}, {"text": "Tên hai"}, page="agencies:agency_detail"
    ),
    "agencies:name_end": Edit(SYSADMIN, "the register", {"on": "01/02/2026"}, {"on": "01/03/2026"}, theirs=()),
    "groupings:group_change": Edit(SYSADMIN, "the register", {"name": "Nhóm một"}, {"name": "Nhóm hai"}),
    "groupings:member_add": Edit(
        SYSADMIN, "the register", {"agency": "so-y-te"}, {"agency": "so-ct"}, "groupings:group_detail", ("Sở Y tế",)
    ),
    "groupings:member_end": Edit(SYSADMIN, "the register", {"on": "01/02/2026"}, {"on": "01/03/2026"}, theirs=()),
    "groupings:domain_change": Edit(SYSADMIN, "the register", {"name": "Lĩnh vực một"}, {"name": "Lĩnh vực hai"}),
    "groupings:lead_set": Edit(
        SYSADMIN,
        "the register",
        {"agency": "so-ct", "valid_from": "01/02/2027", "source": "Quyết định 1"},
        {"agency": "so-y-te", "valid_from": "01/03/2027", "source": "Quyết định 2"},
        "groupings:domain_detail",
        ("Quyết định 1",),
    ),
    "groupings:lead_end": Edit(SYSADMIN, "the register", {"on": "01/02/2026"}, {"on": "01/03/2026"}, theirs=()),
    "memberships:membership_add": Edit(
        SYSADMIN,
        "own agency's person",
        {"agency": "so-ct", "role": "inspector"},
        {"agency": "so-y-te", "role": "auditor"},
        "memberships:person_detail",
        ("Sở Công Thương",),
    ),
    "memberships:membership_end": Edit(
        SYSADMIN, "own agency's person", {"on": "01/02/2026"}, {"on": "01/03/2026"}, theirs=()
    ),
    "drafts:draft_facts": Edit(
        COORDINATOR, "a draft of a criteria set", {"name": "Bộ một"}, {"name": "Bộ hai", "issuer": "UBND tỉnh Sau"}
    ),
    "drafts:draft_grid": Edit(
        COORDINATOR, "a draft of a criteria set", {"name": "Tên một"}, {"name": "Tên hai", "max_score": "6"}
    ),
    "drafts:criterion_edit": Edit(
        COORDINATOR, "a draft of a criteria set", {"name": "Tên một"}, {"name": "Tên hai", "source": "Quyết định sau"}
    ),
    "plandrafts:draft_head": Edit(
        HEAD, "own agency's draft", {"title": "Tên thứ nhất"}, {"title": "Tên thứ hai", "signer": "Trần Văn Ký"}
    ),
    "plandrafts:item_edit": Edit(
        HEAD, "own agency's draft", {"title": "Nội dung một"}, {"title": "Nội dung hai", "deliverable": "Báo cáo hai"}
    ),
    "issuing:item_correct": Edit(
        COORDINATOR,
        "the province's plan in force",
        {"field": "note", "value": "Ghi chú một", "reason": "Đọc nhầm trang 1"},
        {"field": "note", "value": "Ghi chú hai", "reason": "Đọc nhầm trang 2"},
        theirs=("Ghi chú một",),
    ),
    "wizard:structure": Edit(
        HEAD,
        "own agency's import",
        {"title": "Tên thứ nhất", "number": "1/KH"},
        {"title": "Tên thứ hai"},
        theirs=("1/KH",),
    ),
    "rounds:round_setup": Edit(
        COORDINATOR, "a round in preparation", {"name": "Đợt thứ nhất"}, {"name": "Đợt thứ hai", "second_share": "9"}
    ),
    "rounds:unranked_set": Edit(
        COORDINATOR, "a round that runs", {"reason": "Lý do thứ nhất"}, {"reason": "Lý do thứ hai"}, theirs=()
    ),
    "selfassessments:entry_fill": Edit(
        HEAD,
        "own agency's assessment",
        {"a": "61", "claim_explanation": "Theo báo cáo số 1"},
        {"a": "62", "claim_explanation": "Theo báo cáo số 2"},
        "selfassessments:entry_detail",
    ),
    "appraisals:entry_change": Edit(
        APPRAISER,
        "other agency's assessment, signed",
        {"a": "41", "reason": "Lý do thứ nhất"},
        {"a": "42", "reason": "Lý do thứ hai"},
        "appraisals:entry_appraise",
        ("41",),
    ),
    "reports:section_edit": Edit(HEAD, "own agency's part", {"text": "Chữ thứ nhất"}, {"text": "Chữ thứ hai"}),
    "reports:figure_change": Edit(
        HEAD,
        "own agency's part",
        {"numerator": "61", "denominator": "100", "reason": "Lý do thứ nhất"},
        {"numerator": "62", "denominator": "100", "reason": "Lý do thứ hai"},
        theirs=("61", "Lý do thứ nhất"),
    ),
    "questionnaires:facts_edit": Edit(
        COORDINATOR, "a draft of a questionnaire", {"title": "Tên thứ nhất"}, {"title": "Tên thứ hai"}
    ),
    "questionnaires:parts_edit": Edit(
        COORDINATOR,
        "a draft of a questionnaire",
        {"lines": "# services: Một | One\naccess: Tiếp cận | Access\nresult: Kết quả | Result"},
        {"lines": "# services: Hai | Two\naccess: Tiếp cận | Access\nresult: Kết quả | Result"},
        theirs=("# services: Một",),
    ),
    "questionnaires:choices_edit": Edit(
        COORDINATOR,
        "a draft of a questionnaire",
        {"lines": "1: Kém | Bad\n2: Tạm | So so\n3: Tốt | Good"},
        {"lines": "1: Dở | Bad\n2: Tạm | So so\n3: Hay | Good"},
        theirs=("1: Kém",),
    ),
    "questionnaires:member_edit": Edit(
        COORDINATOR, "a draft of a questionnaire", {"label_vi": "Tuổi thứ nhất"}, {"label_vi": "Tuổi thứ hai"}
    ),
    "samples:outcome_tell": Edit(
        COORDINATOR, "a frame with a draw", {"note": "Ghi chú thứ nhất"}, {"note": "Ghi chú thứ hai"}
    ),
    "consolidation:passage_edit": Edit(
        COORDINATOR, "the whole report", {"text": "Chữ thứ nhất"}, {"text": "Chữ thứ hai"}
    ),
    "consolidation:total_type": Edit(
        HEAD,
        "own agency's consolidated report",
        {"numerator": "61", "denominator": "100", "reason": "Lý do thứ nhất"},
        {"numerator": "62", "denominator": "100", "reason": "Lý do thứ hai"},
        theirs=("61", "Lý do thứ nhất"),
    ),
    "consolidation:contradiction_answer": Edit(
        COORDINATOR, "the whole report", {"reason": "Lý do thứ nhất"}, {"reason": "Lý do thứ hai"}
    ),
    "comments:call_answer": Edit(
        HEAD, "the whole report", {"text_procedure": "Ý kiến thứ nhất"}, {"text_procedure": "Ý kiến thứ hai"}
    ),
    "comments:comment_decide": Edit(
        COORDINATOR, "the whole report", {"reply": "Giải trình một"}, {"reply": "Giải trình hai"}
    ),
    "targets:gauge_set": Edit(
        HEAD,
        "own agency's target",
        {"name": "Tỷ lệ thứ nhất", "aim": "91"},
        {"name": "Tỷ lệ thứ hai", "aim": "92"},
        theirs=("Tỷ lệ thứ nhất",),
    ),
    "duties:assignment_report": Edit(
        HEAD,
        "own agency's duty",
        {"text": "Đã gửi công văn số 1", "progress_percent": "50"},
        {"text": "Đã gửi công văn số 2", "progress_percent": "60"},
        "duties:assignment_detail",
        ("Đã gửi công văn số 1",),
    ),
    "obstacles:obstacle_answer": Edit(
        COORDINATOR,
        "own agency's obstacle",
        {"text": "Đã gửi công văn số 1"},
        {"text": "Đã gửi công văn số 2"},
        "obstacles:obstacle_detail",
    ),
    "duties:assignment_hand_out": Edit(
        HEAD,
        "own agency's duty",
        {"from_on": "01/02/2026", "person": "nguoi-so-y-te"},
        {"from_on": "01/03/2026", "person": "staff"},
        "duties:assignment_detail",
        (),
    ),
}
"""Forms in which people write; the second of two is answered with its own words and those of the first."""

BUTTONS = {
    "documentregister:document_withdraw": (FOCAL_POINT, "own agency's document", "documentregister:document_detail"),
    "memberships:person_deactivate": (SYSADMIN, "own agency's person", "memberships:person_detail"),
    "memberships:person_reactivate": (SYSADMIN, "somebody who was shut out", "memberships:person_detail"),
    "questionnaires:member_move": (COORDINATOR, "a draft of a questionnaire", "questionnaires:questionnaire_edit"),
    "questionnaires:member_drop": (COORDINATOR, "a draft of a questionnaire", "questionnaires:questionnaire_edit"),
    "questionnaires:change_undo": (
        COORDINATOR,
        "a changed draft of a questionnaire",
        "questionnaires:questionnaire_edit",
    ),
    "questionnaires:questionnaire_publish": (
        COORDINATOR,
        "a draft of a questionnaire",
        "questionnaires:questionnaire_detail",
    ),
    "questionnaires:questionnaire_discard": (
        COORDINATOR,
        "a draft of a questionnaire",
        "questionnaires:questionnaire_detail",
    ),
    "questionnaires:questionnaire_withdraw": (
        COORDINATOR,
        "a published questionnaire",
        "questionnaires:questionnaire_detail",
    ),
    "samples:reserve_call": (COORDINATOR, "one who refused", "samples:outcome_tell"),
    "notes:note_settle": (FOCAL_POINT, "own agency's part", "notes:note_detail"),
    "notes:note_reopen": (FOCAL_POINT, "own agency's done note", "notes:note_detail"),
    "reports:part_ready": (FOCAL_POINT, "own agency's part", "reports:part_check"),
    "reports:part_sign": (HEAD, "own agency's part", "reports:part_check"),
    "consolidation:report_ready": (FOCAL_POINT, "own agency's consolidated report", "consolidation:report_detail"),
    "consolidation:report_sign": (HEAD, "own agency's consolidated report", "consolidation:report_detail"),
    "consolidation:section_undo": (COORDINATOR, "the whole report", "consolidation:section_detail"),
    "consolidation:passage_shift": (COORDINATOR, "the whole report", "consolidation:section_detail"),
    "rounds:round_open": (COORDINATOR, "a round in preparation", "rounds:round_setup"),
    "rounds:round_discard": (COORDINATOR, "a round in preparation", "rounds:round_setup"),
    "selfassessments:assessment_ready": (FOCAL_POINT, "own agency's assessment", "selfassessments:assessment_check"),
    "selfassessments:assessment_sign": (HEAD, "own agency's assessment", "selfassessments:assessment_check"),
    "selfassessments:assessment_take_back": (
        HEAD,
        "own agency's assessment, signed",
        "selfassessments:assessment_detail",
    ),
    "appraisals:entry_accept": (APPRAISER, "other agency's assessment, signed", "appraisals:entry_appraise"),
    "appraisals:entry_agree": (HEAD, "own agency's assessment, with a difference", "appraisals:differences"),
    "criteria:set_issue": (COORDINATOR, "a draft of a criteria set", "criteria:set_detail"),
    "criteria:set_discard": (COORDINATOR, "a draft of a criteria set", "criteria:set_detail"),
    "publications:publication_discard": (
        COORDINATOR,
        "a result that waits for a leader",
        "publications:publication_detail",
    ),
    "criteria:set_withdraw": (COORDINATOR, "a criteria set in force", ""),
    "crosswalks:crosswalk_confirm": (COORDINATOR, "a crosswalk", "crosswalks:crosswalk_detail"),
    "crosswalks:link_remove": (COORDINATOR, "a crosswalk", "crosswalks:crosswalk_detail"),
    "drafts:draft_undo": (COORDINATOR, "a draft of a criteria set", "drafts:draft"),
    "drafts:criterion_move": (COORDINATOR, "a draft of a criteria set", "drafts:draft"),
    "drafts:criterion_remove": (COORDINATOR, "a draft of a criteria set", "drafts:draft"),
    "issuing:plan_issue": (HEAD, "own agency's draft", ""),
    "amendments:amendment_issue": (COORDINATOR, "a draft that amends the province's plan", ""),
    "amendments:document_link": (
        COORDINATOR,
        "a version that has amended the province's plan",
        "amendments:amendment_detail",
    ),
    "issuing:plan_withdraw": (HEAD, "own agency's plan in force", ""),
    "plandrafts:draft_discard": (HEAD, "own agency's draft", ""),
    "cascades:plan_links": (HEAD, "own agency's draft", ""),
    "plandrafts:item_move": (HEAD, "own agency's draft", "plandrafts:item_edit"),
    "plandrafts:item_remove": (HEAD, "own agency's draft", "plandrafts:item_edit"),
    "delegations:delegation_end": (HEAD, "own agency's loan", "delegations:delegation_list"),
    "meetings:meeting_invite": (COORDINATOR, "a meeting in preparation", "meetings:meeting_detail"),
    "meetings:meeting_cancel": (COORDINATOR, "own agency's meeting", "meetings:meeting_detail"),
    "meetings:notice_attach": (COORDINATOR, "own agency's meeting", "meetings:meeting_detail"),
    "meetings:participant_remove": (COORDINATOR, "own agency's meeting", "meetings:meeting_detail"),
    "meetings:agenda_move": (COORDINATOR, "own agency's meeting", "meetings:meeting_detail"),
    "meetings:agenda_remove": (COORDINATOR, "own agency's meeting", "meetings:meeting_detail"),
    "obstacles:obstacle_close": (HEAD, "own agency's obstacle", "obstacles:obstacle_detail"),
    "targets:gauge_drop": (HEAD, "own agency's gauge", "targets:target_detail"),
    "duties:assignment_submit": (HEAD, "own agency's duty", "duties:assignment_check"),
    "duties:assignment_take_back": (HEAD, "own agency's duty, handed in", "duties:assignment_detail"),
    "duties:assignment_confirm": (COORDINATOR, "own agency's duty, handed in", "duties:assignment_detail"),
    "duties:assignment_return": (COORDINATOR, "own agency's duty, handed in", "duties:assignment_detail"),
    "duties:assignment_move": (COORDINATOR, "a duty whose agency has gone", "duties:assignment_detail"),
}
"""Acts on a row as it was seen: refused when the row has moved on since the page was opened."""

ISSUES = ("issuing:plan_issue", "amendments:amendment_issue")
NOTHING_TO_LOSE = {
    "adds something, overwrites nothing": {
        "agencies:agency_create", "groupings:group_create", "groupings:domain_create", "memberships:person_invite",
        "memberships:person_import_apply", "workbooks:set_read_in", "drafts:set_copy",
        "drafts:criterion_add", "crosswalks:crosswalk_begin", "crosswalks:crosswalk_read_in", "crosswalks:link_add",
        "plandrafts:draft_new", "plandrafts:item_add", "plandrafts:rows_paste",
        "cascades:cascade", "indicators:figure_type", "workfigures:figures_count", "targets:values_type",
        "publications:publication_prepare", "improvement:plan_new", "improvement:round_plan_new",
        "plandrafts:plan_new_version", "intake:upload", "intake:run_read_again",
        "meetings:meeting_new", "meetings:participant_add", "meetings:agenda_add", "meetings:agenda_propose",
        "meetings:conclusion_add", "meetings:notice_read", "delegations:delegation_new",
        "reports:round_open", "reports:record_write", "consolidation:begin", "comments:comment_ask",
        "notes:note_new", "notes:note_detail", "samples:frame_new", "samples:draw_new",
        "questionnaires:questionnaire_new", "questionnaires:edition_new", "questionnaires:question_new",
        "questionnaires:group_new",
        "consolidation:section_pick", "consolidation:section_write", "consolidation:section_total",
    },
    "adds something on its own, whatever others do": {
        "documentregister:document_add", "documentregister:document_reference",
        "papers:form_check", "obstacles:obstacle_add",
        "consolidation:report_build",
        "papers:template_detail", "papers:template_use", "papers:template_pdf", "papers:made_pdf",
        "letters:reminder_new", "letters:decision_new", "letters:improvement_new",
        "publications:publication_keep", "steering:inspection_new",
        "rounds:round_new", "rounds:window_set", "selfassessments:evidence_add", "selfassessments:evidence_take",
    },
    "reads what was sent and shows it, writes nothing": {
        "samples:draw_verify",
        "selfassessments:entry_try",
        "agencyfiles:agency_import", "memberships:person_import",
        "manyduties:hand_out_preview", "manyduties:confirm_preview",
        "notices:urge_preview",
        "dashboards:audit_check", "operation:csp_report", "indicators:figure_import",
        "targets:values_import", "indicators:external_import",
    },
    "is possible in one state only and ends that state": {
        "targets:value_take_back", "samples:frame_drop",
        "documentregister:document_restore", "documentregister:document_verify", "files:scan_list",
        "obstacles:request_add",
        "obstacles:request_decide", "obstacles:request_take_back", "obstacles:obstacle_reopen", "obstacles:event_undo",
        "notices:mail_again", "notices:reminder_answer", "notices:feed_revoke", "notices:urge_send",
        "reports:part_return", "reports:part_reopen", "consolidation:report_close", "consolidation:report_reopen",
        "rounds:round_close", "rounds:assessment_reopen", "rounds:assessment_leave",
        "selfassessments:evidence_remove", "appraisals:entry_return", "appraisals:entry_appeal",
        "appraisals:appeal_decide",
        "intake:run_abandon", "wizard:finish", "plandrafts:rows_restore", "plandrafts:rows_unpaste",
        "assigning:assign_confirm",
        "assigning:assign_withdraw", "duties:assignment_look", "agencies:succession_arrows",
        "jobs:job_cancel", "jobs:job_run", "indicators:figure_correct", "indicators:period_freeze",
        "publications:publication_approve", "publications:publication_decision",
        "publications:round_reopen", "publications:reopening_decide", "publications:reopening_take_back",
    },
    "carries the version of each ticked row; tested in the rooms": {
        "papers:made_signed",
        "reports:part_owners",
        "obstacles:obstacle_pass_on", "documentregister:document_version", "duties:evidence_judge",
        "meetings:attendance", "meetings:invitation_answer",
        "appraisals:accept_many", "outside:outside_leaf",
        "manyduties:person_hand_over",
        "manyduties:hand_out_apply", "manyduties:confirm_apply", "wizard:review", "wizard:keep", "wizard:undo",
    },
    "carries a fingerprint of what was previewed; tested in the room": {
        "selfassessments:sheet_in", "outside:outside_in", "obstacles:event_record",
        "agencyfiles:agency_import_apply", "indicators:figure_import_apply",
        "targets:gauges_confirm", "targets:gauges_undo", "amendments:decision_read",
        "targets:values_import_apply", "indicators:external_import_apply",
    },
    "makes a new secret, the older ones end": {"memberships:person_link"},
    "makes a new secret beside the older ones": {"notices:feed_make"},
    "is one's own account or browser": {
        "account_login", "account_logout", "account_change_password", "account_reauthenticate", "mfa_authenticate",
        "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_generate_recovery_codes",
        "people:redeem_invitation", "people:demo_login", "people:session_end", "people:kept_words",
        "people:typed_words", "notices:notices_read", "notices:mail_choice",
        "people:session_end_others", "set_language", "ui:set_theme",
    },
}  # fmt: skip
"""Why an address that takes a form needs no version."""

ROWS = {
    "questionnaire_id": Questionnaire,
    "document_id": Document,
    "plan_id": Plan,
    "item_id": PlanItem,
    "assignment_id": Assignment,
    "user_id": User,
    "agency_id": Agency,
    "set_id": CriteriaSet,
    "crosswalk_id": Crosswalk,
    "round_id": Round,
    "assessment_id": Assessment,
    "entry_id": Entry,
    "publication_id": Publication,
    "reopening_id": Reopening,
    "obstacle_id": Obstacle,
    "meeting_id": Meeting,
    "delegation_id": Delegation,
    "request_id": DutyRequest,
    "note_id": Note,
    "sampled_id": SampledUnit,
    "part_id": ReportPart,
    "section_id": PartSection,
    "report_id": Consolidation,
    "chapter_id": ConsolidatedSection,
    "comment_id": Comment,
    "call_id": CommentCall,
    "number_id": PartFigure,
    "gauge_id": Gauge,
    "amendment_id": Amendment,
}


def test_every_address_that_takes_a_form_says_how_it_loses_nothing():
    told = [*EDITS, *BUTTONS, *(name for names in NOTHING_TO_LOSE.values() for name in names)]
    assert len(told) == len(set(told))
    assert set(told) == {case.name for case in cases() if case.method == "POST"}


def form_on(answer, url):
    """The values of the form of a page that is sent to an address, and its fields."""
    page = lxml.html.fromstring(answer.content.decode())
    forms = [form for form in page.forms if form.method == "POST" and is_sent_to(form, url, answer)]
    assert forms, f"no form for {url}"
    values = {}
    for form in forms[:1]:
        values = {name: value.removeprefix("\n") for name, value in form.form_values()}  # as a browser reads textareas
        for loose in page.xpath(f"//*[@form='{form.get('id')}']"):  # fields that stand elsewhere in the page
            if loose.get("name") and loose.tag in ("input", "textarea"):
                values[loose.get("name")] = loose.get("value", (loose.text or "").removeprefix("\n"))
    return values


def is_sent_to(form, url, answer):
    action = form.get("action") or answer.request["PATH_INFO"]
    return action.partition("?")[0] == url.partition("?")[0]


def written(values, words):
    """The values with somebody's words in them; fields of a row of a draft bear its key before their name."""
    typed = dict(values)
    for name, word in words.items():
        full = next((key for key in values if key == name or key.endswith(f"-{name}")), name)
        typed[full] = str(User.objects.get(username=word).pk) if name == "person" else word
    return typed


@pytest.mark.parametrize("name", EDITS)
def test_the_second_of_two_is_told_keeps_the_words_and_goes_on(world, name):
    edit = EDITS[name]
    with transaction.atomic():
        url = world.address(name, edit.thing)
        page = world.ask(edit.role, "GET", world.address(edit.page or name, edit.thing))
        values = form_on(page, url)
        assert any(CARRIES_A_VERSION.search(key) for key in values), f"{name}: the form carries no version"
        assert world.ask(edit.role, "POST", url, written(values, edit.first)).status_code == 302
        events = AuditEvent.objects.count()

        answer = world.ask(edit.role, "POST", url, written(values, edit.second))
        assert answer.status_code in (409, 422)
        assert AuditEvent.objects.count() == events
        kept = form_on(answer, next_address(name, url))
        for key, word in written(kept, edit.second).items():
            assert kept.get(key) == word, f"{name}: {key} was typed as {word!r} and is now {kept.get(key)!r}"
        for word in edit.first.values() if edit.theirs is None else edit.theirs:
            assert word in answer.content.decode(), f"{name}: nobody is shown that {word!r} is what is saved"

        assert world.ask(edit.role, "POST", next_address(name, url), kept).status_code == 302
        assert AuditEvent.objects.count() > events
        transaction.set_rollback(True)


def next_address(name, url):
    """Where the words of the second one go on to: after a correction to the row of the new version."""
    if name != "issuing:item_correct":
        return url
    key = re.search(r"[0-9a-f-]{36}", url)[0]
    lineage = PlanItem.objects.get(pk=key).lineage
    return url.replace(key, str(PlanItem.objects.get(lineage=lineage, plan__state="issued").pk))


@pytest.mark.parametrize("name", BUTTONS)
def test_a_button_does_nothing_to_a_row_that_has_moved_on(world, name):
    role, thing, page = BUTTONS[name]
    with transaction.atomic():
        url = world.address(name, thing)
        values = form_on(world.ask(role, "GET", world.address(page or name, thing)), url)
        assert any(CARRIES_A_VERSION.search(key) for key in values), f"{name}: the form carries no version"
        move_on(world.things[thing])
        before = AuditEvent.objects.count()
        typed = values | {"reason": "Thiếu văn bản", "direction": "down"}
        typed |= {"act": "remove"} if name == "consolidation:passage_shift" else {}
        typed |= {"number": "77/KH", "issued_on": "02/01/2026"} if name in ISSUES else {}
        typed |= {"document": "77/QĐ-UBND"} if name == "amendments:document_link" else {}
        typed |= {"to_agency": Agency.objects.get(code="so-ct").pk} if name == "duties:assignment_move" else {}
        answer = world.ask(role, "POST", url, typed)
        assert answer.status_code == 409
        assert AuditEvent.objects.count() == before
        assert 'href="' in answer.content.decode()
        for word in ("Thiếu văn bản", "77/KH"):
            assert word not in typed.values() or word in answer.content.decode() or "reason" not in values
        transaction.set_rollback(True)


def move_on(keys):
    """A colleague has changed the row, and everything it is part of."""
    for key, model in ROWS.items():
        if key in keys:
            row = model.objects.get(pk=keys[key])
            model.objects.filter(pk=row.pk).update(version=row.version + 1)
