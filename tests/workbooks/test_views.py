"""Pages of criteria sets as files: what is read in and handed out again."""

import io
from dataclasses import replace

import pytest
import xlsxwriter
from django.core.files.base import ContentFile
from django.urls import reverse

from caicach.criteria.models import CriteriaSet
from caicach.criteria.writing import as_yaml
from caicach.people.permissions import Role
from caicach.workbooks.layout import laid_out
from caicach.workbooks.reading import read_xlsx
from caicach.workbooks.writing import as_xlsx
from tests.factories.agencies import MembershipFactory
from tests.factories.criteria import issued_set, small_set

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_role(client):
    def sign_in(role):
        client.force_login(MembershipFactory(role=role).user)
        return client

    return sign_in


def file(text: str) -> ContentFile:
    return ContentFile(text.encode(), name="bo.yaml")


def test_a_file_becomes_a_draft_that_is_looked_at_and_issued(as_role):
    client = as_role(Role.COORDINATOR)
    answer = client.post(reverse("workbooks:set_read_in"), {"file": file(as_yaml(small_set("moi")))})
    row = CriteriaSet.objects.get(key="moi")
    assert answer.url == reverse("criteria:set_detail", args=[row.pk])
    client.post(reverse("criteria:set_issue", args=[row.pk]), {"version": row.version})
    page = as_role(Role.STAFF).get(reverse("criteria:set_list")).content.decode()
    assert row.name in page
    assert "đã ban hành" in page


def test_all_problems_of_a_file_are_told_with_their_lines_and_nothing_is_kept(as_role):
    text = as_yaml(small_set("moi")).replace("code: '2'", "code: '1.1'").replace("max_score: 2", "max_score: 7")
    answer = as_role(Role.COORDINATOR).post(reverse("workbooks:set_read_in"), {"file": file(text)})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Số này dùng cho hai tiêu chí." in page
    assert "Cộng các phần được" in page
    assert not CriteriaSet.objects.exists()


@pytest.mark.parametrize(("content", "said"), [(b"\xff\xfe\x00", "UTF-8"), (b"a" * 1_000_001, "1 MB"), (b"[", "YAML")])
def test_what_is_no_set_is_refused_with_the_reason(as_role, content, said):
    body = {"file": ContentFile(content, name="bo.yaml")}
    answer = as_role(Role.COORDINATOR).post(reverse("workbooks:set_read_in"), body)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_set_is_handed_out_as_a_workbook_that_is_read_in_again(as_role):
    content = as_role(Role.STAFF).get(reverse("workbooks:set_xlsx", args=[issued_set("cu").pk])).content
    rest = replace(read_xlsx(content, file="a.xlsx"), key="moi")
    body = {"file": ContentFile(as_xlsx(rest), name="moi.xlsx")}
    assert as_role(Role.COORDINATOR).post(reverse("workbooks:set_read_in"), body).status_code == 302
    assert CriteriaSet.objects.get(key="moi").as_core == rest


def test_the_faults_of_a_workbook_are_told_with_their_cells_and_nothing_is_kept(as_role):
    out, sheets = io.BytesIO(), laid_out(small_set("moi"))
    sheets[1].rows[2][3] = "nhiều"
    with xlsxwriter.Workbook(out) as book:
        for sheet in sheets:
            made = book.add_worksheet(sheet.name)
            for number, row in enumerate(sheet.rows):
                made.write_row(number, 0, row)
    body = {"file": ContentFile(out.getvalue(), name="moi.xlsx")}
    answer = as_role(Role.COORDINATOR).post(reverse("workbooks:set_read_in"), body)
    assert answer.status_code == 422
    assert "Tiêu chí!D3" in answer.content.decode()
    assert "“nhiều” không phải là một số" in answer.content.decode()
    assert not CriteriaSet.objects.exists()
