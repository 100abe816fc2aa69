"""The plan of inspections: who is worth a visit comes first, agencies are spread over months, the paper is kept."""

import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document

from caicach.core.officialdocs.linting import lint
from caicach.files.services import open_file
from caicach.papers.models import MadePaper
from caicach.people.permissions import Role
from caicach.steering.inspection import candidates, suggested, visits
from tests.factories.agencies import AgencyFactory, MembershipFactory
from tests.factories.work import AssignmentFactory, IssuedPlanFactory, LeafFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)


@pytest.fixture
def home():
    return AgencyFactory(name="Sở Nội vụ", code="so-noi-vu")


def late(agency, today=TODAY):
    plan = IssuedPlanFactory(year=today.year, assigned_at=timezone.now())
    return AssignmentFactory(item=LeafFactory(plan=plan), agency=agency, due_on=today - timedelta(days=3))


def test_those_with_overdue_duties_come_first_and_are_ticked(home):
    quiet, behind = AgencyFactory(commune=True), AgencyFactory(commune=True)
    late(behind)
    found = candidates(today=TODAY, without=home)
    assert [one.agency for one in found][:1] == [behind]
    assert quiet in [one.agency for one in found]
    assert home not in [one.agency for one in found]
    assert suggested(found) == [behind.pk]


def test_visits_are_spread_over_the_months_in_the_order_of_the_agencies():
    agencies = [AgencyFactory(name=f"Xã {number}") for number in range(4)]
    rows = visits(agencies, first=8, last=9, year=2026)
    assert [one["thoi_gian"] for one in rows] == ["Tháng 8 năm 2026"] * 2 + ["Tháng 9 năm 2026"] * 2
    assert visits(agencies[:1], first=8, last=12, year=2026)[0]["thoi_gian"] == "Tháng 8 năm 2026"


def test_the_page_makes_a_paper_without_faults_and_refuses_months_the_wrong_way_round(home, client, settings, tmp_path):
    settings.FILES_ROOT, settings.PROVINCE_NAME = tmp_path / "files", "Tỉnh Lạc Xuyên"
    client.force_login(MembershipFactory(agency=home, role=Role.COORDINATOR).user)
    agency = AgencyFactory(name="UBND xã An Bình", commune=True)
    late(agency, timezone.localdate())
    page = client.get(reverse("steering:inspection_new"))
    assert "1 quá hạn" in page.content.decode()
    begun = page.context["form"].initial | {"agency": [agency.pk], "first": 3, "last": 2}
    assert client.post(reverse("steering:inspection_new"), begun).status_code == 422
    assert client.post(reverse("steering:inspection_new"), begun | {"last": 5}).status_code == 302
    with open_file(MadePaper.objects.get().file) as file:
        document = Document(io.BytesIO(file.read()))
    assert lint(document) == ()
    assert [cell.text for cell in document.tables[1].rows[1].cells][1:] == [
        agency.name, f"Tháng 3 năm {timezone.localdate().year}",
    ]  # fmt: skip
