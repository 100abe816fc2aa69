"""Every paper that the house makes keeps the form of Decree 30/2020: the linter finds nothing in it."""

import io
from datetime import date
from pathlib import Path

import pytest
from docx import Document

import caicach
from caicach.annexes.annex_docx import annex_docx
from caicach.core.officialdocs.form_rules import in_english
from caicach.core.officialdocs.linting import lint
from caicach.publications.papers import decision, notice, table_of
from caicach.publications.services import enter_decision
from tests.factories.publications import closed_world
from tests.factories.readings import plan_with_every_cell

pytestmark = pytest.mark.django_db
MAKERS = {"annexes/annex_docx.py", "publications/papers.py", "letters/values.py"}
IN_THEIR_ROOMS = {
    "comments/papers.py",
    "consolidation/building.py",
    "demo/letters.py",
    "meetings/papers.py",
}
"""The linter looks at what these make in the tests of their rooms."""


def faults_of(content: bytes) -> list[str]:
    return [f"{one.code} {one.words}: {in_english(one)[0]}" for one in lint(Document(io.BytesIO(content)))]


@pytest.fixture
def world(settings):
    settings.PROVINCE_NAME = "Tỉnh Lạc Xuyên"
    return closed_world()


def test_the_papers_of_a_draft_publication_have_no_faults(world):
    row = world.prepared()
    assert faults_of(decision(row)) == []
    for result in row.results.all():
        assert faults_of(table_of(result)) == []
        assert faults_of(notice(result)) == []


def test_the_papers_of_a_decided_publication_have_no_faults(world):
    row = world.approved()
    day = date(2027, 1, 5)
    row = enter_decision(publication=row, version=row.version, number="9/QĐ-UBND", decided_on=day, by=world.coordinator)
    assert faults_of(decision(row)) == []
    assert [fault for result in row.results.all() for fault in faults_of(notice(result))] == []


def test_the_decision_on_a_correction_has_no_faults(world):
    first = world.approved()
    day = date(2027, 1, 15)
    enter_decision(publication=first, version=first.version, number="19/QĐ-UBND", decided_on=day, by=world.coordinator)
    assert faults_of(decision(world.approved(reason="Nhập sai phiếu khảo sát"))) == []


def test_papers_of_a_province_without_a_name_have_no_faults(world, settings):
    settings.PROVINCE_NAME = ""
    row = world.prepared()
    assert faults_of(decision(row)) == []
    assert faults_of(notice(row.results.first())) == []


def test_the_annex_of_a_plan_has_no_faults():
    plan = plan_with_every_cell()
    assert faults_of(annex_docx(plan)) == []
    assert faults_of(annex_docx(plan, list(plan.items.all()[:2]), ["Kết thúc từ: 01/01/2026"])) == []


def test_all_makers_of_papers_are_looked_at_here():
    root = Path(caicach.__path__[0])
    core = root / "core"
    making = (path for path in root.rglob("*.py") if core not in path.parents and "saved(document)" in path.read_text())
    assert {str(path.relative_to(root)) for path in making} == MAKERS | IN_THEIR_ROOMS
