"""The pages of templates: an edited one is checked, tried, used from a day on, given up again."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from docx import Document

from caicach.audit.models import AuditEvent
from caicach.core.officialdocs.linting import lint
from caicach.core.officialdocs.paper import body, saved
from caicach.core.officialdocs.templates.faults import TEMPLATE_RULES
from caicach.core.officialdocs.templates.shipped import shipped_template
from caicach.papers.kinds import kind_of, meaning_of, paper_kinds
from caicach.papers.making import make_paper
from caicach.papers.models import TemplateUse, TemplateVersion
from caicach.papers.template_words import TEMPLATE_WORDS
from caicach.people.permissions import Role
from tests.factories.agencies import MembershipFactory
from tests.factories.files import docx

pytestmark = pytest.mark.django_db
KIND = "reminder_letter"


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def signed(client):
    client.force_login(MembershipFactory(role=Role.COORDINATOR).user)
    return client


def edited(*lines) -> bytes:
    document = Document(io.BytesIO(shipped_template(KIND)))
    for line in lines or ("Trân trọng./.",):
        body(document, line)
    return saved(document)


def send(client, content, note="Thêm lời kết", name="Mẫu đôn đốc.docx"):
    upload = SimpleUploadedFile(name, content)
    url = reverse("papers:template_detail", args=[KIND])
    return client.post(url, {"template": upload, "note": note}, follow=True)


def use(client, number, *, seen=0, day=None):
    told = {"number": number, "seen": seen, "valid_from": f"{day or timezone.localdate():%d/%m/%Y}"}
    return client.post(reverse("papers:template_use", args=[KIND]), told, follow=True)


def words(content) -> str:
    return "\n".join(line.text for line in Document(io.BytesIO(content)).paragraphs)


def test_an_edited_template_is_tried_first_and_used_from_a_day_on(signed):
    page = send(signed, edited("Mọi vướng mắc xin gửi về {{ co_quan }}./."))
    assert page.redirect_chain[-1][0] == reverse("papers:template_version", args=[KIND, 1])
    values = kind_of(KIND).demo
    today = timezone.localdate()
    assert "Mọi vướng mắc" not in words(make_paper(kind=KIND, values=values, on=today))
    page = use(signed, 1)
    assert "đang dùng" in page.content.decode()
    assert "Mọi vướng mắc xin gửi về Sở Nội vụ./." in words(make_paper(kind=KIND, values=values, on=today))
    assert "Mọi vướng mắc" not in words(make_paper(kind=KIND, values=values, on=today - timedelta(days=1)))
    told = AuditEvent.objects.filter(code__startswith="papers.").order_by("sequence")
    assert [one.code for one in told] == ["papers.template_added", "papers.template_used"]


def test_the_preview_is_a_paper_that_keeps_the_form(signed):
    send(signed, edited())
    answer = signed.get(reverse("papers:template_preview", args=[KIND, 1]))
    assert answer["Content-Disposition"].startswith("attachment")
    paper = Document(io.BytesIO(answer.content))
    assert lint(paper) == ()
    assert "{{" not in words(answer.content)


def test_a_fault_is_told_with_its_place_and_the_nearest_name_and_nothing_is_kept(signed):
    page = send(signed, edited("Kính thư, {{ nguoi_kyy }}"))
    told = page.content.decode()
    assert page.status_code == 422
    assert "Không có trường “nguoi_kyy”." in told
    assert "nguoi_ky”" in told
    assert "Đoạn " in told
    assert not TemplateVersion.objects.exists()


def test_a_file_that_is_no_word_file_or_holds_macros_is_refused(signed):
    evil = docx(**{"word/vbaProject.bin": b"x"})
    page = send(signed, evil)
    assert page.status_code == 422
    assert "macro" in page.content.decode()
    assert send(signed, b"chu thuong", name="mau.txt").status_code == 422
    assert not TemplateVersion.objects.exists()


def test_the_same_file_again_is_no_new_version(signed):
    content = edited()
    send(signed, content)
    page = send(signed, content)
    assert page.status_code == 422
    assert TemplateVersion.objects.count() == 1


def test_an_earlier_version_and_the_shipped_one_can_be_taken_up_again(signed):
    send(signed, edited("Bản một"))
    send(signed, edited("Bản hai"))
    use(signed, 2)
    use(signed, 1, seen=TemplateUse.objects.first().pk)
    today, values = timezone.localdate(), kind_of(KIND).demo
    assert "Bản một" in words(make_paper(kind=KIND, values=values, on=today))
    page = use(signed, 0, seen=TemplateUse.objects.first().pk)
    assert "Quay về mẫu có sẵn" not in page.content.decode()
    assert "Bản một" not in words(make_paper(kind=KIND, values=values, on=today))
    assert TemplateUse.objects.count() == 3


def test_who_has_not_seen_the_last_decision_does_not_overrule_it(signed):
    send(signed, edited())
    use(signed, 1)
    page = use(signed, 0, seen=0)
    assert page.status_code == 409
    assert "đã được người khác sửa" in page.content.decode()
    assert TemplateUse.objects.count() == 1


def test_a_template_for_a_later_day_waits(signed):
    send(signed, edited())
    use(signed, 1, day=timezone.localdate() + timedelta(days=5))
    page = signed.get(reverse("papers:template_list")).content.decode()
    assert "Từ ngày" in page
    assert "mẫu có sẵn" in page.lower()


def test_the_page_of_a_version_tells_which_fields_it_uses_otherwise(signed):
    document = Document(io.BytesIO(shipped_template(KIND)))
    line = next(one for one in document.paragraphs if "phu_luc" in one.text and one.text.startswith("{{"))
    for one in (line._p.getprevious(), line._p.getnext(), line._p):
        one.getparent().remove(one)
    page = send(signed, saved(document)).content.decode()
    assert "phu_luc" in page.partition("Bỏ trường")[2][:200]


def test_the_shipped_template_is_taken_away_and_can_be_sent_back_as_it_is(signed):
    content = signed.get(reverse("papers:template_file", args=[KIND, 0])).content
    assert "{{ kinh_gui }}" in words(content)
    assert send(signed, content).status_code == 200
    assert TemplateVersion.objects.get().findings == 0


def test_people_of_agencies_look_at_templates_and_change_none(client):
    client.force_login(MembershipFactory(role=Role.FOCAL_POINT).user)
    page = client.get(reverse("papers:template_detail", args=[KIND])).content.decode()
    assert "Gửi mẫu đã sửa" not in page
    assert send(client, edited()).status_code == 403


def test_an_unknown_kind_or_version_is_not_found(signed):
    assert signed.get(reverse("papers:template_detail", args=["tho"])).status_code == 404
    assert signed.get(reverse("papers:template_version", args=[KIND, 9])).status_code == 404


def test_every_fault_is_told_in_both_languages():
    assert set(TEMPLATE_WORDS) == set(TEMPLATE_RULES)
    for what, repair in TEMPLATE_WORDS.values():
        with override("vi"):
            told = str(what), str(repair)
        with override("en"):
            assert (str(what), str(repair)) != told


def test_kinds_and_fields_are_told_in_english_too(signed):
    with override("en"):
        for kind in paper_kinds():
            told = [kind.name, kind.purpose, *map(meaning_of, kind.fields)]
            told += [meaning_of(inner) for one in kind.fields for inner in one.fields]
            assert all(told)
            assert all(words.isascii() for words in told)
