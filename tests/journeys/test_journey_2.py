"""The focal point of an agency reports a result with its evidence: from the list to the receipt in five clicks."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document

from caicach.assessments.models import Phase
from caicach.documentregister.services import Head, register_document
from caicach.notices.urging import path_of
from caicach.people.models import Session, TypedWords
from caicach.people.permissions import Role
from caicach.rounds.running import set_window
from caicach.work.models import Assignment
from tests.factories.agencies import AgencyFactory
from tests.factories.assessments import open_world
from tests.factories.people import PASSWORD
from tests.factories.work import AssignmentFactory, LeafFactory, person_in
from tests.walker import PC, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_CLICKS = 5


@pytest.fixture
def duty():
    item = LeafFactory(title="Công bố danh mục thủ tục hành chính", due_on=timezone.localdate())
    return AssignmentFactory(item=item, agency=AgencyFactory(name="Sở Y tế"))


@pytest.fixture
def focal_point(duty):
    return person_in(duty.agency, Role.FOCAL_POINT)


def paper() -> bytes:
    document = Document()
    document.add_paragraph("Quyết định công bố danh mục thủ tục hành chính")
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


@pytest.mark.parametrize("size", [PC, PHONE])
def test_result_with_evidence_is_handed_in_within_five_clicks(walks, duty, focal_point, size):
    walker = walks(focal_point, size=size)
    walker.open("/viec/")
    walker.click("text=Công bố danh mục thủ tục hành chính")
    walker.page.fill("textarea[name=text]", "Đã ban hành Quyết định số 12/QĐ-UBND ngày 05/03/2026.")
    walker.choose_file("input[name=file]", "quyet-dinh.docx", paper(), DOCX)
    walker.click("text=Kiểm tra và gửi")
    assert walker.sees("quyet-dinh.docx")
    assert walker.sees("100%")
    walker.click("button:has-text('Gửi kết quả')")
    assert walker.page.locator(".receipt-code").inner_text().startswith("Mã: KQ-")
    assert walker.sees("Lấy lại")
    assert walker.clicks <= MOST_CLICKS
    assert walker.told == []
    row = Assignment.objects.get(pk=duty.pk)
    assert row.submitted_on == timezone.localdate()
    assert row.reports.get().evidence.count() == 1


def test_from_the_link_of_the_digest_it_is_five_clicks_with_the_link(walks, duty, focal_point):
    walker = walks(focal_point, size=PHONE)
    walker.open(path_of(duty))
    walker.clicks += 1
    walker.choose_file("input[name=file]", "quyet-dinh.docx", paper(), DOCX)
    walker.page.fill("textarea[name=text]", "Đã ban hành.")
    walker.click("text=Kiểm tra và gửi")
    walker.click("button:has-text('Gửi kết quả')")
    assert walker.page.locator(".receipt-code").count() == 1
    assert walker.clicks == MOST_CLICKS


def test_a_leaf_takes_four_clicks_with_new_evidence_and_two_with_what_is_in_the_register(walks):
    world = open_world()
    today = timezone.localdate()
    for phase in Phase:
        span = (today - timedelta(days=5), today + timedelta(days=5))
        set_window(round=world.round, phase=phase, span=span, reason="Hôm nay", by=world.coordinator)
    first, second = world.entry("1.1"), world.entry("2")
    register_document(agency=world.own.agency, head=Head(title="Tiêu chí 2", issued_on=today), by=world.focal)
    walker = walks(world.focal)
    walker.open(reverse("selfassessments:entry_detail", args=[first.pk]))
    walker.choose_file("#tai-lieu input[type=file]", "bao-cao.docx", paper(), DOCX)
    walker.page.fill("#tai-lieu input[name=title]", "Báo cáo kết quả")
    walker.click("#tai-lieu button:has-text('Gắn tài liệu')")
    walker.page.wait_for_selector("#tai-lieu :text('Báo cáo kết quả')")
    walker.page.fill("#tu-cham input[name=a]", "9")
    walker.page.fill("#tu-cham input[name=b]", "10")
    walker.click("#tu-cham button[value=done]")
    assert walker.clicks == 4

    walker.page.wait_for_url(f"**{reverse('selfassessments:entry_detail', args=[second.pk])}")
    walker.click("#tai-lieu li:has-text('Tiêu chí 2') button:has-text('Gắn')")
    walker.page.wait_for_selector("button[aria-label='Gỡ Tiêu chí 2']")
    walker.page.fill("#tu-cham input[name=a]", "9")
    walker.page.fill("#tu-cham input[name=b]", "10")
    walker.click("#tu-cham button[value=done]")
    assert walker.clicks == 6
    assert {world.entry(code).is_done for code in ("1.1", "2")} == {True}
    assert walker.told == []


def test_row_says_without_scrolling_who_what_when_with_which_result_and_on_whose_duty(walks, duty, focal_point):
    for size in (PC, PHONE):
        walker = walks(focal_point, size=size)
        walker.open("/viec/")
        assert walker.is_on_screen(".duties .cell-title")
        row = walker.page.locator(".duties tr").last.inner_text()
        day = f"{timezone.localdate():%d/%m/%Y}"
        for text in ("chưa giao", duty.item.title, day, "Báo cáo", "Chủ trì", "sắp đến hạn"):
            assert text in row, text
        assert walker.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_words_survive_a_session_that_has_ended(walks, duty, focal_point):
    focal_point.set_password(PASSWORD)
    focal_point.save()
    walker = walks(focal_point)
    walker.open(f"/viec/nhiem-vu/{duty.pk}/")
    walker.page.fill("textarea[name=text]", "Một đoạn dài không muốn gõ lại.")
    Session.objects.all().delete()
    walker.click("text=Lưu, chưa gửi")
    assert walker.sees("Phiên làm việc đã hết hạn")
    walker.page.fill("input[name=login]", focal_point.username)
    walker.page.fill("input[name=password]", PASSWORD)
    walker.click("main button.button-primary")
    assert walker.page.url.endswith(f"/viec/nhiem-vu/{duty.pk}/")
    assert walker.page.input_value("textarea[name=text]") == "Một đoạn dài không muốn gõ lại."
    assert walker.sees("Đã khôi phục nội dung")
    walker.click("text=Lưu, chưa gửi")
    assert walker.page.input_value("textarea[name=text]") == ""
    assert walker.page.evaluate("localStorage.length") == 0
    assert Assignment.objects.get(pk=duty.pk).reports.get().text == "Một đoạn dài không muốn gõ lại."


def test_words_are_found_again_on_another_machine(walks, duty, focal_point):
    walker = walks(focal_point)
    walker.open(f"/viec/nhiem-vu/{duty.pk}/")
    with walker.page.expect_response(
        lambda answer: answer.url.endswith("/da-go/") and answer.status == 204, timeout=6000
    ):
        walker.page.type("textarea[name=text]", "Gõ dở trên máy này.")
    assert walker.sees("Đã lưu nháp lúc")
    other = walks(focal_point)
    other.open(f"/viec/nhiem-vu/{duty.pk}/")
    other.page.wait_for_selector(".kept")
    assert other.page.input_value("textarea[name=text]") == "Gõ dở trên máy này."
    other.click("text=Lưu, chưa gửi")
    other.page.wait_for_load_state("networkidle")
    assert other.page.input_value("textarea[name=text]") == ""
    assert not TypedWords.objects.exists()


def test_words_of_one_person_are_not_shown_to_the_next_one_on_the_same_machine(walks, duty, focal_point):
    walker = walks(focal_point)
    walker.open(f"/viec/nhiem-vu/{duty.pk}/")
    walker.page.fill("textarea[name=text]", "Chỉ của tôi.")
    walker.page.wait_for_timeout(1500)
    assert walker.page.evaluate("localStorage.length") == 1
    walker.page.on("dialog", lambda dialog: dialog.accept())
    walker.click("details.menu summary")
    walker.click("text=Đăng xuất")
    assert walker.page.evaluate("localStorage.length") == 0
