"""A table of figures: every problem by its cell, nothing written while one is left, the same again changes nothing."""

from decimal import Decimal

import pytest

from caicach.core.period import Period
from caicach.indicators.columns import FIGURE_HEADINGS
from caicach.indicators.errors import ImportHasProblems
from caicach.indicators.exporting import figures_as_xlsx
from caicach.indicators.importing import plan_figures
from caicach.indicators.models import IMPORT, Figure
from caicach.indicators.services import freeze_figures
from caicach.indicators.services_import import apply_figures
from caicach.indicators.tables import agency_rows
from caicach.tables.sheet import read_pasted, read_table
from tests.factories.agencies import AgencyFactory
from tests.factories.indicators import YEAR, FigureFactory, IndicatorFactory

pytestmark = pytest.mark.django_db

HEAD = "chỉ số\tcơ quan\ttừ ngày\tđến ngày\ttử số\tmẫu số\tgiá trị\tnguồn\tsố liệu đến ngày\n"
SPAN = "15/12/2025\t14/12/2026"


@pytest.fixture(autouse=True)
def rows():
    IndicatorFactory(code="dung_han", name="Hồ sơ đúng hạn")
    IndicatorFactory(code="phan_anh", name="Hồ sơ bị phản ánh", value=True)
    AgencyFactory(code="so-y-te", name="Sở Y tế")


def plan(*lines):
    return plan_figures(read_pasted(HEAD + "\n".join(lines), FIGURE_HEADINGS))


def line(code="dung_han", agency="Sở Y tế", span=SPAN, numbers="98\t100\t", source="Báo cáo 1", as_of="14/12/2026"):
    return "\t".join([code, agency, span, numbers, source, as_of])


def test_rows_are_read_by_code_or_name_with_vietnamese_numbers():
    told = plan(line(numbers="1.234,5\t2.000,5\t"), line(code="Hồ sơ bị phản ánh", agency="so-y-te", numbers="\t\t3"))
    assert not told.problems
    assert [(row.entry.numbers, row.state) for row in told.rows] == [
        ((Decimal("1234.5"), Decimal("2000.5"), None), "new"),
        ((None, None, Decimal(3)), "new"),
    ]


@pytest.mark.parametrize(
    ("changes", "column", "says"),
    [
        ({"code": "khac"}, "chỉ số", "Không có chỉ số “khac”"),
        ({"agency": "Sở Lạ"}, "cơ quan", "Không có cơ quan"),
        ({"agency": ""}, "cơ quan", "Thiếu cơ quan"),
        ({"span": "31/02/2026\t14/12/2026"}, "từ ngày", "không phải là ngày"),
        ({"span": "15/12/2026\t14/12/2026"}, "đến ngày", "sớm hơn"),
        ({"numbers": "1.234\t2000\t"}, "tử số", "1234 hay 1,234"),
        ({"numbers": "nhiều\t2000\t"}, "tử số", "không phải là số"),
        ({"numbers": "98\t\t"}, "tử số", "cần cả tử số"),
        ({"numbers": "98\t100\t5"}, "tử số", "cần cả tử số"),
        ({"numbers": "-1\t100\t"}, "tử số", "nhỏ hơn 0"),
        ({"source": ""}, "nguồn", "nguồn"),
        ({"as_of": ""}, "số liệu đến ngày", "Thiếu ngày"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_cell(changes, column, says):
    told = plan(line(**changes))
    assert [(one.row, one.column) for one in told.problems] == [(2, column)]
    assert says in told.problems[0].what
    assert told.problems[0].repair
    with pytest.raises(ImportHasProblems):
        apply_figures(plan=told, by=None)
    assert not Figure.objects.exists()


def test_all_problems_of_a_row_are_told_at_once():
    told = plan(line(code="khac", agency="Sở Lạ", numbers="x\t100\t"))
    assert [one.column for one in told.problems] == ["chỉ số", "cơ quan", "tử số"]


def test_the_same_figure_twice_is_a_question():
    assert "dòng 2" in plan(line(), line(numbers="1\t2\t")).problems[0].what


def test_the_same_file_again_changes_nothing_and_another_number_is_shown_beside_the_old_one():
    assert apply_figures(plan=plan(line()), by=None).new == 1
    again = plan(line())
    assert ([row.state for row in again.rows], apply_figures(plan=again, by=None).same) == (["same"], 1)
    other = plan(line(numbers="99\t100\t"))
    assert (other.rows[0].state, other.rows[0].now.numerator) == ("changed", 98)
    assert other.fingerprint != again.fingerprint
    assert apply_figures(plan=other, by=None).changed == 1
    assert Figure.objects.current().get().source == IMPORT


def test_frozen_and_counted_figures_are_not_written_over():
    apply_figures(plan=plan(line()), by=None)
    freeze_figures(period=Period(*YEAR), agencies=[Figure.objects.get().agency], by=None)
    assert "đã chốt" in plan(line(numbers="1\t100\t")).problems[0].what
    Figure.objects.update(frozen_at=None, source="work")
    assert "hệ thống tự tính" in plan(line(numbers="1\t100\t")).problems[0].what
    assert not plan(line()).problems


def test_what_is_exported_is_read_back_and_rows_that_nobody_filled_in_are_passed_over():
    figure, silent = FigureFactory(), AgencyFactory()
    rows = agency_rows(figure.indicator, [figure.agency, silent], Period(*YEAR))
    told = plan_figures(read_table(figures_as_xlsx(rows, Period(*YEAR)), "so-lieu.xlsx", FIGURE_HEADINGS))
    assert (told.problems, [row.state for row in told.rows], told.blank) == ([], ["same"], 1)
