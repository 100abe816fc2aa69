"""Pages of publishing: the way from a closed round to a published result, and what everybody sees of it."""

import io
import zipfile

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from caicach.core.publishing.verifying import hash_of
from caicach.jobs.models import Job
from caicach.jobs.worker import run_now
from caicach.papers.models import MadePaper
from caicach.people.permissions import Role
from caicach.publications.models import Publication, PublicationState
from caicach.publications.services import prepare
from tests.factories.agencies import AgencyFactory
from tests.factories.assessments import person
from tests.factories.people import PASSWORD
from tests.factories.publications import closed_round


@pytest.fixture(autouse=True)
def passwords(world):
    """The two who are asked to prove themselves anew know what they are asked for."""
    for one in (world.leader, world.coordinator):
        one.set_password(PASSWORD)
        one.save()


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(name, row):
    return reverse(f"publications:{name}", args=[row.pk])


def code_for(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def seen(row):
    return {"version": row.version, "sha256": row.sha256, "has_seen": "on"}


def test_a_coordinator_prepares_and_only_who_works_on_it_sees_it(world):
    client = signed_in(world.coordinator)
    assert world.round.name in client.get(reverse("publications:publication_list")).content.decode()
    answer = client.post(at("publication_prepare", world.round), {"decision_number": "5/QĐ-UBND"})
    job = Job.objects.get()
    assert answer.url == reverse("jobs:job_detail", args=[job.pk])
    assert "Chuẩn bị công bố" in client.get(answer.url).content.decode()
    run_now(job)
    answer, row = client.get(answer.url), Publication.objects.get()
    assert answer.url == at("publication_detail", row)
    page = client.get(answer.url).content.decode()
    assert "chờ duyệt" in page
    assert row.sha256 in page
    assert signed_in(world.rounds.focal).get(answer.url).status_code == 404
    assert signed_in(world.leader).get(answer.url).status_code == 200


def test_who_comes_back_while_it_is_computed_is_led_to_the_job(world):
    client = signed_in(world.coordinator)
    first, second = (client.post(at("publication_prepare", world.round), {}) for _ in range(2))
    assert first.url == second.url == client.get(at("publication_prepare", world.round)).url
    assert Job.objects.count() == 1
    other = signed_in(person(world.rounds.body, Role.COORDINATOR))
    assert other.get(at("publication_prepare", world.round)).status_code == 200
    answer = other.post(at("publication_prepare", world.round), {})
    assert answer.status_code == 409
    assert str(world.coordinator) in answer.content.decode()


def test_a_preparation_that_came_to_nothing_says_why_and_leads_back(world):
    client = signed_in(world.coordinator)
    address = client.post(at("publication_prepare", world.round), {}).url
    world.reopened()
    run_now(Job.objects.get())
    page = client.get(address).content.decode()
    assert "trong khi đang tính" in page
    assert at("round_publications", world.round) in page


def test_approving_asks_for_password_and_code_anew_and_then_publishes(world):
    row, client = world.prepared(), signed_in(world.leader)
    secret = generate_totp_secret()
    TOTP.activate(world.leader, secret)
    page = client.get(at("publication_approve", row)).content.decode()
    assert row.sha256 in page
    assert "Sở Công Thương" in page
    first = client.post(at("publication_approve", row), seen(row))
    assert first.url.startswith(reverse("account_reauthenticate"))
    second = client.post(first.url, {"password": PASSWORD})
    assert second.url.startswith(reverse("mfa_reauthenticate"))
    assert Publication.objects.get().is_waiting
    third = client.post(second.url, {"code": code_for(secret)})
    assert third.url == at("publication_detail", row)
    assert Publication.objects.get().approved_by == world.leader
    assert "Đã công bố" in client.get(third.url).content.decode()


def test_a_wrong_password_publishes_nothing(world):
    row, client = world.prepared(), signed_in(world.leader)
    first = client.post(at("publication_approve", row), seen(row))
    assert client.post(first.url, {"password": "sai"}).status_code == 422
    assert Publication.objects.get().is_waiting


def test_having_signed_in_just_now_is_not_enough(world):
    client, row = Client(), world.prepared()
    client.post(reverse("account_login"), {"login": world.leader.username, "password": PASSWORD})
    answer = client.post(at("publication_approve", row), seen(row))
    assert answer.url.startswith(reverse("account_reauthenticate"))


def test_who_has_not_said_that_he_looked_gets_the_page_again(world):
    row, client = world.prepared(), signed_in(world.leader)
    answer = client.post(at("publication_approve", row), seen(row) | {"has_seen": ""})
    assert answer.status_code == 422
    assert "Hãy xem kết quả" in answer.content.decode()


def test_what_was_prepared_anew_meanwhile_has_to_be_looked_at_again(world):
    row, client = world.prepared(), signed_in(world.leader)
    form = seen(row) | {"sha256": "0" * 64}
    first = client.post(at("publication_approve", row), form)
    answer = client.post(first.url, {"password": PASSWORD})
    assert answer.status_code == 409
    assert "publications.other_bundle" in answer.content.decode()


def test_who_may_not_approve_is_told_before_any_code_is_asked(world):
    answer = signed_in(world.coordinator).get(at("publication_approve", world.prepared()))
    assert answer.status_code == 403


def test_everybody_sees_the_ranking_and_an_agency_only_its_own_leaves(world):
    row = world.approved()
    own, twin = (row.results.get(agency=one.agency) for one in (world.rounds.own, world.rounds.twin))
    client = signed_in(world.rounds.focal)
    page = client.get(at("publication_detail", row)).content.decode()
    assert "Sở Y tế" in page
    assert "Sở Công Thương" in page
    assert "85,00%" in page
    assert at("result_detail", own) in page
    assert at("result_detail", twin) not in page
    assert client.get(at("result_detail", twin)).status_code == 404
    detail = client.get(at("result_detail", own)).content.decode()
    assert "Thiếu văn bản kiểm chứng" in detail
    assert "Kết quả khảo sát" in detail
    assert client.get(at("publication_bundle", row)).status_code == 404


def test_the_bundle_is_given_out_as_it_was_hashed(world):
    row = world.approved()
    answer = signed_in(person(world.rounds.body, Role.INSPECTOR)).get(at("publication_bundle", row))
    content = b"".join(answer.streaming_content)
    assert "verify.py" in zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert hash_of(content) == row.sha256


def test_a_sheet_of_results_holds_figures_and_only_the_leaves_that_the_reader_may_see(world):
    row = world.approved()
    answer = signed_in(world.rounds.focal).get(at("publication_xlsx", row))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        text = book.read("xl/sharedStrings.xml").decode()
        ranking = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<v>0.85</v>" in ranking, ranking[ranking.index("<sheetData") :][:1500]
    assert "Thiếu văn bản kiểm chứng" in text
    assert text.count("Sở Công Thương") == 1  # in the ranking, not leaf by leaf


def test_a_correction_is_prepared_with_a_reason_and_both_pages_name_each_other(world):
    first, client = world.approved(), signed_in(world.coordinator)
    assert client.post(at("publication_prepare", world.round), {}).status_code == 422
    client.post(at("publication_prepare", world.round), {"reason": "Nhập sai phiếu khảo sát"})
    run_now(Job.objects.get())
    second = Publication.objects.get(state=PublicationState.PREPARED)
    asked = signed_in(world.leader).get(at("publication_approve", second)).content.decode()
    assert "<p>Không cơ quan nào</p>" in asked  # the leader is told that it changes no result
    world.approved(second)
    assert at("publication_detail", second) in client.get(at("publication_detail", first)).content.decode()
    page = client.get(at("publication_detail", second)).content.decode()
    assert at("publication_detail", first) in page
    assert "Nhập sai phiếu khảo sát" in page
    listed = client.get(at("round_publications", world.round)).content.decode()
    assert "đã có bản đính chính" in listed


def test_the_number_of_the_decision_is_typed_after_it_is_signed(world):
    row, client = world.approved(), signed_in(world.coordinator)
    url = at("publication_decision", row)
    answer = client.post(url, {"version": row.version, "number": "", "decided_on": "31/02/2027"})
    assert answer.status_code == 422
    client.post(url, {"version": row.version, "number": "9/QĐ-UBND", "decided_on": "15/01/2027"})
    assert "9/QĐ-UBND" in client.get(at("publication_detail", row)).content.decode()


def test_what_is_not_published_is_printed_as_a_draft(world):
    row, client = world.prepared(), signed_in(world.coordinator)
    words = text_of(client.get(at("publication_docx", row)).content)
    assert "DỰ THẢO" in words
    world.approved(row)
    assert "DỰ THẢO" not in text_of(client.get(at("publication_docx", row)).content)


def test_the_decision_is_kept_once_it_is_approved_and_its_page_takes_the_signed_copy(world):
    row, client = world.prepared(), signed_in(world.coordinator)
    assert client.post(at("publication_keep", row)).status_code == 409
    row = world.approved(row)
    assert "Lập quyết định theo mẫu" in client.get(at("publication_detail", row)).content.decode()
    answer = client.post(at("publication_keep", row))
    paper = MadePaper.objects.get()
    assert answer.url == reverse("papers:made_detail", args=[paper.pk])
    assert (paper.kind, paper.source_path) == ("result_decision", at("publication_detail", row))
    assert "chưa có bản ký" in client.get(at("publication_detail", row)).content.decode()
    leader = signed_in(world.leader)
    assert "Lập quyết định theo mẫu" not in leader.get(at("publication_detail", row)).content.decode()


def text_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for line in table.rows for cell in line.cells]
    return "\n".join([one.text for one in document.paragraphs] + cells)


def test_a_page_takes_no_more_queries_for_more_agencies(world):
    client = signed_in(world.leader)
    agencies = [AgencyFactory() for _ in range(9)]
    counts = []
    for name, some in (("it", agencies[:2]), ("nhieu", agencies)):
        row = prepare(round=closed_round(some, name), by=world.coordinator)
        pages = [("publication_detail", row), ("publication_approve", row), ("result_detail", row.results.first())]
        addresses = [at(page, thing) for page, thing in pages]
        counts.append([queries_of(client, url) for url in addresses])
    assert counts[0] == counts[1]
    assert max(counts[1]) <= 14


def queries_of(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)
