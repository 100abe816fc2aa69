"""For each address that changes something a body that is valid: a refusal is then one of rights, not of form."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from caicach.agencies.models import Agency, AgencyGroup, AgencyName, Domain, DomainLead, GroupMember, Membership
from caicach.agencyfiles.columns import AGENCY_HEADINGS
from caicach.agencyfiles.importing import plan_import
from caicach.assessments.models import Appeal, Assessment, Entry, Phase, Round
from caicach.comments.models import Comment, CommentCall
from caicach.consolidation.models import ConsolidatedSection, Consolidation, ContradictionAnswer
from caicach.consolidation.sources import SourceState, sources_of
from caicach.core.scoring.crosswalk import Change, Link
from caicach.core.scoring.crosswalk import Crosswalk as CoreCrosswalk
from caicach.criteria.models import CriteriaSet, Criterion, Crosswalk
from caicach.criteria.writing import as_yaml
from caicach.crosswalks.forms import as_value
from caicach.drafts.forms import FactsForm
from caicach.drafts.forms_cells import CellsForm
from caicach.drafts.forms_criterion import CriterionForm
from caicach.drafts.services import criterion_seen, facts_seen
from caicach.files.models import Document
from caicach.indicators.columns import FIGURE_HEADINGS
from caicach.indicators.external_import import EXTERNAL_HEADINGS, plan_external
from caicach.indicators.importing import plan_figures
from caicach.meetings.conclusions import loose_notices, open_conclusions
from caicach.meetings.models import Meeting
from caicach.notes.models import Note
from caicach.obstacles.models import DutyRequest, Obstacle
from caicach.papers.models import MadePaper, TemplateUse
from caicach.people.models import User
from caicach.plans.models import Plan, PlanItem
from caicach.publications.models import Publication
from caicach.questionnaires.exporting import as_xlsx
from caicach.questionnaires.models import Questionnaire
from caicach.reports.models import PartFigure, PartSection, ReportKind, ReportPart
from caicach.rounds.models import Reopening
from caicach.samples.models import SampledUnit
from caicach.tables.sheet import read_pasted
from caicach.targets.importing import plan_values
from caicach.targets.models import Gauge
from caicach.work.models import Assignment
from tests.factories.criteria import small_set
from tests.factories.files import word_file
from tests.factories.people import PASSWORD
from tests.factories.questionnaires import form_of
from tests.permissions.amendments import NUMBER
from tests.permissions.papers import edited_template

Body = dict[str, Any]
Maker = Callable[[dict[str, Any]], Body]

NEW_PASSWORD = "suoi-chay-qua-ban-lang"
AGENCIES = "mã\ttên\tloại\nso-moi\tSở Mới\tsở\n"
PEOPLE = "họ và tên\tcơ quan\tvai trò\nNguyễn Thị Lan\tso-y-te\tđầu mối\n"


def body_for(name: str, keys: dict[str, Any]) -> Body:
    """What a browser would send to the address, for the rows of a thing."""
    return BODIES[name](keys) if name in BODIES else {}


def _loan(keys: dict[str, Any]) -> Body:
    today = timezone.localdate()
    days = {"first_on": f"{today:%d/%m/%Y}", "last_on": f"{today:%d/%m/%Y}"}
    return days | {"taker": keys["taker"], "permissions": ["assignment.submit"], "reason": "Nghỉ phép"}


def _meeting(keys: dict[str, Any]) -> Body:
    return {"version": Meeting.objects.get(pk=keys["meeting_id"]).version}


def _agency(keys: dict[str, Any]) -> Body:
    row = Agency.objects.get(pk=keys["agency_id"])
    given = {"name": f"{row.name} và thể thao", "kind": row.kind, "code": row.code, "protocol_order": 5}
    return given | {"version": row.version}


def _version_of_agency(keys: dict[str, Any]) -> int:
    return Agency.objects.get(pk=keys["agency_id"]).version


def _consolidation(keys: dict[str, Any]) -> Body:
    return {"version": Consolidation.objects.get(pk=keys["report_id"]).version}


def _chapter(keys: dict[str, Any]) -> Body:
    return {"version": ConsolidatedSection.objects.get(pk=keys["chapter_id"]).version}


def _first_sentence(keys: dict[str, Any]) -> str:
    section = ConsolidatedSection.objects.select_related("report__round").get(pk=keys["chapter_id"])
    known = [one for one in sources_of(section) if one.state == SourceState.SIGNED and one.paragraphs]
    return known[0].paragraphs[0].sentences[0].ref if known else "x"


def _person(keys: dict[str, Any]) -> Body:
    return {"version": User.objects.get(pk=keys["user_id"]).version}


def _plan(keys: dict[str, Any]) -> Body:
    return {"version": Plan.objects.get(pk=keys["plan_id"]).version}


def _head(keys: dict[str, Any]) -> Body:
    return {"year": 2026, "title": "Tên mới của kế hoạch", "number": "99/KH"}


def _item(keys: dict[str, Any]) -> Body:
    return {"version": PlanItem.objects.get(pk=keys["item_id"]).version}


def _row(keys: dict[str, Any]) -> Body:
    key = str(keys["item_id"])
    typed = {"level": "activity", "title": "Nội dung mới", "outline_code": "9"} | _item(keys)
    return {f"{key}-{name}": value for name, value in typed.items()}


def _sampled(keys: dict[str, Any]) -> Body:
    return {"version": SampledUnit.objects.get(pk=keys["sampled_id"]).version}


def _questionnaire(keys: dict[str, Any]) -> Body:
    return {"version": Questionnaire.objects.get(pk=keys["questionnaire_id"]).version}


def _note(keys: dict[str, Any]) -> Body:
    return {"version": Note.objects.get(pk=keys["note_id"]).version}


def _part(keys: dict[str, Any]) -> Body:
    return {"version": ReportPart.objects.get(pk=keys["part_id"]).version}


def _duty(keys: dict[str, Any]) -> Body:
    return {"version": Assignment.objects.get(pk=keys["assignment_id"]).version}


def _obstacle(keys: dict[str, Any]) -> Body:
    from caicach.obstacles.raising import addressees

    row = Obstacle.objects.get(pk=keys["obstacle_id"])
    others = addressees(row.assignment, on=timezone.localdate()).exclude(pk=row.addressed_to_id)
    return {"version": row.version, "text": "Chờ sở khác", "to_agency": others.first().pk}


def _raised(keys: dict[str, Any]) -> Body:
    from caicach.obstacles.raising import usual_addressee

    duty = Assignment.objects.select_related("item__plan__owner").get(pk=keys["assignment_id"])
    to_agency = usual_addressee(duty, on=timezone.localdate())
    return {"text": "Chưa có kinh phí", "addressed_to": to_agency.pk, "since_on": "05/01/2026"}


def _duty_request(keys: dict[str, Any]) -> Body:
    return {"version": DutyRequest.objects.get(pk=keys["request_id"]).version, "answer": "Đã gia hạn một lần"}


def _event(keys: dict[str, Any]) -> Body:
    from caicach.obstacles.waiting import waiting_event

    waiting = waiting_event(User.objects.get(username="coordinator"), keys["event_code"])
    due = {f"due-{key}": "30/12/2026" for key in waiting.rows}
    return {"happened_on": "05/01/2026", "source": "Luật 2", "seen": waiting.seen} | due


def _late() -> Assignment:
    """A duty that is overdue, of another agency than the coordinator's own."""
    rows = Assignment.objects.leads().overdue(timezone.localdate()).exclude(agency__code="so-y-te")
    return rows.order_by("pk")[0]


def _inspected() -> Agency:
    """An agency that may be inspected, another than the coordinator's own."""
    rows = Agency.objects.valid_on(timezone.localdate()).filter(kind__in=("department", "commune"))
    return rows.exclude(code="so-y-te").order_by("pk")[0]


def _paper_words() -> dict[str, str]:
    """What every paper has to say."""
    return {
        "co_quan": "Sở Nội vụ",
        "so_ky_hieu": "     /SNV-CCHC",
        "dia_danh": "Lạc Xuyên",
        "ngay_thang": "ngày     tháng     năm 2026",
        "trich_yeu": "cải cách hành chính",
        "chuc_vu": "Giám đốc",
        "noi_nhan": "Như trên",
    }


def _document(keys: dict[str, Any]) -> Body:
    return {"version": Document.objects.get(pk=keys["document_id"]).version}


def _correction(keys: dict[str, Any]) -> Body:
    version = PlanItem.objects.get(pk=keys["item_id"]).plan.version
    return {"field": "note", "value": "Ghi chú đúng", "reason": "Đọc nhầm ở trang 4", "version": version}


def _member(keys: dict[str, Any]) -> Body:
    version = AgencyGroup.objects.get(pk=keys["group_id"]).version
    return {"agency": "so-ct", "version": version}


def _heir(keys: dict[str, Any]) -> Body:
    return {"to_agency": Agency.objects.get(code="so-ct").pk} | _duty(keys)


def _wizard_head(keys: dict[str, Any]) -> Body:
    from caicach.intake.models import ImportRun
    from caicach.wizard.importers import AGENCY_CODE

    run = ImportRun.objects.get(pk=keys["run_id"])
    is_agency = run.importer == AGENCY_CODE
    owner = run.params["agency"] if is_agency else Agency.objects.get(kind="province").pk
    return _head(keys) | {"kind": "agency" if is_agency else "annual", "owner": owner, "seen": "0"}


def _new_draft(keys: dict[str, Any]) -> Body:
    owner = keys.get("owner") or Agency.objects.get(code="so-y-te")
    return _head(keys) | {"kind": "annual" if owner.kind == "province" else "agency", "owner": owner.pk}


def _profile(keys: dict[str, Any]) -> Body:
    return {"version": 1, "full_name": "Lê Thị Mới"}


def _upload(keys: dict[str, Any]) -> Body:
    return {"text": "KẾ HOẠCH\nCải cách hành chính", "agency": keys.get("?", "").removeprefix("?agency=")}


def _previewed(keys: dict[str, Any]) -> Body:
    plan = plan_import(read_pasted(AGENCIES, AGENCY_HEADINGS))
    return {"text": AGENCIES, "seen": plan.fingerprint}


def _arrow(keys: dict[str, Any]) -> Body:
    arrow = keys.get("arrow", "")
    return {"save": "1", f"{arrow}-is_there": "on", f"{arrow}-percent": "100"}


def _ticked(keys: dict[str, Any]) -> Body:
    return {"duty": keys["duty"], "from_on": "01/06/2026", "person": keys.get("person", "")}


def _handed_over(keys: dict[str, Any]) -> Body:
    """All that the person holds, to a colleague of the same agency."""
    duties = Assignment.objects.filter(hand_outs__person=keys["user_id"], hand_outs__to_on=None)
    work = Membership.objects.filter(agency__in=duties.values("agency"), valid_to=None).exclude(user=keys["user_id"])
    person = work.order_by("pk").values_list("user", flat=True).first()
    ticks = [f"{duty.pk}:{duty.version}" for duty in duties]
    return {"duty": ticks, "person": person or "", "from_on": "01/06/2026", "reason": "Chuyển công tác"}


def _until(version: Callable[[dict[str, Any]], int]) -> Maker:
    return lambda keys: {"on": "30/06/2026", "version": version(keys)}


def _lead(keys: dict[str, Any]) -> Body:
    version = Domain.objects.get(pk=keys["domain_id"]).version
    return {"agency": "so-ct", "valid_from": "01/01/2027", "source": "Quyết định 2", "version": version}


def _criteria_set(keys: dict[str, Any]) -> Body:
    return {"version": CriteriaSet.objects.get(pk=keys["set_id"]).version}


def _cells(keys: dict[str, Any]) -> Body:
    node = Criterion.objects.get(pk=keys["criterion_id"])
    form = CellsForm.of(node)
    return {f"{node.pk}-{name}": value for name, value in form.initial.items()} | {f"{node.pk}-name": "Tên khác"}


def _facts(keys: dict[str, Any]) -> Body:
    whole = CriteriaSet.objects.get(pk=keys["set_id"]).as_core
    return FactsForm.shown(whole, facts_seen(whole)) | {"name": "Tên khác của bộ"}


def _criterion(keys: dict[str, Any]) -> Body:
    node = Criterion.objects.get(pk=keys["criterion_id"])
    whole = node.criteria_set.as_core
    shown = CriterionForm(criterion=node.as_core, version=criterion_seen(whole, node.code)).initial
    return {name: value for name, value in shown.items() if value not in (None, False)} | {"name": "Tên khác"}


def _crosswalk(keys: dict[str, Any]) -> Body:
    return {"version": Crosswalk.objects.get(pk=keys["crosswalk_id"]).version}


def _link(code: str) -> Link:
    return Link(change=Change.SAME, old=(code,), new=(code,))


def _two_sets(keys: dict[str, Any]) -> Body:
    in_force, other = (CriteriaSet.objects.get(key=key).pk for key in ("dang-dung", "bo-truoc"))
    return {"old_set": in_force, "new_set": other}


def _crosswalk_file(keys: dict[str, Any]) -> Body:
    links = tuple(map(_link, ("1.1", "1.2", "2")))
    text = as_yaml(CoreCrosswalk(old_set="dang-dung", new_set="bo-truoc", links=links))
    return {"file": ContentFile(text.encode(), name="doi-chieu.yaml")}


def _criterion_button(keys: dict[str, Any]) -> Body:
    return _criteria_set(keys) | {"direction": "down"}


def _round(keys: dict[str, Any]) -> Body:
    return {"version": Round.objects.get(pk=keys["round_id"]).version}


def _assessment(keys: dict[str, Any]) -> Body:
    return {"version": Assessment.objects.get(pk=keys["assessment_id"]).version, "reason": "Sai số liệu"}


def _entry(keys: dict[str, Any]) -> Body:
    return {"version": Entry.objects.get(pk=keys["entry_id"]).version}


def _claim(keys: dict[str, Any]) -> Body:
    typed = {"a": "60", "b": "100", "reason_code": "figures", "reason": "Số liệu khác", "then": "keep"}
    return typed | _entry(keys)


def _answer(keys: dict[str, Any]) -> Body:
    return {"version": Appeal.objects.get(pk=keys["appeal_id"]).version, "keeps": "on", "answer": "Giữ nguyên"}


def _setup(keys: dict[str, Any]) -> Body:
    round = Round.objects.get(pk=keys["round_id"])
    days = {"period_first": "15/12/2025", "period_last": "14/12/2026", "agencies_on": "01/11/2026"}
    windows = {
        f"{phase}_{end}": day for phase in Phase for end, day in (("opens", "1/11/2026"), ("closes", "9/12/2026"))
    }
    agencies = [str(key) for key in round.assessments.values_list("agency", flat=True)]
    top = round.criteria_set.nodes.filter(parent=None)
    bodies = {f"body-{node.pk}": "Sở Nội vụ" for node in top}
    return days | windows | bodies | {"name": "Tên đợt", "second_share": "5", "agency": agencies} | _round(keys)


FIGURES = (
    "chỉ số\tcơ quan\ttừ ngày\tđến ngày\ttử số\tmẫu số\tnguồn\tsố liệu đến ngày\n"
    "ho_so_dung_han\tso-y-te\t01/01/2026\t31/03/2026\t9\t10\tBáo cáo 1/BC-SYT\t31/03/2026\n"
)
EXTERNAL = "chỉ số\tnăm\ttỉnh\tkết quả\tnguồn\npar_index\t2024\tLạc Xuyên\t85,4\tQuyết định 1\n"


VALUES = "kế hoạch\tmã chỉ tiêu\tcơ quan\tgiá trị\n1/KH\t1.1\tSở Y tế\t"
"""A line that nobody has filled in: it tells nothing."""

_GAUGE: Body = {
    "name": "Tỷ lệ đúng hạn", "unit": "%", "way": "typed", "reach": "whole", "direction": "at_least", "aim": "98",
    "course": "level", "first_on": "01/01/2026", "last_on": "31/12/2026", "version": "0",
}  # fmt: skip


def _values(keys: dict[str, Any]) -> Body:
    """The same of each agency that the gauge asks: who may not tell one of them does not find its line."""
    gauge = Gauge.objects.select_related("target__plan").get(pk=keys["gauge_id"])
    owner, own = gauge.target.plan.owner_id, Agency.objects.get(code="so-y-te").pk
    lines = {f"value-{owner if gauge.is_whole else own}": "97,5"}
    return {"as_of": f"{gauge.first_on:%d/%m/%Y}", "source_text": "Báo cáo 2/BC", **lines}


def _figures(keys: dict[str, Any]) -> Body:
    return {"text": FIGURES, "seen": plan_figures(read_pasted(FIGURES, FIGURE_HEADINGS)).fingerprint}


def _external(keys: dict[str, Any]) -> Body:
    return {"text": EXTERNAL, "seen": plan_external(read_pasted(EXTERNAL, EXTERNAL_HEADINGS)).fingerprint}


_COUNTS = {"numerator": "97", "denominator": "100", "source_text": "Công văn 5/SNV", "as_of": "14/06/2026"}
_PERIOD = {"first": "15/12/2025", "last": "14/03/2026"}


def _publication(keys: dict[str, Any]) -> Body:
    row = Publication.objects.get(pk=keys["publication_id"])
    return {"version": row.version, "sha256": row.sha256, "has_seen": "on"}


def _decision(keys: dict[str, Any]) -> Body:
    return _publication(keys) | {"number": "9/QĐ-UBND", "decided_on": "15/01/2027"}


def _reopening(keys: dict[str, Any]) -> Body:
    return {"version": Round.objects.get(pk=keys["of_round"]).version, "reason": "Nhập sai phiếu khảo sát"}


def _asked(keys: dict[str, Any]) -> Body:
    return {"version": Reopening.objects.get(pk=keys["reopening_id"]).version, "decision": "grant"}


BODIES: dict[str, Maker] = {
    "notices:mail_choice": lambda keys: {"kinds": ["digest"]},
    "notices:urge_preview": lambda keys: {"key": keys["?"].removeprefix("?key=")},
    "notices:urge_send": lambda keys: {"key": keys["?"].removeprefix("?key=")},
    "notices:reminder_answer": lambda keys: {"answer": "Thứ Sáu gửi"},
    "drafts:set_copy": lambda keys: {"key": "bo-nam-sau", "name": "Bộ năm sau", "year": "2031"},
    "crosswalks:crosswalk_begin": _two_sets,
    "crosswalks:crosswalk_read_in": _crosswalk_file,
    "crosswalks:crosswalk_confirm": lambda keys: _crosswalk(keys) | {"link": as_value(_link("1.1"))},
    "crosswalks:link_add": lambda keys: {"change": "same", "old": "1.1", "new": "1.1"},
    "crosswalks:link_remove": lambda keys: _crosswalk(keys) | {"link": '{"old": ["2"], "new": ["2"]}'},
    "drafts:draft_grid": _cells,
    "drafts:draft_facts": _facts,
    "drafts:draft_undo": _criteria_set,
    "drafts:criterion_add": lambda keys: {"code": "9", "name": "Lĩnh vực mới", "max_score": "1"},
    "drafts:criterion_edit": _criterion,
    "drafts:criterion_move": _criterion_button,
    "drafts:criterion_remove": _criterion_button,
    "documentregister:document_add": lambda keys: {
        "agency": Agency.objects.get(code="so-y-te").pk,
        "papers": ContentFile(b"BAO CAO moi", name="Báo cáo mới.txt"),
    },
    "documentregister:document_reference": lambda keys: {
        "agency": Agency.objects.get(code="so-y-te").pk,
        "title": "Báo cáo khác",
        "number": "77/BC-SYT",
        "issued_on": "1/2/2026",
    },
    "documentregister:document_edit": lambda keys: (
        _document(keys) | {"title": "Tên đã sửa của văn bản", "number": "78/BC-SYT"}
    ),
    "documentregister:document_version": lambda keys: (
        _document(keys) | {"file": ContentFile(b"BAO CAO ban 2", name="Bản hai.txt"), "note": "sửa mục II"}
    ),
    "documentregister:document_withdraw": lambda keys: _document(keys) | {"reason": "Vào sổ nhầm"},
    "papers:form_check": lambda keys: {"paper": ContentFile(word_file("Công văn"), name="Công văn.docx")},
    "papers:template_detail": lambda keys: {
        "template": ContentFile(edited_template("Lời kết mới./."), name="Mẫu mới.docx"),
        "note": "Đổi lời kết",
    },
    "letters:reminder_new": lambda keys: {
        **_paper_words(),
        "mo_dau": "Các việc sau đây quá hạn:",
        "de_nghi": "Đề nghị báo cáo./.",
        "mode": "each",
        "agency": [_late().agency_id],
    },
    "steering:inspection_new": lambda keys: {
        **_paper_words(),
        "muc_dich": "Đánh giá đúng",
        "noi_dung_kiem_tra": "Nhiệm vụ được giao",
        "thanh_phan": "Trưởng đoàn",
        "to_chuc": "Đoàn thông báo kết quả./.",
        "first": 3,
        "last": 5,
        "agency": [_inspected().pk],
    },
    "letters:decision_new": lambda keys: {
        **_paper_words(),
        "tham_quyen": "Ủy ban nhân dân tỉnh",
        "can_cu": "Căn cứ một",
        "cac_dieu": "Ban hành kế hoạch.",
    },
    "papers:made_signed": lambda keys: {
        "version": MadePaper.objects.get(pk=keys["made_id"]).version,
        "signed": ContentFile(b"Cong van da ky", name="Công văn đã ký.txt"),
    },
    "papers:template_use": lambda keys: {
        "number": "0",
        "seen": TemplateUse.objects.order_by("pk").last().pk,
        "valid_from": "01/02/2026",
    },
    "rounds:round_new": lambda keys: {
        "year": "2026",
        "criteria_set": str(CriteriaSet.objects.get(key="dang-dung").pk),
        "previous": "",
    },
    "rounds:round_setup": _setup,
    "rounds:round_open": _round,
    "rounds:round_discard": _round,
    "rounds:round_close": _round,
    "consolidation:report_ready": _consolidation,
    "consolidation:report_sign": _consolidation,
    "consolidation:report_close": lambda keys: (
        {"file": ContentFile(word_file("Đã ký"), name="Báo cáo đã ký.docx"), "number": "9/BC-UBND"}
        | {"issued_on": "1/7/2026"}
        | _consolidation(keys)
    ),
    "consolidation:report_reopen": lambda keys: {"reason": "Sót xã"} | _consolidation(keys),
    "consolidation:contradiction_answer": lambda keys: {
        "reason": "Theo báo cáo quý",
        "version": ContradictionAnswer.objects.get(key=keys["mark"], report=keys["report_id"]).version,
    },
    "comments:comment_ask": lambda keys: {
        "agencies": [Agency.objects.filter(report_parts__isnull=False).exclude(consolidations=keys["report_id"])[0].pk],
        "due_on": "1/1/2099",
    },
    "comments:call_answer": lambda keys: {"version": CommentCall.objects.get(pk=keys["call_id"]).version},
    "comments:comment_decide": lambda keys: {
        "verdict": "kept",
        "reply": "Đã nêu ở mục sau",
        "version": Comment.objects.get(pk=keys["comment_id"]).version,
    },
    "consolidation:section_pick": lambda keys: {"sentence": _first_sentence(keys)},
    "consolidation:section_write": lambda keys: {"text": "Viết thêm."},
    "consolidation:section_total": lambda keys: {"indicator": keys["indicator"]},
    "consolidation:section_undo": _chapter,
    "consolidation:passage_edit": lambda keys: {"text": "Chữ khác."} | _chapter(keys),
    "consolidation:passage_shift": lambda keys: {"act": "remove"} | _chapter(keys),
    "consolidation:total_type": lambda keys: (
        {"numerator": "8", "denominator": "10", "reason": "Sổ sót"} | _chapter(keys)
    ),
    "reports:round_open": lambda keys: {"kind": ReportKind.objects.get(code="q3").pk},
    "reports:part_owners": lambda keys: {"owner_steering": User.objects.get(username="staff").pk} | _part(keys),
    "reports:part_ready": _part,
    "reports:part_sign": _part,
    "reports:part_return": lambda keys: {"note_procedure": "Thiếu số liệu"} | _part(keys),
    "reports:part_reopen": lambda keys: {"reason": "Nhầm kỳ"} | _part(keys),
    "questionnaires:questionnaire_new": lambda keys: {"file": SimpleUploadedFile("a.xlsx", as_xlsx(form_of("moi")))},
    "questionnaires:edition_new": lambda keys: {"edition": "2028"},
    "questionnaires:facts_edit": lambda keys: (
        {
            "title": "Khảo sát",
            "form_id": "dich-vu-khac",
            "edition": "2028",
        }
        | _questionnaire(keys)
    ),
    "questionnaires:parts_edit": lambda keys: (
        {
            "lines": "# services: Dịch vụ | Services\naccess: Nơi đến | Access\nresult: Kết quả | Result",
        }
        | _questionnaire(keys)
    ),
    "questionnaires:choices_edit": lambda keys: (
        {
            "lines": "1: Không | No\n2: Tạm | So so\n3: Có | Yes",
        }
        | _questionnaire(keys)
    ),
    "questionnaires:question_new": lambda keys: (
        {
            "kind": "text",
            "name": "more",
            "label_vi": "Ý kiến khác",
            "label_en": "Anything else",
        }
        | _questionnaire(keys)
    ),
    "questionnaires:group_new": lambda keys: (
        {
            "name": "last",
            "label_vi": "Cuối phiếu",
            "label_en": "At the end",
        }
        | _questionnaire(keys)
    ),
    "questionnaires:member_edit": lambda keys: (
        {
            "kind": "integer",
            "name": "age",
            "label_vi": "Tuổi của ông, bà",
            "label_en": "Your age",
        }
        | _questionnaire(keys)
    ),
    "questionnaires:member_move": lambda keys: {"step": "-1"} | _questionnaire(keys),
    "questionnaires:member_drop": _questionnaire,
    "questionnaires:change_undo": _questionnaire,
    "questionnaires:questionnaire_publish": _questionnaire,
    "questionnaires:questionnaire_withdraw": _questionnaire,
    "questionnaires:questionnaire_discard": _questionnaire,
    "samples:frame_new": lambda keys: {
        "name": "Hộ dân",
        "source_text": "Danh sách xã",
        "as_of": "01/03/2026",
        "forget_on": f"{timezone.localdate() + timedelta(days=365):%d/%m/%Y}",
        "text": "mã;tầng\nH1;Lạc Đông",
    },
    "samples:draw_new": lambda keys: {
        "basis": "total",
        "total": "6",
        "design_effect": "1",
        "answering": "100",
        "minimum": "0",
        "sharing": "proportional",
        "first_stage": "simple",
        "reserves": "1",
        "seed": "7",
        "reason": "Đổi cỡ mẫu",
    },
    "samples:outcome_tell": lambda keys: {"outcome": "refused", "note": ""} | _sampled(keys),
    "samples:reserve_call": _sampled,
    "notes:note_new": lambda keys: {
        "text": "Nêu rõ số liệu",
        "version": PartSection.objects.get(pk=keys["section_id"]).version,
    },
    "notes:note_detail": lambda keys: {"text": "Đã bổ sung", "version": Note.objects.get(pk=keys["note_id"]).version},
    "notes:note_settle": _note,
    "notes:note_reopen": _note,
    "reports:section_edit": lambda keys: {
        "text": "Đã thực hiện",
        "version": PartSection.objects.get(pk=keys["section_id"]).version,
    },
    "reports:figure_change": lambda keys: {
        "numerator": "95",
        "denominator": "100",
        "reason": "Sổ sót 2 hồ sơ",
        "version": PartFigure.objects.get(pk=keys["number_id"]).version,
    },
    "rounds:window_set": lambda keys: {
        "phase": "filling",
        "opens_on": "01/11/2026",
        "closes_on": "31/12/2027",
        "reason": "Mất điện",
    },
    "rounds:unranked_set": lambda keys: {"group": "Sở, ban, ngành", "reason": "Sắp xếp bộ máy"} | _round(keys),
    "appraisals:accept_many": lambda keys: {},
    "selfassessments:assessment_ready": _assessment,
    "selfassessments:assessment_sign": _assessment,
    "selfassessments:assessment_take_back": _assessment,
    "rounds:assessment_reopen": _assessment,
    "rounds:assessment_leave": _assessment,
    "selfassessments:entry_fill": _claim,
    "selfassessments:entry_try": _claim,
    "appraisals:entry_change": _claim,
    "appraisals:entry_accept": _entry,
    "appraisals:entry_return": lambda keys: (
        {"reason": "Thiếu báo cáo", "until": f"{timezone.localdate():%d/%m/%Y}"} | _entry(keys)
    ),
    "selfassessments:evidence_add": lambda keys: {"title": "Báo cáo mới", "number": "7/BC"} | _entry(keys),
    "appraisals:entry_agree": _entry,
    "appraisals:entry_appeal": lambda keys: {"text": "Không đồng ý"} | _entry(keys),
    "appraisals:appeal_decide": _answer,
    "indicators:figure_type": lambda keys: {**_COUNTS, **_PERIOD, "agency": "so-y-te"},
    "indicators:figure_correct": lambda keys: {**_COUNTS, "reason": "Đếm trùng"},
    "indicators:period_freeze": lambda keys: {"first": "2025-12-15", "last": "2026-12-14"},
    "indicators:figure_import": lambda keys: {"text": FIGURES},
    "indicators:figure_import_apply": _figures,
    "indicators:external_import": lambda keys: {"text": EXTERNAL},
    "indicators:external_import_apply": _external,
    "workfigures:figures_count": lambda keys: _PERIOD,
    "amendments:amendment_issue": lambda keys: (
        {"number": NUMBER, "issued_on": f"{timezone.localdate():%d/%m/%Y}", "reason": "Sắp xếp lại"} | _plan(keys)
    ),
    "meetings:invitation_answer": lambda keys: {"answer": "comes", "version": "1"},
    "amendments:decision_read": lambda keys: {"text": "Bãi bỏ nhiệm vụ số 999"},
    "amendments:document_link": lambda keys: {"document": NUMBER, "version": "1"},
    "targets:values_import": lambda keys: {"text": VALUES},
    "targets:values_import_apply": lambda keys: {"text": VALUES, "seen": plan_values([]).fingerprint},
    "targets:gauge_set": lambda keys: _GAUGE,
    "targets:gauge_drop": lambda keys: {"version": "1"},
    "targets:values_type": _values,
    "targets:value_take_back": lambda keys: {"reason": "Gõ nhầm"},
    "publications:publication_prepare": lambda keys: {"reason": "Nhập sai phiếu khảo sát"},
    "publications:publication_approve": _publication,
    "publications:publication_discard": _publication,
    "publications:publication_decision": _decision,
    "publications:round_reopen": _reopening,
    "workbooks:set_read_in": lambda keys: {"file": ContentFile(as_yaml(small_set("moi")).encode(), name="moi.yaml")},
    "publications:reopening_decide": _asked,
    "publications:reopening_take_back": _asked,
    "criteria:set_issue": _criteria_set,
    "criteria:set_withdraw": _criteria_set,
    "criteria:set_discard": _criteria_set,
    "account_login": lambda keys: {"login": "khong-co-ai", "password": "sai-mat-khau"},
    "account_change_password": lambda keys: {
        "oldpassword": PASSWORD,
        "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD,
    },
    "account_reauthenticate": lambda keys: {"password": PASSWORD},
    "people:profile": _profile,
    "people:typed_words": lambda keys: {"form": "/viec/", "words": '{"text": "Đang gõ"}'},
    "people:redeem_invitation": lambda keys: {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    "people:demo_login": lambda keys: {"username": "demo-leader"},
    "agencies:agency_create": lambda keys: {"name": "Sở Mới", "kind": "department", "protocol_order": 5, "version": 0},
    "agencyfiles:agency_import": lambda keys: {"text": AGENCIES},
    "agencyfiles:agency_import_apply": _previewed,
    "agencies:agency_change": _agency,
    "agencies:agency_rename": lambda keys: {
        "name": "Sở Y tế và Dân số",
        "on": "01/01/2027",
        "legal_basis": "Nghị quyết 1",
        "version": _version_of_agency(keys),
    },
    "agencies:name_add": lambda keys: {"text": "Ngành y", "kind": "alias", "version": _version_of_agency(keys)},
    "agencies:name_end": _until(lambda keys: AgencyName.objects.get(pk=keys["name_id"]).agency.version),
    "agencies:succession_arrows": _arrow,
    "groupings:group_create": lambda keys: {"name": "Các sở mới", "version": 0},
    "groupings:group_change": lambda keys: {
        "name": "Các sở đổi tên",
        "code": "nhom-doi",
        "version": AgencyGroup.objects.get(pk=keys["group_id"]).version,
    },
    "groupings:member_add": _member,
    "groupings:member_end": _until(lambda keys: GroupMember.objects.get(pk=keys["member_id"]).group.version),
    "groupings:domain_create": lambda keys: {"name": "Lĩnh vực mới", "order": 3, "version": 0},
    "groupings:domain_change": lambda keys: {
        "name": "Lĩnh vực đổi tên",
        "order": 3,
        "version": Domain.objects.get(pk=keys["domain_id"]).version,
    },
    "groupings:lead_set": _lead,
    "groupings:lead_end": _until(lambda keys: DomainLead.objects.get(pk=keys["lead_id"]).domain.version),
    "memberships:person_invite": lambda keys: {
        "full_name": "Trần Văn Mới",
        "agency": "so-y-te",
        "role": "staff",
    },
    "memberships:person_import": lambda keys: {"text": PEOPLE},
    "memberships:person_import_apply": lambda keys: {"text": PEOPLE},
    "memberships:membership_add": lambda keys: {"agency": "so-ct", "role": "inspector"} | _person(keys),
    "memberships:membership_end": lambda keys: {"on": "30/06/2026"} | _person(keys),
    "memberships:person_deactivate": _person,
    "memberships:person_reactivate": _person,
    "intake:upload": _upload,
    "plandrafts:draft_new": _new_draft,
    "plandrafts:draft_head": lambda keys: _head(keys) | _plan(keys),
    "issuing:plan_issue": lambda keys: {"number": "88/KH", "issued_on": "02/01/2026"} | _plan(keys),
    "issuing:plan_withdraw": _plan,
    "plandrafts:draft_discard": _plan,
    "cascades:cascade": lambda keys: {"title": "Kế hoạch của sở", "agency": Agency.objects.get(code="so-y-te").pk},
    "cascades:plan_links": _plan,
    "plandrafts:item_add": lambda keys: {"level": "activity", "title": "Dòng mới"},
    "plandrafts:rows_paste": lambda keys: {"text": "STT\tNội dung\n1\tDòng dán", "confirm": "1"},
    "plandrafts:item_edit": _row,
    "plandrafts:item_move": lambda keys: {"direction": "down"} | _item(keys),
    "plandrafts:item_remove": _item,
    "issuing:item_correct": _correction,
    "wizard:structure": _wizard_head,
    "delegations:delegation_new": _loan,
    "delegations:delegation_end": lambda keys: {"version": 1},
    "meetings:meeting_new": lambda keys: {"title": "Cuộc họp mới", "held_on": "20/12/2026"},
    "meetings:meeting_edit": lambda keys: {"title": "Cuộc họp đổi tên", "held_on": "20/12/2025"} | _meeting(keys),
    "meetings:meeting_invite": _meeting,
    "meetings:meeting_cancel": lambda keys: {"reason": "Trùng lịch"} | _meeting(keys),
    "meetings:participant_add": lambda keys: {"agency": Agency.objects.get(code="so-ct").pk},
    "meetings:participant_remove": _meeting,
    "meetings:attendance": lambda keys: {f"came-{keys['participant_id']}": "yes"} | _meeting(keys),
    "meetings:minutes": lambda keys: {"text": "Đã thảo luận"} | _meeting(keys),
    "meetings:conclusion_add": lambda keys: {"title": "Rà soát", "lead": "Sở Y tế", "end": "30/9/2026"},
    "meetings:notice_read": lambda keys: {
        "text": "Giao Sở Y tế rà soát.",
        "then": "save",
        "take-0": "1",
        "row-0-title": "Rà soát",
        "row-0-lead": "Sở Y tế",
        "row-0-end": "30/9/2026",
    },
    "meetings:notice_attach": lambda keys: {"plan": loose_notices().get().pk} | _meeting(keys),
    "meetings:agenda_add": lambda keys: {"title": "Nội dung thêm"},
    "meetings:agenda_propose": lambda keys: {"item": [str(item.pk) for item in open_conclusions()]},
    "meetings:agenda_edit": lambda keys: {"title": "Nội dung sửa"} | _meeting(keys),
    "meetings:agenda_move": lambda keys: {"direction": "down"} | _meeting(keys),
    "meetings:agenda_remove": _meeting,
    "obstacles:obstacle_answer": _obstacle,
    "obstacles:obstacle_pass_on": _obstacle,
    "obstacles:obstacle_close": _obstacle,
    "obstacles:obstacle_reopen": _obstacle,
    "obstacles:obstacle_add": _raised,
    "obstacles:request_add": lambda keys: {"kind": "help", "wished_on": "30/12/2099", "reason": "Thiếu người"},
    "obstacles:request_decide": _duty_request,
    "obstacles:request_take_back": _duty_request,
    "obstacles:event_record": _event,
    "duties:assignment_report": lambda keys: {"text": "Đã gửi công văn 12", "progress_percent": 60} | _duty(keys),
    "duties:assignment_submit": _duty,
    "duties:assignment_take_back": _duty,
    "duties:assignment_confirm": _duty,
    "duties:evidence_judge": lambda keys: {"verdict": "returned", "reason": "Thiếu danh mục"},
    "duties:assignment_return": lambda keys: {"reason": "Thiếu văn bản"} | _duty(keys),
    "duties:assignment_hand_out": lambda keys: {"from_on": "01/06/2026"} | _duty(keys),
    "duties:assignment_move": _heir,
    "manyduties:hand_out_preview": _ticked,
    "manyduties:hand_out_apply": _ticked,
    "manyduties:person_hand_over": _handed_over,
    "manyduties:confirm_preview": _ticked,
    "manyduties:confirm_apply": _ticked,
    "ui:set_theme": lambda keys: {"theme": "dark"},
    "set_language": lambda keys: {"language": "vi"},
}
