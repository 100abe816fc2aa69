import io

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from caicach.annexes.annex_docx import annex_docx
from caicach.annexes.annex_xlsx import annex_xlsx
from tests.factories.readings import plan_with_every_cell

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return plan_with_every_cell()


def test_the_docx_lies_across_in_times_new_roman_with_a_repeated_heading(plan):
    document = Document(io.BytesIO(annex_docx(plan)))
    section = document.sections[0]
    assert section.page_width > section.page_height
    assert document.styles["Normal"].font.name == "Times New Roman"
    table = document.tables[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in table.rows[0].cells][:2] == ["STT", "Nội dung nhiệm vụ, hoạt động"]
    assert len(table.rows) == 1 + plan.items.count()


def test_the_xlsx_holds_text_only_and_the_same_rows(plan):
    item = plan.items.get(outline_code="1.3")
    item.title = "=1+1"
    item.save()
    sheet = load_workbook(io.BytesIO(annex_xlsx(plan))).active
    rows = list(sheet.iter_rows(min_row=4))
    assert len(rows) == 1 + plan.items.count()
    assert {cell.data_type for line in rows for cell in line if cell.value} == {"s"}
    assert sheet.print_title_rows == "$4:$4"
