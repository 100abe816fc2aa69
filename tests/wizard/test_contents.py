from dataclasses import replace

import pytest

from caicach.agencies.directory import agency_directory
from caicach.annexes.annex_docx import annex_docx
from caicach.core.documents.readers.docx import read_docx
from caicach.core.documents.recognition.recognising import recognise
from caicach.plans.compare import Change, compare, texts_of_contents, texts_of_plan
from caicach.wizard.contents import row_contents_of
from caicach.wizard.heads import head_of
from tests.factories.readings import plan_with_every_cell, reading, row


def test_made_up_codes_of_unnumbered_rows_are_not_printed():
    plain, dashed = row(("-1",), "Một"), replace(row(("3", "-2"), "Hai"), has_dash=True)
    assert [one.code for one in row_contents_of(reading(plain, dashed))] == ["", "-"]


@pytest.mark.django_db
def test_an_exported_annex_reads_back_to_the_same_rows(tmp_path):
    plan = plan_with_every_cell()
    path = tmp_path / "phu-luc.docx"
    path.write_bytes(annex_docx(plan))
    back = recognise(read_docx(path), agency_directory(plan.issued_on))
    differences = compare(texts_of_plan(plan), texts_of_contents(row_contents_of(back)))
    assert [(found.change, found.fields) for found in differences if found.change is not Change.SAME] == []
    assert len(back.rows) == plan.items.count()
    head = head_of(back)
    assert (head.number, head.issued_on, head.issuer) == (plan.number, plan.issued_on, plan.issuer)
    assert (head.year, head.title, head.document_kind) == (plan.year, plan.title, plan.document_kind)
    assert [target.text for target in back.targets] == [target.text for target in plan.targets.all()]
