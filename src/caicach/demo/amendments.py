"""A department amended its own plan in the summer by a decision that lists only what changes."""

from datetime import date

from caicach.agencies.models import Agency
from caicach.amendments.reading import draft_as_decided, read_decision
from caicach.amendments.services import Decision, issue_amendment
from caicach.demo.cast import person
from caicach.demo.moments import moment
from caicach.demo.proofs import signed_copy
from caicach.plans.models import Plan, PlanKind, PlanState

DECIDED_ON = date(2026, 8, 20)
NUMBER = "305/QĐ-STP"
TEXT = """QUYẾT ĐỊNH
Sửa đổi, bổ sung một số nhiệm vụ tại Kế hoạch cải cách hành chính năm 2026 của Sở Tư pháp
Điều 1. Sửa đổi, bổ sung một số nhiệm vụ tại Kế hoạch số 88/KH-STP như sau:
1. Sửa đổi nhiệm vụ số 1.c Mục III: thời hạn: trước ngày 30/11/2026; sản phẩm: Sổ hộ tịch đã số hóa.
2. Bổ sung nhiệm vụ 1.d vào Mục III: “Rà soát mẫu đơn, tờ khai cho người dân tự điền”; chủ trì: Văn phòng Sở; \
thời hạn: Quý IV/2026; sản phẩm: Báo cáo.
3. Bãi bỏ nhiệm vụ “Phát động phong trào mỗi phòng một sáng kiến”.
Điều 2. Quyết định này có hiệu lực từ ngày ký."""


def amend_a_plan(today: date) -> int:
    """By the real services; once only, and not before its day. Returns how many plans were amended."""
    by, agency = person("demo-agency_head"), Agency.objects.get(code="so-tu-phap")
    rows = Plan.objects.filter(owner=agency, kind=PlanKind.AGENCY, year=DECIDED_ON.year)
    plan = rows.filter(state=PlanState.ISSUED, number_of_version=1).first()
    if plan is None or today < DECIDED_ON:
        return 0
    read = read_decision(plan, TEXT)
    draft = draft_as_decided(plan=plan, text=TEXT, fingerprint=read.fingerprint, by=by)
    title = "Quyết định sửa đổi, bổ sung một số nhiệm vụ của Kế hoạch cải cách hành chính năm 2026"
    paper = signed_copy(title=title, number=NUMBER, issued_on=DECIDED_ON, agency=agency, by=by)
    decision = Decision(
        number=NUMBER, issued_on=DECIDED_ON, signer=str(by), document=paper,
        reason="Kéo dài việc số hóa sổ hộ tịch do bổ sung phạm vi; thêm việc rà soát mẫu đơn.",
    )  # fmt: skip
    draft.refresh_from_db()
    issue_amendment(plan=draft, decision=decision, version=draft.version, by=by, at=moment(DECIDED_ON, 30))
    return 1
