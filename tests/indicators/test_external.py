"""Results of provinces: no comparison runs across a change of method; tables in and out."""

from decimal import Decimal

import pytest
from django.test import Client

from caicach.indicators.external import chart_of, own_province, province_key, years_of
from caicach.indicators.external_import import EXTERNAL_HEADINGS, apply_external, plan_external
from caicach.indicators.models import ExternalResult
from caicach.people.permissions import Role
from caicach.tables.sheet import read_pasted, read_table
from tests.factories.agencies import AgencyFactory, MembershipFactory
from tests.factories.indicators import ExternalIndexFactory, ExternalResultFactory

pytestmark = pytest.mark.django_db

HEAD = "chỉ số\tnăm\ttỉnh\tkết quả\tđiểm tối đa\thạng\ttrong số\tnguồn\n"


def result(year, value, province="Lạc Xuyên"):
    return ExternalResultFactory(year=year, value=Decimal(value), province=province, rank=None, rank_of=None)


def plan(*lines):
    ExternalIndexFactory()
    return plan_external(read_pasted(HEAD + "\n".join(lines), EXTERNAL_HEADINGS))


@pytest.mark.parametrize("name", ["Tỉnh Lạc Xuyên", "UBND tỉnh Lạc Xuyên", "Lạc Xuyên", "lac xuyen"])
def test_a_province_is_known_by_its_name_alone(name):
    AgencyFactory(kind="province", name="Ủy ban nhân dân tỉnh Lạc Xuyên")
    assert province_key(name) == own_province() == "lac xuyen"


def test_a_change_of_method_leaves_no_change_to_be_told_and_breaks_the_line():
    rows = [result(2020, "80"), result(2021, "82.5"), result(2022, "75"), result(2023, "76")]
    rows.append(result(2023, "90", "Hà Linh"))
    years = years_of(rows[0].index, rows, "lac xuyen")
    assert [one.change for one in years] == [None, Decimal("2.5"), None, Decimal(1)]
    assert [one.is_break for one in years] == [False, False, True, False]
    assert (years[3].best.province, years[3].mean, years[2].mean) == ("Hà Linh", Decimal(83), None)
    chart = chart_of(years)
    assert len(chart.lines) == 2
    assert [says for _x, says in chart.breaks] == ["Bộ chỉ số mới"]
    assert (len(chart.points), len(chart.spans)) == (4, 1)


def test_a_year_without_a_result_of_ones_own_breaks_the_line_too():
    rows = [result(2023, "80"), result(2024, "90", "Hà Linh"), result(2025, "82")]
    years = years_of(rows[0].index, rows, "lac xuyen")
    assert ([one.change for one in years], chart_of(years).lines) == ([None, None, None], ())
    assert chart_of(years_of(rows[0].index, rows, "khac")) is None


def test_a_break_between_two_known_years_is_not_overlooked():
    rows = [result(2021, "80"), result(2023, "82")]
    assert [one.change for one in years_of(rows[0].index, rows, "lac xuyen")] == [None, None]


def test_a_table_is_read_written_once_and_a_new_number_replaces_the_old_one():
    told = plan("PAR INDEX\t2024\ttỉnh Lạc Xuyên\t85,42\t100\t51\t63\tQuyết định 1")
    assert (told.problems, [row.state for row in told.rows]) == ([], ["new"])
    apply_external(plan=told, by=None)
    assert [row.state for row in plan("par_index\t2024\ttỉnh Lạc Xuyên\t85,42\t100\t51\t63\tQuyết định 1").rows] == [
        "same"
    ]
    apply_external(plan=plan("par_index\t2024\tLạc Xuyên\t85,5\t100\t50\t63\tQuyết định 2"), by=None)
    row = ExternalResult.objects.get()
    assert (row.value, row.rank, row.province) == (Decimal("85.5"), 50, "Lạc Xuyên")


@pytest.mark.parametrize(
    ("line", "columns"),
    [
        ("khac\t2024\tLạc Xuyên\t85\t\t\t\tQĐ 1", ["chỉ số"]),
        ("par_index\t24\tLạc Xuyên\t85\t\t\t\tQĐ 1", ["năm"]),
        ("par_index\t2024\t\t85\t\t\t\t", ["tỉnh, thành phố", "nguồn"]),
        ("par_index\t2024\tLạc Xuyên\t8.542\t\t\t\tQĐ 1", ["kết quả"]),
        ("par_index\t2024\tLạc Xuyên\t85,12345\t\t\t\tQĐ 1", ["kết quả"]),
        ("par_index\t2024\tLạc Xuyên\t\t\t\t\tQĐ 1", ["kết quả"]),
        ("par_index\t2024\tLạc Xuyên\t85\t\t64\t63\tQĐ 1", ["hạng"]),
        ("par_index\t2024\tLạc Xuyên\t85\t\t1,5\t\tQĐ 1", ["hạng"]),
    ],
)
def test_what_cannot_be_read_is_told_by_its_cell(line, columns):
    assert [one.column for one in plan(line).problems] == columns


def test_the_pages_show_own_province_against_others_and_the_table_is_read_back():
    AgencyFactory(kind="province", name="UBND tỉnh Lạc Xuyên")
    result(2021, "82.5")
    result(2022, "75")
    result(2022, "91", "Hà Linh")
    client = Client()
    client.force_login(MembershipFactory(role=Role.LEADER).user)
    assert "75" in client.get("/so-lieu/tinh-khac/").content.decode()
    shown = client.get("/so-lieu/tinh-khac/par_index/").content.decode()
    for words in ("chart-break", "Bộ chỉ số mới", "Hà Linh", "tỉnh mình"):
        assert words in shown
    assert client.get("/so-lieu/tinh-khac/khac/").status_code == 404
    content = client.get("/so-lieu/tinh-khac/tai-ve.xlsx").content
    told = plan_external(read_table(content, "ket-qua.xlsx", EXTERNAL_HEADINGS))
    assert (told.problems, {row.state for row in told.rows}, len(told.rows)) == ([], {"same"}, 3)


def test_a_table_is_previewed_then_written():
    ExternalIndexFactory()
    client = Client()
    client.force_login(MembershipFactory(role=Role.COORDINATOR).user)
    text = HEAD + "par_index\t2024\tLạc Xuyên\t85,42\t100\t51\t63\tQuyết định 1"
    preview = client.post("/so-lieu/tinh-khac/nhap/", {"text": text})
    sent = {"text": preview.context["text"], "seen": "khac"}
    assert client.post("/so-lieu/tinh-khac/nhap/ghi/", sent).status_code == 409
    sent["seen"] = preview.context["plan"].fingerprint
    assert client.post("/so-lieu/tinh-khac/nhap/ghi/", sent).status_code == 302
    assert ExternalResult.objects.get().rank_of == 63
