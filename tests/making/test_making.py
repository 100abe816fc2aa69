"""Papers made from templates: the valid one of the day, refused values, a template that was exchanged."""

import io
from datetime import date

import pytest
from docx import Document

from caicach.core.officialdocs.paper import body, new_paper, saved
from caicach.core.officialdocs.templates.shipped import shipped_template
from caicach.files.policy import MEDIA_TYPES
from caicach.files.services import keep_made_file
from caicach.papers.errors import NoSuchKind, PaperNotMade, ValuesDoNotFit
from caicach.papers.kinds import kind_of
from caicach.papers.making import head_values, make_paper
from caicach.papers.models import TemplateUse, TemplateVersion
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


def own_template(kind="reminder_letter", *, valid_from, words="MẪU CỦA SỞ", change=None):
    document = Document(io.BytesIO(shipped_template(kind)))
    body(document, words)
    if change:
        change(document)
    person = UserFactory()
    file = keep_made_file(content=saved(document), name="mau.docx", media_type=MEDIA_TYPES["docx"], by=person)
    number = TemplateVersion.objects.filter(kind=kind).count() + 1
    version = TemplateVersion.objects.create(
        kind=kind, number=number, file=file, name="mau.docx", preview=file, note="x", made_by=person
    )
    TemplateUse.objects.create(kind=kind, template=version, valid_from=valid_from, decided_by=person)
    return version


def letter(day=DAY, **changes):
    values = {**kind_of("reminder_letter").demo, **head_values(number="7/SNV-CCHC", day=day), **changes}
    return Document(io.BytesIO(make_paper(kind="reminder_letter", values=values, on=day)))


def text_of(document):
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in document.paragraphs), *cells])


def test_without_a_template_of_the_office_the_shipped_one_is_filled():
    told = text_of(letter(kinh_gui="Sở Tài chính"))
    assert "Kính gửi: Sở Tài chính" in told
    assert "Số: 07/SNV-CCHC" in told
    assert "ngày 02 tháng 3 năm 2026" in told


def test_the_template_is_the_one_that_was_valid_on_the_day():
    own_template(valid_from=date(2026, 3, 1), words="MẪU THÁNG BA")
    own_template(valid_from=date(2026, 6, 1), words="MẪU THÁNG SÁU")
    assert "MẪU" not in text_of(letter(date(2026, 2, 28)))
    assert "MẪU THÁNG BA" in text_of(letter(date(2026, 5, 31)))
    assert "MẪU THÁNG SÁU" in text_of(letter(date(2026, 6, 1)))


def test_the_shipped_template_can_be_taken_up_again():
    version = own_template(valid_from=date(2026, 3, 1))
    TemplateUse.objects.create(
        kind="reminder_letter", template=None, valid_from=date(2026, 4, 1), decided_by=version.made_by
    )
    assert "MẪU" in text_of(letter(date(2026, 3, 31)))
    assert "MẪU" not in text_of(letter(date(2026, 4, 1)))


def test_values_that_do_not_fit_are_told_by_their_names():
    with pytest.raises(ValuesDoNotFit) as refused:
        make_paper(kind="reminder_letter", values={"kinh_gui": "x", "khac": "y"}, on=DAY)
    assert "khac" in str(refused.value)
    assert "co_quan" in refused.value.missing


def test_an_unknown_kind_is_told():
    with pytest.raises(NoSuchKind):
        make_paper(kind="poem", values={}, on=DAY)


def test_a_template_that_was_exchanged_on_the_disk_and_asks_for_more_is_not_filled():
    own_template(valid_from=DAY, change=lambda document: body(document, "{{ ''.__class__.__mro__ }}"))
    with pytest.raises(PaperNotMade) as refused:
        letter()
    assert refused.value.params["reason"] == "template_not_filled"


def test_a_text_enters_as_a_whole_paper():
    inner = new_paper(title="", author="")
    body(inner, "Thân báo cáo do phòng tổng hợp.")
    values = {**kind_of("periodic_report").demo, "noi_dung": saved(inner), "phu_luc": b""}
    paper = Document(io.BytesIO(make_paper(kind="periodic_report", values=values, on=DAY)))
    assert "Thân báo cáo do phòng tổng hợp." in [line.text for line in paper.paragraphs]
    assert len(paper.sections) == 1
