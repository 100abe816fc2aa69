"""The pages of consolidated reports work without a script: picking, editing, the file, closing."""

import io
from copy import deepcopy
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from docx import Document

from caicach.consolidation.signing import sign_report
from caicach.core.officialdocs.linting import lint
from caicach.jobs.models import Job
from caicach.jobs.worker import run_now
from caicach.reports.models import PartSection, ReportPart
from tests.factories.agencies import AgencyFactory
from tests.factories.consolidation import TODAY, filled, picked, refs_of
from tests.factories.files import word_file
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(consolidated):
    return deepcopy(consolidated)


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def client(made):
    return client_of(made.coordinator)


def page(client, name, *keys, **more):
    return client.get(reverse(f"consolidation:{name}", args=keys), more)


def send(client, name, *keys, **body):
    return client.post(reverse(f"consolidation:{name}", args=keys), body)


def test_the_section_shows_both_sides_and_who_is_missing(made, client):
    section = made.section()
    shown = page(client, "section_detail", section.pk).content.decode()
    assert "Tuyên truyền ở 30 xã." in shown
    assert "3 trên 5 nguồn" not in shown
    assert "Bình Yên" in shown
    assert "135/150" in shown


def test_sentences_are_filtered_by_words_and_by_what_was_picked(made, client):
    section = picked(made.section(), made.coordinator, "Tuyên truyền ở 30 xã.")
    for query, there, gone in (
        ({"q": "tuyen truyen"}, "Tuyên truyền ở 30 xã.", "Kết quả tốt."),
        ({"shown": "open"}, "Kết quả tốt.", "Sở giải quyết đúng hạn"),
        ({"shown": "missing"}, "chưa gửi", "Kết quả tốt."),
    ):
        side = page(client, "section_detail", section.pk, **query).content.decode().partition('id="ban-tong-hop"')[0]
        assert there in side
        assert gone not in side


def test_ticked_sentences_and_whole_paragraphs_go_in(made, client):
    section = made.section()
    (ref,) = refs_of(section, "Kết quả tốt.")
    assert send(client, "section_pick", section.pk, sentence=[ref]).status_code == 302
    assert send(client, "section_pick", section.pk, paragraph=ref.rpartition(".")[0]).status_code == 302
    assert [one.text for one in made.section().told.passages] == [
        "Kết quả tốt.",
        "Sở đã kiểm tra 12 cơ quan. Kết quả tốt.",
    ]


def test_the_built_file_is_offered_and_told_stale_after_a_change(made, client):
    report = filled(made.whole, made.coordinator)
    answer = send(client, "report_build", report.pk)
    job = Job.objects.get()
    assert answer.url == reverse("jobs:job_detail", args=[job.pk])
    run_now(job)
    file = b"".join(page(client, "report_docx", report.pk).streaming_content)
    assert lint(Document(io.BytesIO(file))) == ()
    assert "Tệp lập trước" not in page(client, "report_detail", report.pk).content.decode()
    send(client, "section_write", made.section().pk, text="Nữa.")
    assert "Tệp lập trước" in page(client, "report_detail", report.pk).content.decode()


def test_without_a_file_there_is_none_to_download(made, client):
    assert page(client, "report_docx", made.whole.pk).status_code == 409


def test_a_leader_signs_after_the_password_and_the_signed_copy_closes_the_report(made, client):
    report = filled(made.whole, made.coordinator)
    leader = client_of(made.leader)
    asked = send(leader, "report_sign", report.pk, version=report.version)
    assert "/dong" not in asked.url
    report.refresh_from_db()
    assert not report.is_signed
    made.leader.set_password(PASSWORD)
    made.leader.save()
    report = sign_report(report=report, version=report.version, by=made.leader, today=TODAY)
    copy = SimpleUploadedFile("Đã ký.docx", word_file("BÁO CÁO đã ký"))
    told = {"file": copy, "number": "15/BC-UBND", "issued_on": "20/06/2026", "version": report.version}
    assert send(client, "report_close", report.pk, **told).status_code == 302
    report.refresh_from_db()
    assert report.is_closed
    assert (report.signed_copy.number, report.signed_copy.issued_on) == ("15/BC-UBND", date(2026, 6, 20))
    assert send(client, "report_close", report.pk, **told).status_code == 409


def test_the_same_form_twice_picks_once(made, client):
    section = made.section()
    (ref,) = refs_of(section, "Kết quả tốt.")
    key = "8c1f2b7e-3f43-4d2c-9d53-0d1a8a4b7c11"
    for _ in range(2):
        send(client, "section_pick", section.pk, sentence=[ref], once=key)
    assert len(made.section().told.passages) == 1


def queries_of(client, name, key):
    with CaptureQueriesContext(connection) as captured:
        assert page(client, name, key).status_code == 200
    return sum("reports_" in one["sql"] or "consolidation_" in one["sql"] for one in captured.captured_queries)


def test_pages_ask_the_database_as_often_for_many_sources_as_for_few(made, client):
    picked(made.section(), made.coordinator, "Tuyên truyền ở 30 xã.")
    pages = (("report_detail", made.whole.pk), ("contradiction_list", made.whole.pk))
    pages = (*pages, ("section_detail", made.section().pk), ("round_reports", made.round.pk))
    few = [queries_of(client, *one) for one in pages]
    for number in range(6):
        agency = AgencyFactory(name=f"UBND xã Thêm {number}", commune=True)
        part = ReportPart.objects.create(round=made.round, agency=agency, level="commune", due_on=TODAY)
        PartSection.objects.create(part=part, code="procedure", title="Thủ tục", order=3, text="Có 9 việc.")
        ReportPart.objects.filter(pk=part.pk).update(signed_at=timezone.now(), signed_by=made.leader, sent_on=TODAY)
    assert [queries_of(client, *one) for one in pages] == few
    assert max(few) <= 12
