"""A decision that lists only its changes becomes a draft that says exactly this, and the plan stays as it was."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from caicach.amendments import errors
from caicach.amendments.differences import difference_of
from caicach.amendments.reading import draft_as_decided, read_decision
from caicach.audit.models import AuditEvent
from caicach.people.permissions import Role
from caicach.plans.models import Plan
from caicach.ui.errors import NotAllowed
from tests.factories.agencies import AgencyFactory, MembershipFactory
from tests.factories.files import word_file
from tests.factories.plans import PlanFactory, PlanItemFactory, coordinator

pytestmark = pytest.mark.django_db
TEXT = """Điều 1. Sửa đổi, bổ sung một số nhiệm vụ như sau:
1. Sửa đổi nhiệm vụ số 1 Mục II: thời hạn: trước ngày 15/11/2026; chủ trì: Sở Nội vụ.
2. Bổ sung nhiệm vụ 3 vào Mục II: “Rà soát thủ tục”; chủ trì: Sở Nội vụ; sản phẩm: Báo cáo.
3. Bãi bỏ nhiệm vụ “Tổ chức hội thi”.
Điều 2. Quyết định này có hiệu lực từ ngày ký."""


@pytest.fixture
def plan():
    AgencyFactory(name="Sở Nội vụ", code="so-noi-vu")
    found = PlanFactory(issued=True)
    for place, code in enumerate(("I", "II"), 1):
        head = PlanItemFactory(plan=found, outline_code=code, path=code, order=place * 10, title=f"Lĩnh vực {code}")
        for number, title in (("1", f"Việc một {code}"), ("2", "Tổ chức hội thi" if code == "II" else "Việc hai")):
            PlanItemFactory(
                plan=found, parent=head, outline_code=number, path=f"{code}/{number}", order=place * 10 + int(number),
                title=title, deliverable="Kế hoạch",
            )  # fmt: skip
    return found


def made(plan, text=TEXT, by=None):
    read = read_decision(plan, text)
    return draft_as_decided(plan=plan, text=text, fingerprint=read.fingerprint, by=by or coordinator())


def test_the_draft_differs_from_the_plan_in_exactly_what_the_decision_says(plan):
    draft = made(plan)
    counts = difference_of(plan, draft).counts
    assert (counts["changed"], counts["new"], counts["gone"], counts["moved"]) == (1, 1, 1, 0)
    changed = draft.items.get(title="Việc một II")
    assert (changed.lead_text, changed.time_frame_text, changed.deliverable) == (
        "Sở Nội vụ", "trước ngày 15/11/2026", "Kế hoạch",
    )  # fmt: skip
    assert changed.due_on.isoformat() == "2026-11-15"
    added = draft.items.get(title="Rà soát thủ tục")
    assert (added.parent.outline_code, added.outline_code, added.deliverable) == ("II", "3", "Báo cáo")
    assert added.duties.get().agency.code == "so-noi-vu"
    assert plan.items.count() == 6
    assert AuditEvent.objects.get(code="amendments.decision_read").details["add"] == 1


def test_one_clause_that_does_not_fit_and_nothing_is_made(plan):
    text = f"{TEXT}\n4. Bãi bỏ nhiệm vụ số 99"
    read = read_decision(plan, text)
    assert (read.refused, [one.refusal for one in read.clauses]) == (1, ["", "", "", "no_such_row"])
    with pytest.raises(errors.DecisionNotReady):
        made(plan, text)
    assert Plan.objects.count() == 1


def test_what_was_looked_at_is_what_is_made(plan):
    with pytest.raises(errors.DecisionMovedOn):
        draft_as_decided(plan=plan, text=TEXT, fingerprint=read_decision(plan, "khác").fingerprint, by=coordinator())
    assert read_decision(plan, TEXT.replace("\n", "\r\n")).fingerprint == read_decision(plan, TEXT).fingerprint


def test_only_who_drafts_the_plan_makes_the_draft(plan):
    with pytest.raises(NotAllowed):
        made(plan, by=MembershipFactory(role=Role.AGENCY_HEAD).user)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("Bãi bỏ nhiệm vụ số II\nSửa đổi nhiệm vụ số 1 Mục II: thời hạn: Quý IV", "abolished_too"),
        ("Sửa đổi nhiệm vụ số 1 Mục II: sản phẩm: Kế hoạch", "nothing_changes"),
        ("Sửa đổi nhiệm vụ số 1 Mục II: kinh phí: nhiều lắm", "budget_unreadable"),
    ],
)
def test_what_would_be_lost_or_changes_nothing_is_refused(plan, text, refusal):
    assert refusal in [one.refusal for one in read_decision(plan, text).clauses]


def test_names_that_nobody_knows_are_told_before_the_draft(plan):
    (one,) = read_decision(plan, "Sửa đổi nhiệm vụ số 1 Mục II: chủ trì: Sở Trăng Sao").clauses
    assert (one.refusal, one.unknown) == ("", ["Sở Trăng Sao"])


def test_the_page_reads_a_file_shows_what_it_would_do_and_makes_the_draft(plan, client):
    client.force_login(coordinator())
    address = f"/ke-hoach/{plan.pk}/doc-quyet-dinh/"
    assert address in client.get(f"/ke-hoach/{plan.pk}/").content.decode()
    assert client.post(address, {"text": " "}).status_code == 422
    broken = SimpleUploadedFile("Quyết định.docx", b"PK\x03\x04 no word file")
    assert client.post(address, {"file": broken}).status_code == 422
    page = client.post(address, {"file": SimpleUploadedFile("qd.docx", word_file("Bãi bỏ nhiệm vụ số 99"))})
    assert "Kế hoạch không có dòng này" in page.content.decode()
    page = client.post(address, {"text": TEXT})
    assert "Lập dự thảo" in page.content.decode()
    seen = page.context["read"].fingerprint
    assert client.post(address, {"text": TEXT, "seen": "khac", "then": "draft"}).status_code == 409
    answer = client.post(address, {"text": TEXT, "seen": seen, "then": "draft"})
    assert answer.status_code == 302
    assert "Rà soát thủ tục" in client.get(answer.url, follow=True).content.decode()
