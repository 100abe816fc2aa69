"""The linter of papers: a flawless paper has no faults, and each rule finds the paper that breaks it."""

import io
import re

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from caicach.core.officialdocs.form_rules import RULES, in_english
from caicach.core.officialdocs.lines import lines_of
from caicach.core.officialdocs.linting import lint, repair
from caicach.core.officialdocs.paper import saved
from tests.core.officialdocs.flawless import LONG, flawless


def paragraphs(document):
    cells = [cell for table in document.tables[:2] for row in table.rows for cell in row.cells]
    return [one for place in (*cells, document) for one in place.paragraphs]


def line(document, words: str):
    return next(one for one in paragraphs(document) if words in one.text)


def remove(document, words: str) -> None:
    found = line(document, words)
    found._p.getparent().remove(found._p)


def write(document, words: str, other: str) -> None:
    for run in line(document, words).runs:
        run.text = run.text.replace(words, other)


def set_run(document, words: str, **letters) -> None:
    for run in line(document, words).runs:
        for name, value in letters.items():
            setattr(run.font, name, value)


def header_number(document, section: int = 0):
    return document.sections[section].header.paragraphs[0]


def move_number_below(document) -> None:
    section = document.sections[0]
    number = header_number(document)._p
    section.footer.is_linked_to_previous = False
    section.footer.paragraphs[0]._p.addprevious(number)


def unlink_heads(document) -> None:
    for row in document.tables[2].rows:
        for mark in row._tr.trPr.findall(qn("w:tblHeader")):
            row._tr.trPr.remove(mark)


def join_annex(document) -> None:
    """The annex follows on the page of the text: the section break goes."""
    for properties in document.element.body.iter(qn("w:pPr")):
        for found in properties.findall(qn("w:sectPr")):
            properties.remove(found)
    document.sections[0].page_width, document.sections[0].page_height = Mm(210), Mm(297)


def drop_bases(document) -> None:
    for words in ("Căn cứ một", "Căn cứ hai", "Theo đề nghị"):
        remove(document, words)


def lay_across(document) -> None:
    document.sections[0].page_width, document.sections[0].page_height = Mm(297), Mm(210)


def drop_signature(document) -> None:
    for words in ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Thử"):
        write(document, words, "")


def title_case(document) -> None:
    write(document, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Cộng hòa xã hội chủ nghĩa Việt Nam")


def make_letter(document) -> None:
    remove(document, "QUYẾT ĐỊNH")
    number = line(document, "Số: 12")
    made = number.insert_paragraph_before("V/v công bố kết quả")
    number._p.addnext(made._p)
    made.runs[0].font.size = Pt(14)


DAY = "Lạc Xuyên, ngày 05 tháng 02 năm 2027"
LEFT = WD_ALIGN_PARAGRAPH.LEFT
DAMAGES = {
    "form.paper_size": lambda d: setattr(d.sections[0], "page_height", Mm(279)),
    "form.landscape": lay_across,
    "form.margin": lambda d: setattr(d.sections[1], "left_margin", Mm(15)),
    "form.typeface": lambda d: set_run(d, LONG, name="Arial"),
    "form.colour": lambda d: setattr(line(d, LONG).runs[0].font.color, "rgb", RGBColor(0xC0, 0, 0)),
    "form.page_number_missing": lambda d: [run._r.clear() for run in header_number(d).runs],
    "form.page_number_place": move_number_below,
    "form.page_number_on_first": lambda d: setattr(d.sections[0], "different_first_page_header_footer", False),
    "form.page_number_letters": lambda d: setattr(header_number(d).runs[0].font, "size", Pt(10)),
    "form.nation_missing": lambda d: write(d, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "VIỆT NAM"),
    "form.nation_letters": title_case,
    "form.motto_missing": lambda d: remove(d, "Độc lập"),
    "form.motto_letters": lambda d: set_run(d, "Độc lập", bold=False),
    "form.agency_missing": lambda d: (write(d, "SỞ NỘI VỤ", ""), write(d, "UBND TỈNH LẠC XUYÊN", "")),
    "form.agency_letters": lambda d: set_run(d, "SỞ NỘI VỤ", size=Pt(15)),
    "form.superior_letters": lambda d: write(d, "UBND TỈNH LẠC XUYÊN", "Ubnd tỉnh"),
    "form.number_missing": lambda d: remove(d, "Số: 12"),
    "form.number_form": lambda d: write(d, "12/QĐ-SNV", "12 QĐ SNV"),
    "form.number_zero": lambda d: write(d, "12/QĐ-SNV", "9/QĐ-SNV"),
    "form.number_letters": lambda d: set_run(d, "Số: 12", italic=True),
    "form.date_missing": lambda d: remove(d, "Lạc Xuyên, ngày"),
    "form.date_form": lambda d: write(d, "Lạc Xuyên, ngày", "Ngày"),
    "form.date_zero": lambda d: write(d, "ngày 05 tháng 02", "ngày 5 tháng 2"),
    "form.date_letters": lambda d: set_run(d, "Lạc Xuyên, ngày", italic=False),
    "form.kind_missing": lambda d: remove(d, "QUYẾT ĐỊNH"),
    "form.kind_letters": lambda d: setattr(line(d, "QUYẾT ĐỊNH"), "alignment", LEFT),
    "form.subject_missing": lambda d: (remove(d, "Công bố kết quả"), remove(d, "GIÁM ĐỐC SỞ NỘI VỤ")),
    "form.subject_letters": lambda d: set_run(d, "Công bố kết quả", bold=None),
    "form.letter_subject_letters": make_letter,
    "form.bases_missing": drop_bases,
    "form.base_italic": lambda d: set_run(d, "Căn cứ hai", italic=None),
    "form.base_end": lambda d: write(d, "Căn cứ hai;", "Căn cứ hai,"),
    "form.article_bold": lambda d: set_run(d, "Điều 1.", bold=False),
    "form.body_size": lambda d: set_run(d, LONG, size=Pt(11)),
    "form.body_alignment": lambda d: setattr(line(d, LONG), "alignment", LEFT),
    "form.signature_missing": drop_signature,
    "form.signature_letters": lambda d: set_run(d, "PHÓ GIÁM ĐỐC", bold=False),
    "form.signature_authority": lambda d: write(d, "KT. GIÁM ĐỐC", "KT GIÁM ĐỐC"),
    "form.recipients_missing": lambda d: write(d, "Nơi nhận:", "Gửi:"),
    "form.recipients_letters": lambda d: set_run(d, "Nơi nhận", italic=False),
    "form.recipient_form": lambda d: write(d, "Như Điều 1;", "Như Điều 1,"),
    "form.recipients_archive": lambda d: remove(d, "Lưu: VT"),
    "form.annex_section": join_annex,
    "form.annex_number": lambda d: write(d, "Phụ lục I", "Phụ lục 1"),
    "form.annex_letters": lambda d: set_run(d, "Phụ lục I", bold=False),
    "form.table_heading": unlink_heads,
}
WORDS_ONLY = {
    "form.landscape", "form.nation_missing", "form.nation_letters", "form.motto_missing", "form.agency_missing",
    "form.superior_letters", "form.number_missing", "form.number_form", "form.date_missing", "form.date_form",
    "form.kind_missing", "form.subject_missing", "form.bases_missing", "form.base_end", "form.article_bold",
    "form.signature_missing", "form.signature_authority", "form.recipients_missing", "form.recipient_form",
    "form.recipients_archive", "form.annex_section", "form.annex_number",
}  # fmt: skip
"""What only people mend."""


def again(document):
    return Document(io.BytesIO(saved(document)))


def codes(document) -> list[str]:
    return [finding.code for finding in lint(document)]


def words_of(document) -> list[str]:
    return [found.text for found in lines_of(document)]


def test_a_flawless_paper_has_no_faults():
    assert lint(again(flawless())) == ()


def test_looking_at_a_paper_does_not_change_it():
    document = again(flawless())
    before = document.element.xml
    lint(document)
    assert document.element.xml == before


def test_every_rule_has_a_paper_that_breaks_it():
    assert DAMAGES.keys() == RULES.keys()


@pytest.mark.parametrize("code", DAMAGES)
def test_each_rule_finds_the_paper_that_breaks_it(code):
    document = flawless()
    DAMAGES[code](document)
    found = [finding for finding in lint(again(document)) if finding.code == code]
    assert found
    assert all(in_english(finding) for finding in found)
    assert all(finding.can_mend is (code not in WORDS_ONLY) for finding in found)


@pytest.mark.parametrize("code", sorted(DAMAGES.keys() - WORDS_ONLY))
def test_what_is_mechanical_is_mended_and_says_so(code):
    document = flawless()
    DAMAGES[code](document)
    damaged = again(document)
    left = {one.code for one in lint(damaged) if not one.can_mend}
    changes = repair(damaged)
    assert code in {change.code for change in changes}
    assert set(codes(again(damaged))) == left


@pytest.mark.parametrize("code", sorted(DAMAGES.keys() - {"form.number_zero", "form.date_zero"}))
def test_mending_changes_no_word(code):
    document = flawless()
    DAMAGES[code](document)
    before = words_of(document)
    repair(document)
    assert words_of(document) == before


def test_zeros_are_put_in_also_where_the_day_stands_in_several_runs():
    document = flawless()
    day = line(document, "Lạc Xuyên, ngày")
    day.runs[0].text = "Lạc Xuyên, ngày "
    for text in ("5", " tháng 1", " năm 2027"):
        day.add_run(text).italic = True
    for run in day.runs:
        run.font.size = Pt(14)
    assert codes(document) == ["form.date_zero"]
    repair(document)
    assert line(document, "Lạc Xuyên").text == "Lạc Xuyên, ngày 05 tháng 01 năm 2027"


def test_a_month_behind_february_bears_no_zero():
    document = flawless()
    write(document, "tháng 02", "tháng 03")
    (found,) = lint(document)
    assert (found.code, dict(found.params)) == ("form.date_zero", {"found": "05/03"})
    repair(document)
    assert "ngày 05 tháng 3 năm" in line(document, "Lạc Xuyên, ngày").text


def test_a_finding_tells_the_paragraph_and_its_words():
    document = flawless()
    write(document, "Căn cứ hai;", "Căn cứ hai.")
    (found,) = lint(document)
    numbered = [one for one in lines_of(document) if one.number == found.paragraph]
    assert [one.words for one in numbered] == ["Căn cứ hai."]
    assert found.words == "Căn cứ hai."


def test_what_is_wrong_all_over_is_told_once_with_how_often():
    document = flawless()
    document.styles["Normal"].font.size = Pt(11)
    (found,) = [one for one in lint(document) if one.code == "form.body_size"]
    assert found.count > 5
    assert dict(found.params) == {"found": "11"}


def test_letters_that_come_from_the_theme_of_word_are_known_by_name():
    document = flawless()
    fonts = document.styles["Normal"].element.rPr.rFonts
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    found = [dict(one.params)["found"] for one in lint(document) if one.code == "form.typeface"]
    assert found == ["Cambria"]


def test_a_heading_block_in_two_rows_with_line_breaks_is_understood():
    document = flawless()
    left, right = document.tables[0].rows[0].cells
    row = document.tables[0].add_row()
    for cell, words in ((left, ("Số: 12",)), (right, ("Lạc Xuyên, ngày",))):
        target = row.cells[0 if cell is left else 1]
        for one in [found for found in cell.paragraphs if found.text.startswith(words)]:
            target._tc.append(one._p)
    assert codes(document) == []


def test_a_heading_block_that_is_set_with_tabs_is_understood_and_mending_it_comes_to_an_end():
    document = flawless()
    table = document.tables[0]._tbl
    rows = (("SỞ NỘI VỤ", 13, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, True), ("Số: 12/QĐ-SNV", 13, DAY, 14, None))
    for left, left_size, right, right_size, is_bold in rows:
        made = Document().add_paragraph()
        for text, size in ((left, left_size), (f"\t{right}", right_size)):
            run = made.add_run(text)
            run.font.size, run.bold, run.italic = Pt(size), is_bold, text == f"\t{DAY}"
        table.addprevious(made._p)
    motto = document.tables[0].rows[0].cells[1].paragraphs[1]._p
    table.addprevious(motto)
    table.getparent().remove(table)
    assert codes(document) == []
    document.paragraphs[1].runs[1].italic = False
    assert codes(document) == ["form.date_letters"]
    repair(document)
    assert codes(document) == []


def test_number_and_day_in_one_run_are_told_and_left_to_people():
    document = flawless()
    table = document.tables[0]._tbl
    made = Document().add_paragraph()
    made.add_run(f"Số: 12/QĐ-SNV\t{DAY}").font.size = Pt(13)
    table.addprevious(made._p)
    for cell in document.tables[0].rows[0].cells:
        for one in cell.paragraphs:
            if one.text.startswith(("Số: 12", "Lạc Xuyên, ngày")):
                cell._tc.remove(one._p)
    before = document.paragraphs[0]._p.xml
    assert not any(finding.can_mend for finding in lint(document) if finding.code == "form.date_letters")
    repair(document)
    assert document.paragraphs[0]._p.xml == before


def test_a_paper_may_lie_across_for_a_table_that_is_no_annex():
    document = flawless()
    lay_across(document)
    line(document, "Điều 1.")._p.addprevious(document.tables[2]._tbl)
    assert codes(document) == []


def test_an_annex_alone_needs_neither_heading_block_nor_signature():
    document = flawless()
    body = document.element.body
    first = line(document, "Phụ lục I")._p
    for element in list(body):
        if element is first:
            break
        body.remove(element)
    assert codes(document) == []


def test_a_report_says_of_every_rule_where_it_comes_from():
    assert all(re.match("Nghị định 30/2020", rule.source) for rule in RULES.values())
    assert {rule.is_confirmed for rule in RULES.values()} == {True, False}
