"""A set as a workbook: out and in again it is the same, and every fault is told at its cell."""

import io
import random
import re
from dataclasses import replace
from decimal import Decimal
from zipfile import ZipFile

import pytest

from caicach.core.scoring.criteria import CriteriaSet, Input, ScoreBand, WorkedExample
from caicach.core.scoring.plain import from_plain, to_plain
from caicach.core.scoring.ratios import Ratio, WhenNothing
from caicach.core.scoring.rounding import Rounding, RoundingMode, Roundings
from caicach.core.scoring.shapes import SHAPES
from caicach.core.scoring.shapes.composite import Composite, Part
from caicach.core.scoring.shapes.conditions import ComplianceCheck, Level
from caicach.core.scoring.shapes.proportions import LinearRatio
from caicach.criteria.loading import SHIPPED_SETS, BadContent, shipped_set
from caicach.criteria.sentences.problems import problem_lines
from caicach.tables.sheet import Sheet
from caicach.workbooks.cells import cell_string, figure_cell, read_figure_cell
from caicach.workbooks.errors import SetNotForSheet
from caicach.workbooks.layout import CRITERIA, EXAMPLES, FACTS, HEADINGS, laid_out
from caicach.workbooks.notation import quoted, shape_lines, split_outside, unquoted
from caicach.workbooks.reading import read_sheets, read_xlsx
from caicach.workbooks.rule_lines import read_rule
from caicach.workbooks.samples import RATIO_SAMPLE, SAMPLES
from caicach.workbooks.writing import as_xlsx
from tests.core.scoring.sets import leaf, set_of
from tests.factories.criteria import small_set

D = Decimal


def again(criteria_set: CriteriaSet) -> CriteriaSet:
    return read_sheets(laid_out(criteria_set), file="bo.xlsx")


def told(sheets: list[Sheet]) -> list[tuple[str, str]]:
    with pytest.raises(BadContent) as bad:
        read_sheets(sheets, file="bo.xlsx")
    return [(line.where, line.sentence) for line in problem_lines(bad.value)]


def changed(criteria_set: CriteriaSet, *cells: tuple[str, int, str, object]) -> list[Sheet]:
    """The sheets with some cells written over: sheet, row from 1 on, heading, what stands there."""
    sheets = laid_out(criteria_set)
    for name, row, heading, cell in cells:
        rows = next(sheet for sheet in sheets if sheet.name == name).rows
        rows[row - 1][rows[0].index(heading)] = cell
    return sheets


@pytest.mark.parametrize("key", SHIPPED_SETS)
def test_a_shipped_set_out_and_in_again_is_the_same_to_the_letter(key):
    shipped = shipped_set(key)
    read = read_xlsx(as_xlsx(shipped), file="bo.xlsx")
    assert read == shipped
    assert to_plain(read) == to_plain(shipped)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_sample_of_each_shape_is_a_rule_that_is_written_as_it_stands(shape):
    found = []
    rule = from_plain(Part, {"max_score": "1", "shape": read_rule(shape, SAMPLES[shape], found)}).shape
    assert not found
    assert rule.name == shape
    again_found = []
    lines = "\n".join(shape_lines(rule))
    assert from_plain(Part, {"max_score": "1", "shape": read_rule(shape, lines, again_found)}).shape == rule
    assert not again_found


def test_all_modifiers_of_a_ratio_are_kept():
    rule = LinearRatio(
        ratio=Ratio(
            part="a/b", whole="c;d", other_whole="e f", last_year="g", last_year_parts=12, correction='h "i"',
            when_nothing=WhenNothing.FULL,
        )
    )  # fmt: skip
    found = []
    assert from_plain(LinearRatio, _bare(read_rule("linear_ratio", "\n".join(shape_lines(rule)), found))) == rule
    assert not found
    read = read_rule("linear_ratio", RATIO_SAMPLE, found)["ratio"]
    assert not found
    assert (read["last_year_parts"], read["other_whole"], read["correction"]) == (12, "dem_lai", "he_so")


def _bare(plain):
    return {key: value for key, value in plain.items() if key != "shape"}


def test_parts_inside_of_parts_stand_further_in():
    inner = Composite(parts=(Part(shape=leaf("1", "1").rule, max_score=D("0.5")),) * 2)
    rule = Composite(parts=(Part(shape=inner, max_score=D(1)), Part(shape=leaf("1", "1").rule, max_score=D(2))))
    found = []
    read = read_rule("composite", "\n".join(shape_lines(rule)), found)
    assert from_plain(Composite, _bare(read)) == rule
    assert not found


@pytest.mark.parametrize(
    "text", ["", " x", "a;b", 'a "b" c', '"', "\\", "\\n", "a\nb", "a: b", "a | b", "1,5", "=1", "x\\", '\\"', "a/b;"]
)
def test_any_text_survives_as_a_piece_of_a_line(text):
    line = f"{quoted(text, ';:/|')}; {quoted('sau', ';')}"
    assert [unquoted(piece) for piece in split_outside(line, ";")] == [text, "sau"]


def test_odd_texts_and_figures_of_a_set_are_kept():
    levels = (Level(code="a;b", points=D("0.50"), label='Đạt "tốt"; 1/2'), Level(code="80%", points=D(0)))
    odd = leaf(
        "1.10", "0.50", rule=ComplianceCheck(level="mức: x", levels=levels),
        inputs=(Input(name="mức: x", label="Mức | bậc", period="năm 2026", indicator="i"),),
        leads=("Sở A; Sở B", "Sở C\nSở D", '"Sở"'), evidence=("=1+1", ""), full_mark="đến\nhai dòng",
    )  # fmt: skip
    made = replace(
        set_of(odd, leaf("2", "0.1234")),
        years=(2025, 2026), groups=("a", "b"), decided_on="2025-12-30", bonus_limit=D("0.10"),
        bands=(ScoreBand(name="Tốt: A", at_least=D("0.333333")), ScoreBand(name="Kém", at_least=D(0))),
        roundings=Roundings(leaf=Rounding(digits=3, mode=RoundingMode.DOWN), share=Rounding(digits=2)),
        examples=(
            WorkedExample(criterion="1.10", values={"mức: x": "a;b"}, points=D("0.5")),
            WorkedExample(criterion="2", values={"a": D("1.5"), "b": None}, points=None, says="chưa có"),
        ),
    )  # fmt: skip
    assert to_plain(again(made)) == to_plain(made)


@pytest.mark.parametrize("figure", ["0.50", "1.5", "100", "0.123456789012345678", "12345678901234567890", "-3"])
def test_a_figure_comes_back_to_the_last_digit(figure):
    found = []
    assert read_figure_cell(figure_cell(D(figure)), found) == figure
    assert not found


def test_what_cannot_be_kept_is_told_at_its_cell():
    sheets = changed(
        small_set(),
        (FACTS, 2, "Giá trị", "bộ mới"),
        (FACTS, 8, "Giá trị", "0026"),
        (CRITERIA, 3, "Số", "1" * 31),
        (CRITERIA, 4, "Tiêu chí", "x" * 501),
        (CRITERIA, 5, "Điểm tối đa", "5,00001"),
    )
    places = {where for where, _sentence in told(sheets)}
    assert {"Bộ tiêu chí!B2", "Bộ tiêu chí!B8", "Tiêu chí!B3", "Tiêu chí!C4", "Tiêu chí!D5"} <= places


def test_a_set_that_a_sheet_would_change_is_not_written():
    with pytest.raises(SetNotForSheet):
        as_xlsx(replace(small_set(), name=" tên có dấu cách ở đầu"))
    with pytest.raises(SetNotForSheet):
        as_xlsx(replace(small_set(), method="x" * 33_000))


def test_all_faults_are_told_at_once_each_at_its_cell():
    sheets = changed(
        small_set(),
        (CRITERIA, 3, "Điểm tối đa", "nhiều"),
        (CRITERIA, 4, "Cách chấm", "Đoán"),
        (CRITERIA, 5, "Tham số", "tỷ lệ: a\ngì đó"),
        (CRITERIA, 5, "Đã xác nhận", "chắc"),
        (FACTS, 6, "Giá trị", "hôm qua"),
    )
    places = [where for where, _sentence in told(sheets)]
    assert places == ["Bộ tiêu chí!B6", "Tiêu chí!D3", "Tiêu chí!K4", "Tiêu chí!L5", "Tiêu chí!O5"]


def test_faults_of_the_whole_are_told_together_with_those_of_single_cells():
    sheets = changed(
        replace(small_set(), source=""),
        (CRITERIA, 4, "Nguồn điểm", "?"),
        (CRITERIA, 5, "Căn cứ suy ra", ""),
        (CRITERIA, 5, "Số", "1.1"),
    )
    said = dict(told(sheets))
    assert {"Bộ tiêu chí!B23", "Tiêu chí!F4", "Tiêu chí!P5"} <= set(said)
    assert "Số này dùng cho hai tiêu chí." in said.values()


def test_sums_and_rules_that_do_not_fit_point_to_their_cells():
    assert ("Tiêu chí!D2", "Cộng các phần được 9, ghi tối đa 5.") in told(
        changed(small_set(), (CRITERIA, 3, "Điểm tối đa", 6.0))
    )
    assert [where for where, _ in told(changed(small_set(), (CRITERIA, 3, "Số liệu cần có", "a: A")))] == [
        "Tiêu chí!L3"
    ]


@pytest.mark.parametrize(
    ("damage", "where"),
    [
        (lambda sheets: sheets.pop(1), "Tiêu chí"),
        (lambda sheets: sheets.append(Sheet("Nháp", [])), "Nháp"),
        (lambda sheets: sheets[1].rows[0].__setitem__(3, "Điểm"), "Tiêu chí!A1"),
        (lambda sheets: sheets[1].rows[0].append("Ghi chú"), "Tiêu chí!S1"),
        (lambda sheets: sheets[1].rows[2].append("lạc"), "Tiêu chí!S3"),
        (lambda sheets: sheets[1].rows.pop(1), "Tiêu chí!A2"),
        (lambda sheets: sheets[0].rows.pop(3), "Bộ tiêu chí!A1"),
        (lambda sheets: sheets[0].rows.append(["Mục lạ", "1", ""]), "Bộ tiêu chí!A24"),
    ],
)
def test_a_sheet_that_lacks_something_or_has_too_much_is_refused(damage, where):
    sheets = laid_out(small_set())
    damage(sheets)
    assert where in {place for place, _sentence in told(sheets)}


def test_codes_that_a_spreadsheet_took_for_figures_and_words_without_accents_are_understood():
    sheets = changed(small_set(), (CRITERIA, 3, "Số", 1.1), (CRITERIA, 4, "Nguồn điểm", "DIEU TRA XA HOI HOC"))
    assert read_sheets(sheets, file="a.xlsx") == small_set()


def test_a_title_above_the_headings_and_blank_rows_do_no_harm():
    sheets = laid_out(small_set())
    sheets[1].rows.insert(0, ["Bộ tiêu chí của tỉnh"])
    sheets[1].rows.insert(3, [""] * len(HEADINGS))
    assert read_sheets(sheets, file="a.xlsx") == small_set()


def outcome(sheets: list[Sheet]):
    """The set of the sheets, or why there is none."""
    try:
        return read_sheets(sheets, file="bo.xlsx"), ()
    except BadContent as bad:
        return None, bad.problems


DAMAGES = [  # what people and machines leave in cells
    "",
    "x",
    "-1",
    "0,5",
    "có",
    "tỷ lệ: a / a",
    '"',
    "1;2",
    7.0,
    True,
    "a\nb",
    "100%",
    "1.234",
    "\x00",
    "?" * 600,
]


@pytest.mark.parametrize("key", ["department-2026", "commune-2026"])
def test_a_damaged_cell_never_crashes_and_never_passes_in_silence(key):
    """Whatever stands in a cell: it is refused with a place, or it is what the set now says."""
    shipped, chance = shipped_set(key), random.Random(20260101)
    for _ in range(250):
        sheets = laid_out(shipped)
        rows = chance.choice(sheets).rows
        row, damage = chance.randrange(1, len(rows)), chance.choice(DAMAGES)
        column = chance.randrange(len(rows[row]))
        before, rows[row][column] = rows[row][column], damage
        said = f"{rows[0][column]} {row}: {before!r} became {damage!r}"
        read, problems = outcome(sheets)
        if problems:
            assert all(one.cell for one in problems), said
            continue
        is_aside = rows[0][column] in ("Quy tắc đọc thành câu", "Cách ghi")
        is_as_before = cell_string(before) == cell_string(damage)
        assert (read == shipped) == (is_aside or is_as_before), said


def test_a_broken_file_is_refused_as_such():
    content = as_xlsx(small_set())
    chance = random.Random(7)
    for _ in range(6):
        place = chance.randrange(len(content))
        broken = content[:place] + bytes([content[place] ^ 0x55]) + content[place + 40 :]
        with pytest.raises(BadContent, match="no_workbook"):
            read_xlsx(broken, file="bo.xlsx")


def test_the_workbook_explains_every_shape_and_offers_it_in_a_list():
    packed = ZipFile(io.BytesIO(as_xlsx(small_set())))
    texts = packed.read("xl/sharedStrings.xml").decode()
    lists = packed.read("xl/worksheets/sheet2.xml").decode()
    assert len(re.findall("<dataValidation ", lists)) == 6
    for sample in SAMPLES.values():
        assert sample.split("\n")[0].replace("&", "&amp;") in texts
    assert EXAMPLES in packed.read("xl/workbook.xml").decode()
