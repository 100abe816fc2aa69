"""PDF of made papers, where LibreOffice is installed; what is said where it is not."""

import io
import shutil

import pypdfium2
import pytest
from django.urls import reverse
from docx import Document

from caicach.core.documents import pdf_making
from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.jail import make_pdf
from caicach.core.officialdocs.templates.fields import fitted
from caicach.core.officialdocs.templates.filling import fill_template
from caicach.core.officialdocs.templates.shipped import shipped_template
from caicach.jobs.worker import run_now
from caicach.papers import pdf
from caicach.papers.errors import NoPdfHere
from caicach.papers.kinds import paper_kinds
from caicach.papers.models import PdfCopy
from caicach.people.permissions import Role
from tests.factories.agencies import MembershipFactory
from tests.making.test_keeping import kept

needs_office = pytest.mark.skipif(not pdf_making.office_program(), reason="LibreOffice is not installed")


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.FILES_ROOT, settings.PREVIEWS_ROOT = tmp_path / "files", tmp_path / "previews"


@needs_office
@pytest.mark.slow
def test_a_made_paper_has_the_same_pages_as_pdf(tmp_path):
    for kind in paper_kinds():
        path = tmp_path / f"{kind.code}.docx"
        path.write_bytes(shipped_template(kind.code))
        path.write_bytes(fill_template(path, kind.fields, fitted(kind.fields, kind.demo)))
        sections = len(Document(str(path)).sections)
        with pypdfium2.PdfDocument(make_pdf(path)) as made:
            first = made[0].get_textpage().get_text_range()
            assert len(made) >= sections
            assert "Độc lập - Tự do - Hạnh phúc" in first


def test_without_the_program_the_child_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(pdf_making.shutil, "which", lambda name: None)
    with pytest.raises(UnreadableDocument) as refused:
        pdf_making.pdf_of(tmp_path / "x.docx")
    assert refused.value.code == "no_office_program"


def test_a_program_that_makes_nothing_is_told(monkeypatch, tmp_path):
    path = tmp_path / "x.docx"
    path.write_bytes(shipped_template("periodic_report"))
    monkeypatch.setattr(pdf_making, "office_program", lambda: shutil.which("false"))
    with pytest.raises(UnreadableDocument) as refused:
        pdf_making.pdf_of(path)
    assert refused.value.code == "pdf_not_made"


@pytest.mark.django_db
def test_without_the_program_nothing_is_offered(client, monkeypatch):
    monkeypatch.setattr("caicach.papers.views_made.can_make_pdf", lambda: False)
    monkeypatch.setattr(pdf, "can_make_pdf", lambda: False)
    person = MembershipFactory(role=Role.COORDINATOR)
    paper = kept(person)
    client.force_login(person.user)
    page = client.get(reverse("papers:made_detail", args=[paper.pk])).content.decode()
    assert "Máy chủ chưa cài LibreOffice" in page
    assert reverse("papers:made_pdf", args=[paper.pk]) not in page
    assert client.post(reverse("papers:made_pdf", args=[paper.pk])).status_code == 409
    with pytest.raises(NoPdfHere):
        pdf.ask_for_pdf(file=paper.file, by=person.user, goes_on_at="/")


@needs_office
@pytest.mark.slow
@pytest.mark.django_db
def test_the_pdf_is_asked_for_once_and_made_by_a_job(client):
    person = MembershipFactory(role=Role.COORDINATOR)
    paper = kept(person)
    client.force_login(person.user)
    url = reverse("papers:made_pdf", args=[paper.pk])
    first, second = client.post(url), client.post(url)
    assert first.url == second.url
    copy = PdfCopy.objects.get()
    run_now(copy.job)
    copy.refresh_from_db()
    assert copy.problem == ""
    assert copy.pdf.name.endswith(".pdf")
    answer = client.get(reverse("files:download", args=[copy.pdf_id]))
    assert pypdfium2.PdfDocument(io.BytesIO(b"".join(answer.streaming_content)))
    assert client.get(reverse("files:file_picture", args=[copy.pdf_id, 1])).status_code == 200
