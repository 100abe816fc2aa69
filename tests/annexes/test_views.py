import io

import pytest
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from tests.factories.plans import (
    focal_point,
)
from tests.plans.pages import as_, shown, three_rows

pytestmark = pytest.mark.django_db


def test_a_file_has_exactly_the_rows_of_the_page_in_its_order(client):
    as_(client, focal_point())
    plan = three_rows()
    query = {"due_from": "01/01/2026", "sort": "due"}
    assert shown(client, plan, **query) == ["Tháng ba", "Tháng sáu"]
    docx = Document(io.BytesIO(client.get(reverse("annexes:plan_docx", args=[plan.pk]), query).content))
    assert [row.cells[1].text for row in docx.tables[0].rows][1:] == ["Tháng ba", "Tháng sáu"]
    assert "Trích: 2 dòng – Kết thúc từ: 01/01/2026" in docx.paragraphs[3].text
    sheet = load_workbook(io.BytesIO(client.get(reverse("annexes:plan_xlsx", args=[plan.pk]), query).content)).active
    assert [row[1].value for row in sheet.iter_rows(min_row=5)] == ["Tháng ba", "Tháng sáu"]
    print_page = client.get(reverse("annexes:plan_print", args=[plan.pk]), query).content.decode()
    assert print_page.index("Tháng ba") < print_page.index("Tháng sáu")
    assert "Không ngày" not in print_page


def test_the_links_to_files_ask_for_the_same_rows(client):
    as_(client, focal_point())
    plan = three_rows()
    page = client.get(reverse("plans:plan_detail", args=[plan.pk]), {"q": "thang", "sort": "due"}).content.decode()
    assert reverse("annexes:plan_xlsx", args=[plan.pk]) + "?q=thang&amp;sort=due" in page
