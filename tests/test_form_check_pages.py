"""The pages of the check of form: a paper is sent or chosen, its faults are told, the mended one is taken away."""

import io
import string

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from docx import Document
from docx.shared import Mm

from caicach.audit.models import AuditEvent
from caicach.core.officialdocs.form_rules import RULES, TOKENS
from caicach.core.officialdocs.linting import lint
from caicach.core.officialdocs.paper import saved
from caicach.documentregister.services import Head, register_document
from caicach.files.models import ScanState, StoredFile
from caicach.files.policy import EVIDENCE
from caicach.files.services import store_file
from caicach.papers.models import SentPaper
from caicach.papers.rule_words import LETTERS, RULE_WORDS
from caicach.people.permissions import Role
from tests.core.officialdocs.flawless import flawless
from tests.factories.agencies import AgencyFactory, MembershipFactory
from tests.factories.files import TEXT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def agency():
    return AgencyFactory()


@pytest.fixture
def person(agency):
    return MembershipFactory(agency=agency, role=Role.FOCAL_POINT).user


@pytest.fixture
def signed(client, person):
    client.force_login(person)
    return client


def narrow() -> bytes:
    document = flawless()
    document.sections[0].left_margin = Mm(10)
    document.tables[1].rows[0].cells[0].paragraphs[-1].runs[0].text = "- Lưu: HC."
    return saved(document)


def kept(content: bytes, person, name="Quyết định.docx") -> StoredFile:
    return store_file(content=io.BytesIO(content), name=name, by=person, policy=EVIDENCE)


def findings_page(client, file):
    return client.get(reverse("papers:form_findings", args=[file.pk]))


def test_a_paper_that_is_sent_leads_to_its_faults_with_place_and_repair(signed):
    upload = SimpleUploadedFile("Quyết định.docx", narrow())
    page = signed.post(reverse("papers:form_check"), {"paper": upload}, follow=True)
    assert page.redirect_chain[-1][0] == reverse("papers:form_findings", args=[StoredFile.objects.get().pk])
    words = page.content.decode()
    for said in ("Lề trái 10 mm.", "Đặt từ 30 đến 35 mm.", "không kết thúc bằng dòng lưu", "- Lưu: HC.", "tự sửa được"):
        assert said in words


def test_a_flawless_paper_is_told_so_and_offers_nothing_to_download(signed, person):
    page = findings_page(signed, kept(saved(flawless()), person)).content.decode()
    assert "Không thấy điểm nào sai thể thức." in page
    assert "ban-da-sua" not in page


def test_the_mended_paper_is_a_download_and_the_stored_one_stays(signed, person):
    file = kept(narrow(), person)
    answer = signed.get(reverse("papers:form_mended", args=[file.pk]))
    assert answer["Content-Disposition"].startswith("attachment")
    mended = lint(Document(io.BytesIO(answer.content)))
    assert [one.code for one in mended] == ["form.recipients_archive"]
    assert StoredFile.objects.get().sha256 == file.sha256


def test_a_file_of_another_kind_is_refused_where_it_is_chosen(signed):
    answer = signed.post(reverse("papers:form_check"), {"paper": SimpleUploadedFile("Ghi chú.txt", TEXT)})
    assert answer.status_code == 422
    assert "không thuộc loại được nhận" in answer.content.decode()
    assert not StoredFile.objects.exists()


def test_a_stored_file_that_is_no_word_file_says_what_can_be_checked(signed, person):
    answer = findings_page(signed, kept(TEXT, person, "Ghi chú.txt"))
    assert answer.status_code == 409
    assert "không phải tệp Word" in answer.content.decode()


def test_word_files_of_the_register_can_be_chosen_and_are_found_by_words(signed, person, agency):
    file = kept(narrow(), person)
    register_document(agency=agency, head=Head(title="Quyết định thành lập tổ"), by=person, file=file)
    kept_text = kept(TEXT, person, "Ghi chú.txt")
    register_document(agency=agency, head=Head(title="Ghi chú"), by=person, file=kept_text)
    page = signed.get(reverse("papers:form_check")).content.decode()
    assert reverse("papers:form_findings", args=[file.pk]) in page
    assert reverse("papers:form_findings", args=[kept_text.pk]) not in page
    assert "Không có tệp Word nào khớp." in signed.get(reverse("papers:form_check"), {"q": "báo cáo"}).content.decode()


def test_two_people_who_send_the_same_file_both_see_it_under_their_own_name(client, person, agency):
    other = MembershipFactory(agency=agency, role=Role.FOCAL_POINT).user
    saved_once = narrow()
    for who, name in ((person, "Bản một.docx"), (other, "Bản hai.docx")):
        client.force_login(who)
        upload = SimpleUploadedFile(name, saved_once)
        page = client.post(reverse("papers:form_check"), {"paper": upload}, follow=True)
        assert page.status_code == 200
        assert name in page.content.decode()
    assert SentPaper.objects.count() == 2
    assert StoredFile.objects.count() == 1
    assert AuditEvent.objects.filter(code="papers.paper_sent").count() == 2


def test_a_paper_that_waits_for_the_scan_is_looked_at_but_not_given_out_mended(signed, person):
    file = kept(narrow(), person)
    StoredFile.objects.filter(pk=file.pk).update(scan_state=ScanState.WAITING)
    assert findings_page(signed, file).status_code == 200
    assert signed.get(reverse("papers:form_mended", args=[file.pk])).status_code == 409


def test_nobody_else_sees_the_faults_of_a_paper_that_was_sent(client, person, agency):
    file = kept(narrow(), person)
    client.force_login(MembershipFactory(agency=agency, role=Role.FOCAL_POINT).user)
    assert findings_page(client, file).status_code == 404
    assert client.get(reverse("papers:form_mended", args=[file.pk])).status_code == 404


def test_every_rule_and_every_mark_of_letters_has_its_vietnamese_words():
    assert RULE_WORDS.keys() == RULES.keys()
    assert LETTERS.keys() == TOKENS.keys()


@pytest.mark.parametrize("code", RULES)
def test_both_languages_fill_in_the_same_of_a_finding(code):
    with override("vi"):
        told = [str(words) for words in RULE_WORDS[code]]
    for mine, english in zip(told, (RULES[code].sentence, RULES[code].repair), strict=True):
        assert sorted(_fields(mine)) == sorted(_fields(english))


def _fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
