"""A note on a paragraph goes from desk to desk: written, found, answered, done; eight clicks of three people's days."""

import pytest
from django.urls import reverse

from caicach.notes.models import Note
from caicach.people.permissions import Role
from caicach.reports.services import write_section
from tests.factories.agencies import AgencyFactory
from tests.factories.reports import half_year, person_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "Đã ban hành 12 kế hoạch trong kỳ báo cáo.\n\nCòn ba xã chậm gửi báo cáo, đã đôn đốc."


def test_a_note_is_written_answered_and_done_in_eight_clicks(walks):
    agency = AgencyFactory(name="Sở Y tế")
    coordinator = walks(person_of(AgencyFactory(name="Sở Nội vụ"), Role.COORDINATOR))
    writer = person_of(agency, Role.FOCAL_POINT)
    section = half_year().parts.get(agency=agency).sections.get(code="steering")
    write_section(section=section, version=section.version, text=WORDS, by=writer)

    coordinator.open(reverse("reports:part_detail", args=[section.part_id]))
    coordinator.click("main a:has-text('Ghi chú')")
    coordinator.click("a[aria-label^='Ghi chú đoạn 2']")
    assert "Còn ba xã chậm" in coordinator.page.locator("blockquote").inner_text()
    coordinator.page.fill("#id_text", "Ba xã nào? Nêu tên.")
    coordinator.click("main form .button-primary")
    assert coordinator.clicks == 3

    focal_point = walks(writer)
    focal_point.open("/")
    focal_point.click("a:has-text('Xem ghi chú ở phần báo cáo')")
    focal_point.click(".note a")
    focal_point.page.fill("#id_text", "Xã An Bình, Bình Yên và Hòa Lợi.")
    focal_point.click("main form .button-primary")
    assert focal_point.clicks == 3

    coordinator.open("/")
    coordinator.click("a:has-text('Có trả lời ghi chú')")
    assert coordinator.sees("Bình Yên và Hòa Lợi")
    coordinator.click(".note button:has-text('Ghi là đã xong')")
    assert coordinator.clicks == 5
    assert not Note.objects.open().exists()
    assert coordinator.told == focal_point.told == []
