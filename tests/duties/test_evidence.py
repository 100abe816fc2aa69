"""What proves a result: documents of the register, proposed, taken, accepted or sent back, apart from the duty."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from caicach.audit.models import AuditEvent
from caicach.documentregister.errors import DocumentInUse
from caicach.documentregister.services import (
    Head,
    add_version,
    register_document,
    withdraw_document,
)
from caicach.documentregister.uses import uses_of
from caicach.duties import services
from caicach.duties.errors import EvidenceReturned, ReasonMissing
from caicach.duties.evidence import judge_evidence, proposals, returned_pieces
from caicach.duties.services import Progress
from caicach.files.models import Document
from caicach.files.policy import EVIDENCE
from caicach.files.services import store_file
from caicach.people.permissions import Role
from caicach.ui.errors import NotAllowed, RowMovedOn
from caicach.work.models import Assignment, ReportEvidence, Verdict
from tests.factories.agencies import AgencyFactory
from tests.factories.work import TODAY, AssignmentFactory, coordinator, person_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def duty():
    return AssignmentFactory(item__title="Rà soát thủ tục hành chính", item__deliverable="Báo cáo rà soát")


@pytest.fixture
def focal(duty):
    return person_in(duty.agency, Role.FOCAL_POINT)


@pytest.fixture
def judge():
    return coordinator()


def registered(agency, by, title="Báo cáo rà soát thủ tục", number="7/BC-SYT", content=b"BAO CAO"):
    file = store_file(content=io.BytesIO(content), name="bao-cao.txt", by=by, policy=EVIDENCE)
    head = Head(title=title, number=number, issued_on=date(2026, 6, 1))
    return register_document(agency=agency, head=head, by=by, file=file)


def handed_in(duty, by, *documents):
    duty.refresh_from_db()
    told = Progress(text="Đã xong.", percent=100, proofs=documents)
    services.report_progress(assignment=duty, version=duty.version, progress=told, by=by, on=TODAY)
    duty.refresh_from_db()
    return services.submit(assignment=duty, version=duty.version, by=by, on=TODAY)


def sent_back(piece, by, reason="Thiếu danh mục"):
    return judge_evidence(piece=piece, seen=piece.seen, verdict=Verdict.RETURNED, reason=reason, by=by)


def accepted(piece, by):
    return judge_evidence(piece=piece, seen=piece.seen, verdict=Verdict.ACCEPTED, by=by)


def test_files_enter_the_register_of_the_agency(client, duty, focal):
    client.force_login(focal)
    files = [SimpleUploadedFile(f"ban-{number}.txt", f"BAO CAO {number}".encode()) for number in (1, 2)]
    address = reverse("duties:assignment_report", args=[duty.pk])
    client.post(address, {"text": "Đã xong.", "version": duty.version, "file": files})
    assert {piece.document.title for piece in ReportEvidence.objects.all()} == {"ban-1", "ban-2"}
    assert set(Document.objects.values_list("agency", flat=True)) == {duty.agency_id}


def test_one_document_proves_many_duties(client, duty, focal):
    other = AssignmentFactory(agency=duty.agency)
    document = registered(duty.agency, focal)
    client.force_login(focal)
    for row, told in ((duty, {"documents": [document.pk]}), (other, {"number": "7/bc-syt"})):
        address = reverse("duties:assignment_report", args=[row.pk])
        client.post(address, {"text": "Đã xong.", "version": row.version, **told})
    assert len(uses_of(document, focal)) == 2
    assert Document.objects.count() == 1


def test_a_number_that_is_not_in_the_register_is_told(client, duty, focal):
    client.force_login(focal)
    address = reverse("duties:assignment_report", args=[duty.pk])
    answer = client.post(address, {"text": "Đã xong.", "version": duty.version, "number": "8/BC-SYT"})
    assert answer.status_code == 422
    assert "8/BC-SYT" in answer.content.decode()
    assert not duty.reports.exists()


def test_documents_of_other_agencies_cannot_be_taken(client, duty, focal):
    foreign = registered(AgencyFactory(), person_in(AgencyFactory(), Role.FOCAL_POINT))
    client.force_login(focal)
    address = reverse("duties:assignment_report", args=[duty.pk])
    told = {"text": "Đã xong.", "version": duty.version, "documents": [foreign.pk]}
    assert client.post(address, told).status_code == 422


def test_own_documents_with_the_words_of_the_duty_are_proposed(duty, focal):
    near = registered(duty.agency, focal)
    registered(duty.agency, focal, title="Quy chế chi tiêu", number="9/QC", content=b"QUY CHE")
    assert proposals(duty) == [near]
    handed_in(duty, focal, near)
    assert proposals(duty) == []


def test_a_piece_is_sent_back_with_reason_and_the_duty_waits(duty, focal, judge):
    handed_in(duty, focal, registered(duty.agency, focal))
    piece = ReportEvidence.objects.get()
    with pytest.raises(ReasonMissing):
        sent_back(piece, judge, reason=" ")
    sent_back(piece, judge)
    duty.refresh_from_db()
    with pytest.raises(EvidenceReturned):
        services.confirm(assignment=duty, version=duty.version, by=judge, on=TODAY)
    accepted(ReportEvidence.objects.get(), judge)
    services.confirm(assignment=duty, version=duty.version, by=judge, on=TODAY)
    assert ReportEvidence.objects.get().verdict_reason == ""


def test_an_accepted_piece_leaves_the_duty_as_it_is(duty, focal, judge):
    handed_in(duty, focal, registered(duty.agency, focal))
    accepted(ReportEvidence.objects.get(), judge)
    assert Assignment.objects.get(pk=duty.pk).confirmed_on is None
    assert AuditEvent.objects.filter(code="work.evidence_accepted", actor=judge).count() == 1


def test_the_own_agency_does_not_judge_its_evidence(duty, focal):
    handed_in(duty, focal, registered(duty.agency, focal))
    with pytest.raises(NotAllowed):
        sent_back(ReportEvidence.objects.get(), focal)


def test_two_who_judge_at_once_see_each_other(duty, focal, judge):
    handed_in(duty, focal, registered(duty.agency, focal))
    stale = ReportEvidence.objects.get()
    sent_back(ReportEvidence.objects.get(), judge)
    with pytest.raises(RowMovedOn):
        accepted(stale, judge)


def test_a_piece_brought_anew_is_no_longer_called_returned(duty, focal, judge):
    document = registered(duty.agency, focal)
    handed_in(duty, focal, document)
    sent_back(ReportEvidence.objects.get(), judge)
    duty.refresh_from_db()
    services.return_(assignment=duty, version=duty.version, reason="Bổ sung", by=judge, on=TODAY)
    assert len(returned_pieces(ReportEvidence.objects.all())) == 1
    handed_in(duty, focal, document)
    assert returned_pieces(ReportEvidence.objects.all()) == []


def test_evidence_keeps_the_file_of_its_moment(duty, focal):
    document = registered(duty.agency, focal)
    handed_in(duty, focal, document)
    newer = store_file(content=io.BytesIO(b"BAN HAI"), name="ban-hai.txt", by=focal, policy=EVIDENCE)
    add_version(document=document, version=document.version, file=newer, by=focal)
    assert ReportEvidence.objects.get().file.name == "bao-cao.txt"


def test_what_proves_a_duty_stays_in_the_register(duty, focal):
    document = registered(duty.agency, focal)
    handed_in(duty, focal, document)
    with pytest.raises(DocumentInUse):
        withdraw_document(document=document, version=document.version, reason="nhầm", by=focal)


def test_the_page_shows_what_was_sent_back(client, duty, focal, judge):
    handed_in(duty, focal, registered(duty.agency, focal))
    sent_back(ReportEvidence.objects.get(), judge)
    client.force_login(focal)
    page = client.get(reverse("duties:assignment_detail", args=[duty.pk])).content.decode()
    assert "Thiếu danh mục" in page
    client.force_login(judge)
    answer = client.post(
        reverse("duties:evidence_judge", args=[duty.pk, ReportEvidence.objects.get().pk]), {"verdict": "returned"}
    )
    assert answer.status_code == 422


def old_paper(duty, by):
    head = Head(title="Quy chế cũ", number="3/QC-SYT", issued_on=date(2025, 5, 2))
    return register_document(agency=duty.agency, head=head, by=by)


def test_an_older_paper_proves_a_duty_with_a_reason_only(client, duty, focal, judge):
    paper = old_paper(duty, focal)
    client.force_login(focal)
    address = reverse("duties:assignment_report", args=[duty.pk])
    given = {"version": duty.version, "text": "Đã thực hiện quy chế", "documents": [str(paper.pk)]}
    asked = client.post(address, given)
    page = asked.content.decode()
    assert asked.status_code == 422
    assert "Đã thực hiện quy chế" in page
    assert "02/05/2025" in page
    assert not ReportEvidence.objects.exists()
    assert client.post(address, given | {"period_reason": "Quy chế vẫn còn hiệu lực"}).status_code == 302
    assert ReportEvidence.objects.get().period_reason == "Quy chế vẫn còn hiệu lực"
    client.force_login(judge)
    shown = client.get(reverse("duties:assignment_detail", args=[duty.pk])).content.decode()
    assert "trước kỳ" in shown
    assert "Quy chế vẫn còn hiệu lực" in shown


def test_new_files_stay_chosen_while_the_reason_is_asked_for(client, duty, focal):
    paper = old_paper(duty, focal)
    client.force_login(focal)
    address = reverse("duties:assignment_report", args=[duty.pk])
    file = SimpleUploadedFile("moi.txt", b"BAO CAO moi")
    given = {"version": duty.version, "text": "Đã làm", "documents": [str(paper.pk)], "file": file}
    page = client.post(address, given).content.decode()
    new = Document.objects.get(title="moi")
    ticked = [part for part in page.split("<input") if f'value="{new.pk}"' in part]
    assert len(ticked) == 1
    assert "checked" in ticked[0]


def test_a_plan_issued_before_its_year_counts_from_its_issue(duty, focal):
    plan = duty.item.plan
    plan.issued_on = date(2025, 4, 1)
    plan.save(update_fields=["issued_on"])
    handed_in(duty, focal, old_paper(duty, focal))
    assert ReportEvidence.objects.get().period_reason == ""
