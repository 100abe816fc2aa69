"""The pages of reports: locked numbers, kept words, the signature after the password, the table in XLSX."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.test import Client

from caicach.indicators.models import Indicator
from caicach.indicators.services import write_figure
from caicach.jobs.models import Job
from caicach.jobs.worker import run_now
from caicach.people.permissions import Role
from caicach.reports.annex import annex_of
from caicach.reports.models import ReportKind, ReportRound
from caicach.work.models import ProgressReport
from tests.factories.agencies import AgencyFactory
from tests.factories.people import PASSWORD
from tests.factories.reports import HALF, half_year, load_all, person_of, signed, written
from tests.factories.work import AssignmentFactory, coordinator

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    return AgencyFactory(name="Sở Tư pháp")


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_a_missing_number_is_told_as_missing_and_never_as_zero(agency):
    head, part = person_of(agency), half_year().parts.get(agency=agency)
    assert "chưa có trong sổ" in text_of(browser(head).get(f"/bao-cao/phan/{part.pk}/"))
    checked = text_of(browser(head).get(f"/bao-cao/phan/{part.pk}/kiem-tra/"))
    assert "để trống, không tính là 0" in checked
    assert "Còn phải viết" in checked


def test_duties_and_obstacles_of_the_cut_off_stand_in_their_sections(agency):
    duty = AssignmentFactory(agency=agency, due_on=date(2026, 6, 1))
    ProgressReport.objects.create(
        assignment=duty, obstacle="Thiếu người", reported_on=date(2026, 5, 1), reported_by=person_of(agency)
    )
    part = half_year().parts.get(agency=agency)
    shown = text_of(browser(person_of(agency)).get(f"/bao-cao/phan/{part.pk}/"))
    assert "Thiếu người" in shown
    assert "quá hạn, hạn 01/06/2026" in shown


def test_a_number_without_a_reason_comes_back_with_what_was_typed(agency):
    head, part = person_of(agency), half_year().parts.get(agency=agency)
    row = part.sections.get(code="procedure").figures.first()
    sent = {"version": row.version, "numerator": "95", "denominator": "100", "reason": ""}
    answer = browser(head).post(f"/bao-cao/so/{row.pk}/", sent)
    assert answer.status_code == 422
    assert 'value="95"' in answer.content.decode()
    assert "Số khác sổ số liệu cần có lý do" in text_of(answer)


def test_a_locked_section_leads_back_to_the_part(agency):
    head = person_of(agency)
    part = signed(half_year().parts.get(agency=agency), head)
    section = part.sections.first()
    answer = browser(head).get(f"/bao-cao/muc/{section.pk}/")
    assert answer.headers["Location"] == f"/bao-cao/phan/{part.pk}/"
    answer = browser(head).post(f"/bao-cao/muc/{section.pk}/", {"version": section.version, "text": "Khác"})
    assert answer.status_code == 409


def test_the_head_signs_only_after_the_password(agency):
    head = person_of(agency)
    head.set_password(PASSWORD)
    head.save()
    part = written(half_year().parts.get(agency=agency), head)
    client = browser(head)
    answer = client.post(f"/bao-cao/phan/{part.pk}/ky/", {"version": part.version})
    part.refresh_from_db()
    assert (answer.status_code, part.is_signed) == (302, False)
    client.post(answer.headers["Location"], {"password": PASSWORD}, follow=True)
    part.refresh_from_db()
    assert (part.is_signed, part.signed_by) == (True, head)


def test_a_return_opens_one_section_on_the_agencys_page(agency):
    head = person_of(agency)
    part = signed(half_year().parts.get(agency=agency), head)
    answer = browser(coordinator()).post(
        f"/bao-cao/phan/{part.pk}/tra-lai/", {"version": part.version, "note_procedure": "Thiếu số hồ sơ"}
    )
    assert answer.status_code == 302
    page = browser(head).get(f"/bao-cao/phan/{part.pk}/")
    assert "Thiếu số hồ sơ" in text_of(page)
    assert page.content.decode().count("/bao-cao/muc/") == 1


def test_the_table_says_who_sent_and_comes_as_a_workbook(agency):
    round = half_year()
    silent = AgencyFactory(name="Sở Chưa Gửi")
    part = signed(round.parts.get(agency=agency), person_of(agency), date(2026, 6, 30))
    part.pk, part._state.adding, part.agency = None, True, silent
    part.signed_at = part.signed_by = part.sent_on = None
    part.save()
    client = browser(coordinator())
    address = f"/bao-cao/dot/{round.pk}/"
    assert "gửi chậm" in text_of(client.get(address, {"state": "late"}))
    assert "Sở Chưa Gửi" not in text_of(client.get(address, {"state": "late"}))
    content = client.get(f"{address}tinh-hinh.xlsx", {"state": "late"}).content
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(min_row=5, values_only=True))
    assert [(row[1], row[3], row[4], row[5]) for row in rows] == [
        ("Sở Tư pháp", "17/06/2026", "30/06/2026", "gửi chậm")
    ]


def test_an_agency_sees_its_own_row_only(agency):
    other = AgencyFactory(name="Sở Khác")
    round = half_year()
    client = browser(person_of(agency, Role.FOCAL_POINT))
    assert "Sở Khác" not in text_of(client.get(f"/bao-cao/dot/{round.pk}/"))
    assert client.get(f"/bao-cao/phan/{round.parts.get(agency=other).pk}/").status_code == 404


def test_the_annex_adds_what_is_known_and_tells_of_how_many_it_is_missing(agency):
    load_all()
    AgencyFactory(name="Sở Khác")
    write_figure(
        indicator=Indicator.objects.get(code="case_files_on_time"), agency=agency, first=HALF.first, last=HALF.last,
        numerator=Decimal(98), denominator=Decimal(100), source="hand", source_text="Báo cáo 1", as_of=HALF.last,
        by=None,
    )  # fmt: skip
    round = half_year()
    departments = {level.name: level for level in annex_of(round, coordinator())}["Sở, ban, ngành"]
    columns = [one["label"] for one in round.annex["columns"]]
    place = columns.index("Hồ sơ giải quyết đúng hạn")
    assert departments.sums[place] == 98
    assert departments.missing[place] == len(departments.rows) - 1
    content = browser(coordinator()).get(f"/bao-cao/dot/{round.pk}/phu-luc.xlsx").content
    cells = {row[1]: row[2 + place] for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(
        min_row=5, values_only=True
    )}  # fmt: skip
    assert (cells["Sở Tư pháp"], cells["Sở Khác"], cells["Cộng"]) == (98, None, 98)


def test_the_button_opens_a_round_in_a_job_once(agency):
    load_all()
    client = browser(coordinator())
    sent = {"kind": ReportKind.objects.get(code="special").pk, "name": "Báo cáo chuyên đề"}
    sent |= {"first": "01/04/2026", "last": "30/04/2026", "due_department": "12/05/2026"}
    for _time in range(2):
        assert client.post("/bao-cao/mo/", sent).status_code == 302
    for job in Job.objects.order_by("pk"):
        run_now(job)
    assert {job.state for job in Job.objects.all()} == {"done"}
    assert ReportRound.objects.get().parts.get(agency=agency).due_on == date(2026, 5, 12)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"last": "31/03/2026"}, "Đến ngày sớm hơn từ ngày"),
        ({"name": ""}, "cần có tên"),
        ({"due_commune": "30/04/2026"}, "Hạn gửi phải sau ngày cuối kỳ"),
    ],
)
def test_a_special_report_says_what_is_wrong_with_its_days(typed, told):
    load_all()
    sent = {"kind": ReportKind.objects.get(code="special").pk, "name": "Chuyên đề"}
    sent |= {"first": "01/04/2026", "last": "30/04/2026"}
    answer = browser(coordinator()).post("/bao-cao/mo/", sent | typed)
    assert answer.status_code == 422
    assert told in text_of(answer)
