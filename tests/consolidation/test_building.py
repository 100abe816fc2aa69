"""A consolidated report is made from the template of periodic reports: the shipped one, or the office's own."""

import io
from copy import deepcopy
from datetime import timedelta

import pytest
from django.utils import timezone
from docx import Document

from caicach.consolidation.building import KIND, build, mark_of
from caicach.core.officialdocs.linting import lint
from caicach.core.officialdocs.paper import body, saved
from caicach.core.officialdocs.templates.shipped import shipped_template
from caicach.files.policy import MEDIA_TYPES
from caicach.files.services import keep_made_file
from caicach.papers.models import TemplateUse, TemplateVersion
from tests.factories.consolidation import TODAY, filled, picked

pytestmark = pytest.mark.django_db
OWN = "Báo cáo này lập trên hệ thống Caicach."


@pytest.fixture
def made(settings, tmp_path, consolidated):
    settings.FILES_ROOT, settings.PROVINCE_NAME = tmp_path / "files", "Tỉnh Lạc Xuyên"
    return deepcopy(consolidated)


def own_template(by, valid_from=TODAY) -> None:
    """The shipped template with a sentence of the office."""
    document = Document(io.BytesIO(shipped_template(KIND)))
    opening = next(line for line in document.paragraphs if line.text == "{{ noi_dung }}")
    opening._p.addprevious(body(document, OWN)._p)
    file = keep_made_file(content=saved(document), name="mau.docx", media_type=MEDIA_TYPES["docx"], by=by)
    template = TemplateVersion.objects.create(
        kind=KIND, number=1, file=file, name="mau.docx", preview=file, note="x", made_by=by
    )
    TemplateUse.objects.create(kind=KIND, template=template, valid_from=valid_from, decided_by=by)


def cells_of(document) -> list[list[str]]:
    """The rows of all tables but the heading block and the signature."""
    rows = [[cell.text for cell in row.cells] for table in document.tables[1:] for row in table.rows]
    return [row for row in rows if not row[0].startswith("Nơi nhận")]


@pytest.fixture
def written(made):
    for report in (made.whole, made.lead):
        picked(made.section(report=report), made.coordinator, "Tuyên truyền ở 30 xã.")
        filled(report, made.coordinator)
    return made


def built(report, on=TODAY):
    return Document(io.BytesIO(build(report, on=on)))


def words_of(document):
    return [line.text for line in document.paragraphs if line.text.strip()]


@pytest.mark.parametrize("name", ["whole", "lead"])
def test_the_paper_keeps_the_form_of_the_decree(written, name):
    document = built(getattr(written, name))
    assert lint(document) == ()
    assert "Tuyên truyền ở 30 xã." in words_of(document)
    assert len(document.sections) == (2 if name == "whole" else 1)


@pytest.mark.parametrize("name", ["whole", "lead"])
def test_the_frame_is_the_offices_and_the_text_the_same(written, name):
    report = getattr(written, name)
    shipped = built(report)
    own_template(written.coordinator)
    own = built(report)
    assert lint(own) == ()
    assert words_of(own).count(OWN) == 1
    assert [word for word in words_of(own) if word != OWN] == words_of(shipped)
    assert cells_of(own) == cells_of(shipped)
    assert len(own.sections) == len(shipped.sections)


def test_another_template_makes_a_built_file_stale(written):
    before = mark_of(written.whole, on=TODAY)
    own_template(written.coordinator)
    assert mark_of(written.whole, on=TODAY) != before


def test_a_signed_report_stays_as_the_template_of_its_day_made_it(written):
    report = written.whole
    report.signed_at = timezone.now() - timedelta(days=2)
    own_template(written.coordinator, valid_from=timezone.localdate())
    before = mark_of(report, on=timezone.localdate() - timedelta(days=1))
    assert mark_of(report, on=timezone.localdate()) == before
    assert OWN not in words_of(built(report, on=timezone.localdate()))


def test_who_signed_before_capacities_were_kept_is_named_all_the_same(written):
    report = written.whole
    report.signed_at, report.signed_by = timezone.now(), written.leader
    assert report.signed_block == {}
    told = [cell.text for table in built(report).tables for row in table.rows for cell in row.cells]
    assert any(text.endswith(written.leader.full_name) for text in told)
