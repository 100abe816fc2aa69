"""A consolidated report in the frame of the office's own template: its words, and the numbers of the body unchanged."""

import io

import pytest
from docx import Document

from caicach.consolidation.building import build
from caicach.consolidation.framing import KIND, build_framed
from caicach.core.officialdocs.linting import lint
from caicach.core.officialdocs.paper import body, saved
from caicach.core.officialdocs.templates.shipped import shipped_template
from caicach.files.policy import MEDIA_TYPES
from caicach.files.services import keep_made_file
from caicach.papers.models import TemplateUse, TemplateVersion
from tests.factories.consolidation import TODAY, filled, picked, province

pytestmark = pytest.mark.django_db
OWN = "Báo cáo này lập trên hệ thống Caicach."


@pytest.fixture
def made(settings, tmp_path):
    settings.FILES_ROOT, settings.PROVINCE_NAME = tmp_path / "files", "Tỉnh Lạc Xuyên"
    return province()


def own_template(by) -> None:
    """The shipped template with a sentence of the office."""
    document = Document(io.BytesIO(shipped_template(KIND)))
    opening = next(line for line in document.paragraphs if line.text == "{{ noi_dung }}")
    opening._p.addprevious(body(document, OWN)._p)
    file = keep_made_file(content=saved(document), name="mau.docx", media_type=MEDIA_TYPES["docx"], by=by)
    template = TemplateVersion.objects.create(
        kind=KIND, number=1, file=file, name="mau.docx", preview=file, note="x", made_by=by
    )
    TemplateUse.objects.create(kind=KIND, template=template, valid_from=TODAY, decided_by=by)


def cells_of(document) -> list[list[str]]:
    """The rows of all tables but the heading block and the signature."""
    rows = [[cell.text for cell in row.cells] for table in document.tables[1:] for row in table.rows]
    return [row for row in rows if not row[0].startswith("Nơi nhận")]


@pytest.mark.parametrize("name", ["whole", "lead"])
def test_the_frame_is_the_offices_and_the_body_the_same(made, name):
    report = getattr(made, name)
    picked(made.section(report=report), made.coordinator, "Tuyên truyền ở 30 xã.")
    filled(report, made.coordinator)
    plain = Document(io.BytesIO(build(report)))
    own_template(made.coordinator)
    framed = Document(io.BytesIO(build_framed(report, on=TODAY)))
    assert lint(framed) == ()
    words = [line.text for line in framed.paragraphs if line.text.strip()]
    assert words.count(OWN) == 1
    assert [word for word in words if word != OWN] == [one.text for one in plain.paragraphs if one.text.strip()]
    assert cells_of(framed) == cells_of(plain)
    assert len(framed.sections) == len(plain.sections)


def test_without_a_template_of_the_office_the_form_is_set_directly(made):
    picked(made.section(report=made.whole), made.coordinator, "Tuyên truyền ở 30 xã.")
    filled(made.whole, made.coordinator)
    directly, framed = (Document(io.BytesIO(one)) for one in (build(made.whole), build_framed(made.whole, on=TODAY)))
    assert [line.text for line in framed.paragraphs] == [line.text for line in directly.paragraphs]
