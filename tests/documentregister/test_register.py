"""The register of documents: entered once, read from the file, corrected by a person, followed by newer files."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document as WordDocument

from caicach.audit.models import AuditEvent
from caicach.documentregister import uses
from caicach.documentregister.errors import DocumentInUse, SameFile
from caicach.documentregister.registering import take_in
from caicach.documentregister.services import (
    Alike,
    Head,
    add_version,
    alike,
    correct_document,
    register_document,
    withdraw_document,
)
from caicach.documentregister.uses import Use
from caicach.files.models import Document, HeadState
from caicach.files.policy import EVIDENCE
from caicach.files.services import store_file
from caicach.jobs.models import Job
from caicach.jobs.worker import run_now
from caicach.people.permissions import Role
from caicach.ui.errors import NotAllowed, RowMovedOn
from tests.factories.agencies import AgencyFactory, MembershipFactory
from tests.factories.files import PNG, TEXT

pytestmark = pytest.mark.django_db
PLAN = Head(title="Kế hoạch tuyên truyền", number="12/KH-STP", issued_on=date(2026, 3, 4))


@pytest.fixture
def agency():
    return AgencyFactory()


@pytest.fixture
def focal(agency):
    return MembershipFactory(agency=agency, role=Role.FOCAL_POINT).user


@pytest.fixture
def signed(client, focal):
    client.force_login(focal)
    return client


def paper(number="35/BC-STP", title="Kết quả tuyên truyền cải cách hành chính quý I"):
    document = WordDocument()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "UBND TỈNH TÂN GIANG\nSỞ TƯ PHÁP"
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    table.cell(1, 0).text = f"Số: {number}"
    table.cell(1, 1).text = "Tân Giang, ngày 05 tháng 4 năm 2026"
    document.add_paragraph("BÁO CÁO").alignment = 1
    document.add_paragraph(title).alignment = 1
    document.add_paragraph("Sở Tư pháp báo cáo như sau.")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def upload(content, name="bao-cao.docx"):
    return SimpleUploadedFile(name, content)


def stored(content, by, name="ban.txt"):
    return store_file(content=io.BytesIO(content), name=name, by=by, policy=EVIDENCE)


def test_the_head_is_read_from_the_file_and_waits_for_a_person(agency, focal):
    told = take_in([upload(paper())], agency=agency, by=focal)
    assert told.new[0].head_state == HeadState.WAITING
    run_now(told.job)
    row = Document.objects.get()
    assert (row.kind, row.number, row.issued_on) == ("Báo cáo", "35/BC-STP", date(2026, 4, 5))
    assert row.issuer == "Sở Tư pháp"
    assert row.title == "Kết quả tuyên truyền cải cách hành chính quý I"
    assert list(Document.objects.to_check()) == [row]
    correct_document(document=row, version=row.version, head=PLAN, by=focal)
    assert not Document.objects.to_check().exists()


def test_a_picture_is_registered_and_its_head_is_typed(agency, focal):
    told = take_in([upload(TEXT, "ghi-chu.txt")], agency=agency, by=focal)
    run_now(told.job)
    row = Document.objects.get()
    assert row.head_state in (HeadState.UNREADABLE, HeadState.READ)
    assert row.title == "ghi-chu" or row.kind == "Kế hoạch"


def test_what_a_person_has_corrected_is_not_read_over(agency, focal):
    told = take_in([upload(paper())], agency=agency, by=focal)
    correct_document(document=told.new[0], version=1, head=PLAN, by=focal)
    run_now(told.job)
    assert Document.objects.get().number == "12/KH-STP"


def test_a_job_that_fails_leaves_the_head_to_a_person(agency, focal):
    from caicach.jobs.services import fail

    told = take_in([upload(paper())], agency=agency, by=focal)
    fail(job=told.job, code="jobs.gave_up")
    assert Document.objects.get().head_state == HeadState.UNREADABLE


def test_the_same_file_is_one_document_of_an_agency(agency, focal):
    content = paper()
    take_in([upload(content)], agency=agency, by=focal)
    again = take_in([upload(content, "ten-khac.docx")], agency=agency, by=focal)
    assert (again.new, len(again.known), again.job) == ([], 1, None)
    assert Document.objects.count() == 1


def test_one_refused_file_does_not_hold_up_the_others(agency, focal):
    told = take_in([upload(b"", "rong.pdf"), upload(paper())], agency=agency, by=focal)
    assert len(told.new) == 1
    assert "rong.pdf" in told.refused[0]


def test_a_reference_is_found_again_by_number_and_day(agency, focal):
    first = register_document(agency=agency, head=PLAN, by=focal)
    again = register_document(
        agency=agency, head=Head(title="X", number="012/kh-stp", issued_on=PLAN.issued_on), by=focal
    )
    assert first == again
    other_day = Head(title="X", number="12/KH-STP", issued_on=date(2026, 3, 5))
    assert register_document(agency=agency, head=other_day, by=focal) != first


def test_duplicates_in_other_agencies_are_told(agency, focal):
    mine = register_document(agency=agency, head=PLAN, by=focal)
    other = AgencyFactory()
    person = MembershipFactory(agency=other, role=Role.FOCAL_POINT).user
    theirs = register_document(agency=other, head=PLAN, by=person)
    assert alike(mine, focal) == Alike([], 1)
    assert alike(mine, MembershipFactory(role=Role.COORDINATOR).user).seen == [theirs]


def test_a_newer_file_follows_and_the_older_one_stays(agency, focal):
    row = register_document(agency=agency, head=PLAN, by=focal, file=stored(TEXT, focal))
    newer = stored(TEXT + b"2", focal)
    add_version(document=row, version=1, file=newer, by=focal, note="sửa mục II")
    row.refresh_from_db()
    assert row.file == newer
    assert [one.number for one in row.versions.all()] == [2, 1]
    with pytest.raises(SameFile):
        add_version(document=row, version=2, file=newer, by=focal)


def test_a_stale_correction_is_refused(agency, focal):
    row = register_document(agency=agency, head=PLAN, by=focal)
    correct_document(document=row, version=1, head=PLAN, by=focal)
    with pytest.raises(RowMovedOn):
        correct_document(document=row, version=1, head=PLAN, by=focal)


def test_other_agencies_may_not_correct(agency, focal):
    row = register_document(agency=agency, head=PLAN, by=focal)
    stranger = MembershipFactory(role=Role.FOCAL_POINT).user
    with pytest.raises(NotAllowed):
        correct_document(document=row, version=1, head=PLAN, by=stranger)


def test_a_document_in_use_stays_in_the_register(agency, focal, monkeypatch):
    row = register_document(agency=agency, head=PLAN, by=focal)
    monkeypatch.setattr(uses, "_providers", [lambda document, user: [Use(text="3.4.1")]])
    with pytest.raises(DocumentInUse, match=r"3\.4\.1"):
        withdraw_document(document=row, version=1, reason="nhầm", by=focal)
    monkeypatch.setattr(uses, "_providers", [])
    withdraw_document(document=row, version=1, reason="nhầm", by=focal)
    assert not Document.objects.standing().exists()
    assert register_document(agency=agency, head=PLAN, by=focal, file=None) != row


def test_a_withdrawn_file_comes_back_when_it_is_sent_again(agency, focal):
    content = paper()
    told = take_in([upload(content)], agency=agency, by=focal)
    withdraw_document(document=told.new[0], version=1, reason="nhầm", by=focal)
    take_in([upload(content)], agency=agency, by=focal)
    assert Document.objects.standing().get() == told.new[0]


def test_the_quota_of_an_agency_holds(agency, focal, settings):
    settings.QUOTA_MB = 1
    take_in([upload(b"a" * 700_000, "a.txt")], agency=agency, by=focal)
    told = take_in([upload(b"b" * 700_000, "b.txt")], agency=agency, by=focal)
    assert not told.new
    assert "1 MB" in told.refused[0]


def test_files_are_sent_checked_and_found(signed, agency):
    answer = signed.post(
        reverse("documentregister:document_add"),
        {"agency": agency.pk, "papers": [upload(paper()), upload(PNG, "anh.png")]},
    )
    assert answer.headers["Location"] == reverse("documentregister:document_check")
    run_now(Job.objects.get())
    page = signed.get(reverse("documentregister:document_check")).content.decode()
    assert "35/BC-STP" in page
    row = Document.objects.get(number="35/BC-STP")
    told = {"version": row.version, "title": "Kết quả quý I", "number": "35/BC-STP", "issued_on": "5/4/2026"}
    signed.post(reverse("documentregister:document_edit", args=[row.pk]), told | {"then": "check"})
    listed = signed.get(reverse("documentregister:document_list"), {"q": "ket qua quy i"}).content.decode()
    assert "Kết quả quý I" in listed
    assert AuditEvent.objects.filter(code="files.document_corrected").count() == 1


def test_an_odd_number_is_asked_about_once(signed, agency):
    told = {"agency": agency.pk, "title": "Biên bản", "number": "35 KH", "issued_on": "5/4/2026"}
    address = reverse("documentregister:document_reference")
    answer = signed.post(address, told)
    assert answer.status_code == 422
    assert "35/KH-UBND" in answer.content.decode()
    assert signed.post(address, told | {"is_as_printed": "on"}).status_code == 302


def test_a_reference_needs_number_and_day(signed, agency):
    answer = signed.post(reverse("documentregister:document_reference"), {"agency": agency.pk, "title": "Biên bản"})
    assert answer.status_code == 422
    assert not Document.objects.exists()


def test_a_page_of_a_file_is_seen_only_by_whom_may_have_it(signed, agency, focal, client):
    row = register_document(agency=agency, head=PLAN, by=focal, file=stored(TEXT, focal))
    address = reverse("files:file_page", args=[row.file_id, 1])
    assert "Cải cách hành chính năm 2026" in signed.get(address).content.decode()
    client.force_login(MembershipFactory(role=Role.FOCAL_POINT).user)
    assert client.get(address).status_code == 404
    client.force_login(MembershipFactory(role=Role.COORDINATOR).user)
    assert client.get(address).status_code == 200


def test_the_list_as_a_workbook_holds_the_filtered_rows(signed, agency, focal):
    from openpyxl import load_workbook

    register_document(agency=agency, head=PLAN, by=focal)
    register_document(agency=agency, head=Head(title="=1+1", number="9/CV-STP", issued_on=PLAN.issued_on), by=focal)
    content = signed.get(reverse("documentregister:document_export"), {"q": "9/CV"}).content
    rows = list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    assert [row[4] for row in rows[1:]] == ["=1+1"]
