import io
from decimal import Decimal

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from caicach.agencies.directory import agency_directory
from caicach.core.documents.readers.docx import read_docx
from caicach.core.documents.recognition.recognising import recognise
from caicach.plans.annex_docx import annex_docx
from caicach.plans.annex_xlsx import annex_xlsx
from caicach.plans.compare import Change, compare, texts_of_contents, texts_of_plan
from caicach.plans.contents import contents_of
from caicach.plans.drafting import draft_from_reading, head_of
from caicach.plans.models import PlanKind
from tests.factories.agencies import AgencyFactory
from tests.factories.plans import ProvinceFactory, coordinator, name, reading, row, usual_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    agency = AgencyFactory(name="Sở Nội vụ")
    other = AgencyFactory(name="Sở Tài chính")
    lead = (name(agency.name, agency.code),)
    rows = (
        *usual_rows(agency),
        row(
            ("I", "1", "1.3"),
            "Báo cáo tình hình",
            lead=lead,
            coordinating=(name(other.name, other.code),),
            end="Thường xuyên",
            deliverable="Báo cáo",
            acceptance_note="Đúng hạn",
            note="Hằng quý",
            budget_million_vnd=Decimal("3"),
        ),
    )
    read = reading(*rows)
    return draft_from_reading(
        reading=read, head=head_of(read), owner=ProvinceFactory(), kind=PlanKind.ANNUAL, by=coordinator()
    )


def test_the_docx_lies_across_in_times_new_roman_with_a_repeated_heading(plan):
    document = Document(io.BytesIO(annex_docx(plan)))
    section = document.sections[0]
    assert section.page_width > section.page_height
    assert document.styles["Normal"].font.name == "Times New Roman"
    table = document.tables[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in table.rows[0].cells][:2] == ["STT", "Nội dung nhiệm vụ, hoạt động"]
    assert len(table.rows) == 1 + plan.items.count()


def test_the_docx_reads_back_to_the_same_rows(plan, tmp_path):
    path = tmp_path / "phu-luc.docx"
    path.write_bytes(annex_docx(plan))
    back = recognise(read_docx(path), agency_directory(plan.issued_on))
    differences = compare(texts_of_plan(plan), texts_of_contents(contents_of(back)))
    assert [(found.change, found.fields) for found in differences if found.change is not Change.SAME] == []
    assert len(back.rows) == plan.items.count()
    head = head_of(back)
    assert (head.number, head.issued_on, head.issuer) == (plan.number, plan.issued_on, plan.issuer)
    assert (head.year, head.title, head.document_kind) == (plan.year, plan.title, plan.document_kind)
    assert [target.text for target in back.targets] == [target.text for target in plan.targets.all()]


def test_the_xlsx_holds_text_only_and_the_same_rows(plan):
    item = plan.items.get(outline_code="1.3")
    item.title = "=1+1"
    item.save()
    sheet = load_workbook(io.BytesIO(annex_xlsx(plan))).active
    rows = list(sheet.iter_rows(min_row=4))
    assert len(rows) == 1 + plan.items.count()
    assert {cell.data_type for line in rows for cell in line if cell.value} == {"s"}
    assert sheet.print_title_rows == "$4:$4"
