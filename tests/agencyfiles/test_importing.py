"""Agency files: what is read, what is refused with its place and repair, and that the way out and in is lossless."""

import io
from datetime import date

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from caicach.agencies.models import Agency
from caicach.agencies.services import AgencyFields, FormerName, create_agency
from caicach.agencyfiles.columns import AGENCY_HEADINGS
from caicach.agencyfiles.errors import ImportHasProblems
from caicach.agencyfiles.exporting import agencies_as_csv, agencies_as_xlsx, agency_rows
from caicach.agencyfiles.importing import plan_import
from caicach.agencyfiles.services import apply_import
from caicach.core.text import squeeze
from caicach.tables.sheet import (
    as_pasted,
    read_pasted,
    read_table,
)
from caicach.ui.errors import NotAllowed

FILE = """mã;tên;tên ngắn;loại;trực thuộc;chức danh người đứng đầu;mã định danh;từ ngày;đến ngày;tên khác
phong-cchc;Phòng Cải cách hành chính;;phòng;Sở Nội vụ;Trưởng phòng;;;;
snv;Sở Nội vụ;SNV;sở;;Giám đốc;H99.01;01/03/2025;;Cơ quan nội vụ; Ngành nội vụ
"""


def _plan(text):
    return plan_import(read_pasted(text, AGENCY_HEADINGS))


def _problems(text):
    return [(problem.row, problem.column) for problem in _plan(text).problems]


def test_columns_come_in_any_order_and_parents_after_their_units(coordinator):
    before = Agency.objects.count()
    table = "Loại\tTÊN\tTrực thuộc\tMã\nphòng\tPhòng Một\tSở Nội vụ\t\nsở\tSở Nội vụ\t\tsnv\n"
    plan = _plan(table)
    assert plan.problems == []
    result = apply_import(plan=plan, by=coordinator)
    assert (result.created, Agency.objects.count()) == (2, before + 2)
    assert Agency.objects.get(code="phong-mot").parent.code == "snv"


def test_a_row_without_code_is_the_agency_of_just_that_name(db):
    create_agency(fields=AgencyFields(code="snv", kind="department", name="Sở Nội vụ"), by=None)
    (row,) = _plan("tên\tloại\nSở Nội vụ\tsở\n").rows
    assert (row.given["code"], row.state) == ("snv", "same")


def test_the_same_file_again_changes_nothing(coordinator):
    text = FILE.replace(";Cơ quan nội vụ; Ngành nội vụ", ';"Cơ quan nội vụ; Ngành nội vụ"')
    apply_import(plan=_plan(text), by=coordinator)
    versions = list(Agency.objects.values_list("code", "version"))
    result = apply_import(plan=_plan(text), by=coordinator)
    assert (result.created, result.changed, result.same) == (0, 0, 2)
    assert list(Agency.objects.values_list("code", "version")) == versions


def test_a_changed_cell_changes_only_that(coordinator):
    apply_import(plan=_plan("mã\ttên\tloại\tmã định danh\na\tSở A\tsở\tH1\n"), by=coordinator)
    plan = _plan("mã\ttên\tloại\tmã định danh\ttên khác\na\tSở A\tsở\tH2\tNgành A\n")
    assert plan.rows[0].changes == ["identification_code", "aliases"]
    apply_import(plan=plan, by=coordinator)
    agency = Agency.objects.get(code="a")
    assert (agency.identification_code, agency.names.count()) == ("H2", 2)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("mã\ttên\tloại\na\t\tsở\n", [(2, "tên")]),
        ("mã\ttên\tloại\na\tSở A\tvụ\n", [(2, "loại")]),
        ("mã\ttên\tloại\na\tSở A\t\n", [(2, "loại")]),
        ("mã\ttên\tloại\nso a\tSở A\tsở\n", [(2, "mã")]),
        ("mã\ttên\tloại\na\tSở A\tsở\n\na\tSở B\tsở\n", [(4, "mã")]),
        ("mã\ttên\tloại\ttừ ngày\na\tSở A\tsở\t31/02/2025\n", [(2, "từ ngày")]),
        ("mã\ttên\tloại\ttừ ngày\tđến ngày\na\tSở A\tsở\t02/03/2025\t01/03/2025\n", [(2, "đến ngày")]),
        ("mã\ttên\tloại\ttrực thuộc\na\tSở A\tsở\tSở B\n", [(2, "trực thuộc")]),
        ("mã\ttên\tloại\ttrực thuộc\na\tSở A\tsở\tb\nb\tSở B\tsở\ta\n", [(2, "trực thuộc"), (3, "trực thuộc")]),
        ("mã\ttên\tloại\ttên trước đây\na\tSở A\tsở\tSở Cũ\n", [(2, "tên trước đây")]),
        ("mã\ttên\tloại\tthứ tự\na\tSở A\tsở\tx\n", [(2, "thứ tự")]),
        (f"mã\ttên\tloại\na\t{'S' * 201}\tsở\n", [(2, "tên"), (2, "tên")]),
    ],
)
def test_a_bad_cell_is_named_with_its_row_and_column(db, text, places):
    assert _problems(text) == places
    with pytest.raises(ImportHasProblems):
        apply_import(plan=_plan(text), by=None)
    assert not Agency.objects.exists()


def test_an_unknown_parent_is_a_question_with_proposals(db):
    create_agency(fields=AgencyFields(code="snv", kind="department", name="Sở Nội vụ"), by=None)
    (problem,) = _plan("mã\ttên\tloại\ttrực thuộc\na\tPhòng A\tphòng\tSở Nội vu tỉnh\n").problems
    assert "Sở Nội vụ" in problem.repair


def test_another_official_name_is_refused_because_renaming_is_dated(db):
    create_agency(fields=AgencyFields(code="a", kind="department", name="Sở A"), by=None)
    assert _problems("mã\ttên\tloại\na\tSở B\tsở\n") == [(2, "tên")]


def test_only_who_manages_agencies_imports(focal_point):
    with pytest.raises(NotAllowed):
        apply_import(plan=_plan("mã\ttên\tloại\na\tSở A\tsở\n"), by=focal_point)


def test_a_sheet_with_a_title_dates_and_numbers_is_read(db):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "DANH SÁCH CƠ QUAN")
        sheet.write_row(2, 0, ["Mã", "Tên", "Loại", "Từ ngày", "Mã định danh"])
        sheet.write_row(3, 0, ["a", "Sở A", "sở"])
        sheet.write_datetime(3, 3, date(2025, 3, 1), book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_number(3, 4, 17)
    (row,) = plan_import(read_table(out.getvalue(), "a.xlsx", AGENCY_HEADINGS)).rows
    assert row.number == 4
    assert row.given["valid_from"] == date(2025, 3, 1)
    assert row.given["identification_code"] == "17"


@pytest.mark.parametrize("mark", "=+-@")
def test_a_cell_that_looks_like_a_formula_is_guarded(db, mark):
    create_agency(fields=AgencyFields(code="a", kind="body", name=f"{mark}1+1"), by=None)
    assert f",'{mark}1+1,".encode() in agencies_as_csv(Agency.objects.all())


TEXTS = st.text(
    st.one_of(st.sampled_from("aăâđêôơưÀẢẾỠữ =+-@'\",()–"), st.characters(exclude_categories=["Cc", "Cs"])), max_size=40
).map(squeeze)
NAMES = TEXTS.filter(lambda text: text and ";" not in text)
DAYS = st.one_of(st.none(), st.dates(date(1945, 9, 2), date(2024, 12, 31)))
ROWS = st.lists(
    st.builds(
        dict,
        name=NAMES,
        short_name=TEXTS,
        kind=st.sampled_from(["department", "commune", "unit", "body"]),
        head_title=TEXTS,
        identification_code=TEXTS.map(lambda text: text[:30].strip()),
        valid_from=DAYS,
        is_specialised=st.booleans(),
        aliases=st.lists(NAMES, max_size=2, unique=True),
        former=st.booleans(),
        is_below=st.booleans(),
    ),
    min_size=1,
    max_size=4,
)


class RoundTrip(TestCase):
    """What the export writes, the import reads back the same, whatever the texts are."""

    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
    @given(rows=ROWS)
    def test_an_exported_register_comes_back_the_same(self, rows):
        parent = None
        for number, row in enumerate(rows):
            extra = {key: row.pop(key) for key in ("aliases", "former", "is_below")}
            fields = AgencyFields(code=f"a-{number}", parent=parent if extra["is_below"] else None, **row)
            former = [FormerName("Tên (cũ)", None, date(2020, 1, 1))] if extra["former"] else []
            parent = create_agency(fields=fields, aliases=extra["aliases"], former_names=former, by=None)
        told = agency_rows(Agency.objects.all())
        files = [(agencies_as_csv(Agency.objects.all()), "a.csv"), (agencies_as_xlsx(Agency.objects.all()), "a.xlsx")]
        for content, name in files:
            table = read_table(content, name, AGENCY_HEADINGS)
            assert read_pasted(as_pasted(table, AGENCY_HEADINGS), AGENCY_HEADINGS) == table
            unchanged = plan_import(table)
            assert ([row.changes for row in unchanged.rows], unchanged.problems) == ([[]] * len(rows), [])
        Agency.objects.update(parent=None)
        Agency.objects.all().delete()
        assert apply_import(plan=plan_import(table), by=None).created == len(rows)
        assert agency_rows(Agency.objects.all()) == told
