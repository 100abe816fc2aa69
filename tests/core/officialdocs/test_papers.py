"""Official papers, opened again: sheet, margins, typeface, page numbers, heading, repeated heads."""

import io
from datetime import date

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from caicach.core.officialdocs.paper import add_section, new_paper, saved
from caicach.core.officialdocs.parts import (
    MOTTO,
    NATION,
    Head,
    Signature,
    add_annex_head,
    add_article,
    add_bases,
    add_head,
    add_signature,
    add_title,
    day_in_words,
)
from caicach.core.officialdocs.tables import Column, Row, add_table

COLUMNS = (Column("TT", 20, is_centred=True), Column("Cơ quan", 100))


@pytest.fixture(scope="module")
def paper():
    document = new_paper(title="Quyết định thử", author="UBND tỉnh")
    head = Head(agency="ỦY BAN NHÂN DÂN", number="12/QĐ-UBND", place="Lạc Xuyên", day=date(2027, 2, 5))
    add_head(document, head)
    add_title(document, "QUYẾT ĐỊNH", "Công bố kết quả")
    add_bases(document, ["Căn cứ một", "Căn cứ hai;", "Theo đề nghị."])
    add_article(document, 1, "Công bố.", "Dữ liệu kèm theo.")
    add_signature(document, Signature(authority="TM. ỦY BAN NHÂN DÂN", title="CHỦ TỊCH", recipients=["Như Điều 1;"]))
    add_section(document, is_landscape=True)
    add_annex_head(document, "I", "Bảng xếp hạng", "Kèm theo Quyết định số 12")
    add_table(document, COLUMNS, [Row([str(one), f"Sở {one}"]) for one in range(60)])
    return Document(io.BytesIO(saved(document)))


def millimetres(length) -> int:
    return round(length / Mm(1))


def test_the_margins_are_those_of_the_decree_on_every_sheet(paper):
    for section in paper.sections:
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [millimetres(one) for one in margins] == [20, 20, 30, 20]


def test_the_text_stands_upright_and_the_annex_lies_across_on_a4(paper):
    first, annex = paper.sections
    assert (millimetres(first.page_width), millimetres(first.page_height)) == (210, 297)
    assert (millimetres(annex.page_width), millimetres(annex.page_height)) == (297, 210)
    assert annex.orientation == WD_ORIENT.LANDSCAPE


def test_the_typeface_is_times_new_roman_14_for_every_script(paper):
    font = paper.styles["Normal"].font
    assert (font.name, font.size) == ("Times New Roman", Pt(14))
    fonts = paper.styles["Normal"].element.rPr.rFonts
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}


def test_page_numbers_stand_above_from_the_second_page_on_and_begin_anew_in_the_annex(paper):
    for section in paper.sections:
        assert section.different_first_page_header_footer
        assert "PAGE" in section.header._element.xml
        assert "PAGE" not in section.first_page_header._element.xml
    assert paper.sections[1]._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_the_heading_has_nation_motto_agency_number_and_day(paper):
    left, right = paper.tables[0].rows[0].cells
    assert "Số: 12/QĐ-UBND" in left.text
    lines = [line.text for line in right.paragraphs]
    assert lines[0] == NATION
    assert lines[1] == MOTTO
    assert lines[-1] == "Lạc Xuyên, ngày 05 tháng 02 năm 2027"
    assert right.paragraphs[0].runs[0].font.size == Pt(13)
    assert right.paragraphs[-1].runs[0].italic


def test_bases_are_italic_and_end_as_they_should(paper):
    lines = [one for one in paper.paragraphs if one.text.startswith(("Căn cứ", "Theo"))]
    assert [one.text for one in lines] == ["Căn cứ một;", "Căn cứ hai;", "Theo đề nghị."]
    assert all(one.runs[0].italic for one in lines)


def test_an_article_has_its_number_in_bold(paper):
    line = next(one for one in paper.paragraphs if one.text.startswith("Điều 1."))
    assert [run.bold for run in line.runs] == [True, None]
    assert millimetres(line.paragraph_format.first_line_indent) == 13


def test_the_heads_of_a_table_are_repeated_and_no_row_is_torn(paper):
    table = paper.tables[-1]
    rows = list(table.rows)
    assert len(rows) == 62
    assert [row.cells[0].text for row in rows[:3]] == ["TT", "(1)", "0"]
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows]
    assert heads == [True, True] + [False] * 60
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2027, 1, 9), "ngày 09 tháng 01 năm 2027"),
        (date(2027, 3, 10), "ngày 10 tháng 3 năm 2027"),
        (date(2027, 12, 31), "ngày 31 tháng 12 năm 2027"),
    ],
)
def test_days_below_ten_and_the_months_one_and_two_bear_a_zero(day, words):
    assert day_in_words(day) == words


def test_a_day_that_is_not_known_yet_leaves_room(paper):
    assert day_in_words(None, 2027) == "ngày      tháng      năm 2027"
