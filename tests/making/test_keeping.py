"""Made papers are kept with what they came from; the signed copy goes into the register and is linked."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from caicach.documentregister.errors import DocumentInUse
from caicach.documentregister.services import withdraw_document
from caicach.files.models import Document as Registered
from caicach.papers.keeping import Source, keep_paper, link_signed, papers_of
from caicach.papers.kinds import kind_of
from caicach.papers.making import make_paper
from caicach.papers.models import MadePaper
from caicach.people.permissions import Role
from caicach.ui.errors import NotAllowed, RowMovedOn
from tests.factories.agencies import MembershipFactory
from tests.factories.files import PDF

DAY = date(2026, 3, 2)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


def kept(membership, key="plan:1"):
    content = make_paper(kind="inspection_plan", values=kind_of("inspection_plan").demo, on=DAY)
    source = Source(path="/ke-hoach/", title="Kế hoạch năm", key=key)
    return keep_paper(
        content=content, kind="inspection_plan", title="Kế hoạch kiểm tra", agency=membership.agency, on=DAY,
        by=membership.user, source=source,
    )  # fmt: skip


@pytest.fixture
def person():
    return MembershipFactory(role=Role.FOCAL_POINT)


def send(client, paper, *, version=1):
    upload = SimpleUploadedFile("Kế hoạch đã ký.pdf", PDF)
    url = reverse("papers:made_signed", args=[paper.pk])
    return client.post(url, {"version": version, "signed": upload}, follow=True)


def test_a_made_paper_tells_where_it_came_from_and_is_found_again(client, person):
    paper = kept(person)
    client.force_login(person.user)
    page = client.get(reverse("papers:made_detail", args=[paper.pk])).content.decode()
    assert 'href="/ke-hoach/"' in page
    assert "Kế hoạch năm" in page
    assert client.get(reverse("files:download", args=[paper.file_id])).status_code == 200
    assert [one.pk for one in papers_of(person.user, "plan:1")] == [paper.pk]
    assert "Kế hoạch kiểm tra" in client.get(reverse("papers:made_list")).content.decode()


def test_the_signed_copy_goes_into_the_register_and_is_linked_both_ways(client, person):
    paper = kept(person)
    client.force_login(person.user)
    assert send(client, paper).status_code == 200
    paper.refresh_from_db()
    document = Registered.objects.get()
    assert paper.signed == document
    assert document.agency == person.agency
    page = client.get(reverse("documentregister:document_detail", args=[document.pk])).content.decode()
    assert reverse("papers:made_detail", args=[paper.pk]) in page
    with pytest.raises(DocumentInUse):
        withdraw_document(document=document, version=document.version, reason="nhầm", by=person.user)


def test_the_second_signed_copy_at_once_is_refused(client, person):
    paper = kept(person)
    client.force_login(person.user)
    send(client, paper)
    assert send(client, paper).status_code == 409
    with pytest.raises(RowMovedOn):
        link_signed(paper=paper, version=1, document=Registered.objects.first(), by=person.user)


def test_a_file_that_is_none_is_told_and_links_nothing(client, person):
    paper = kept(person)
    client.force_login(person.user)
    upload = SimpleUploadedFile("x.pdf", b"khong phai PDF")
    answer = client.post(reverse("papers:made_signed", args=[paper.pk]), {"version": 1, "signed": upload})
    assert answer.status_code == 422
    assert not Registered.objects.exists()


def test_other_agencies_see_neither_paper_nor_file(client, person):
    paper = kept(person)
    client.force_login(MembershipFactory(role=Role.FOCAL_POINT).user)
    assert client.get(reverse("papers:made_detail", args=[paper.pk])).status_code == 404
    assert client.get(reverse("files:download", args=[paper.file_id])).status_code == 404
    assert send(client, paper).status_code == 404


def test_an_agency_makes_no_papers_of_another(person):
    stranger = MembershipFactory(role=Role.FOCAL_POINT)
    with pytest.raises(NotAllowed):
        keep_paper(content=b"x", kind="inspection_plan", title="x", agency=person.agency, on=DAY, by=stranger.user)
    assert not MadePaper.objects.exists()
