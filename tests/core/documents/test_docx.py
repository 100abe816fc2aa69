"""What Word documents hold beside plain paragraphs and tables, and what the reader makes of each."""

from pathlib import Path

import pytest

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.readers.docx import read_docx
from caicach.core.documents.source import Paragraph, SourceDocument, Table
from tests.core.documents.hostile.making import (
    W,
    cell,
    docx,
    docx_parts,
    paragraph,
    relations,
    run,
    table,
    zipped,
)
from tests.core.documents.hostile.office import box
from tests.core.documents.hostile.texts import IN_TCVN3, TABLE, in_font

_NUMBERS = f'<w:numbering xmlns:w="{W}">{{}}</w:numbering>'
_STYLES = f'<w:styles xmlns:w="{W}">{{}}</w:styles>'


def _read(path: Path, *content: str, **parts: str) -> SourceDocument:
    file = path / "a.docx"
    file.write_bytes(docx(*content, **parts))
    return read_docx(file)


def _with_part(path: Path, name: str, kind: str, xml: str, *content: str) -> SourceDocument:
    links = {"word/_rels/document.xml.rels": relations(("rId7", kind, name)), f"word/{name}": xml}
    return _read(path, *content, **links)


def _rows(source: SourceDocument) -> list[list[str]]:
    return [[one.text for one in row] for block in source.blocks if isinstance(block, Table) for row in block.rows]


def _lines(source: SourceDocument) -> list[str]:
    found = [block for block in source.blocks if isinstance(block, Paragraph)]
    return [f"{line.list_mark} {line.text}".strip() for line in found if line.text or line.list_mark]


# Tracked changes


def _added(text: str) -> str:
    return f'<w:ins w:id="1" w:author="a">{run(text)}</w:ins>'


def _deleted(text: str) -> str:
    return f'<w:del w:id="2" w:author="a"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def test_added_text_counts_and_deleted_text_does_not(tmp_path: Path) -> None:
    source = _read(tmp_path, paragraph(run("Rà soát "), _added("mọi "), _deleted("vài "), run("thủ tục")))
    assert _lines(source) == ["Rà soát mọi thủ tục"]
    assert source.notes == ("tracked_changes",)


def test_moved_text_stands_only_where_it_was_moved_to(tmp_path: Path) -> None:
    moved_from = f'<w:moveFrom w:id="3" w:author="a">{run("Đoạn dời đi")}</w:moveFrom>'
    moved_to = f'<w:moveTo w:id="4" w:author="a">{run("Đoạn dời đi")}</w:moveTo>'
    source = _read(tmp_path, paragraph(run("Trên. "), moved_from), paragraph(run("Dưới. "), moved_to))
    assert _lines(source) == ["Trên.", "Dưới. Đoạn dời đi"]
    assert source.notes == ("tracked_changes",)


def test_a_deleted_row_is_left_out_and_an_added_one_is_read(tmp_path: Path) -> None:
    mark = '<w:trPr><w:{} w:id="5" w:author="a"/></w:trPr>'
    rows = "".join(
        f"<w:tr>{properties}{cell(text)}{cell('x')}</w:tr>"
        for properties, text in (("", "giữ"), (mark.format("del"), "bỏ"), (mark.format("ins"), "thêm"))
    )
    source = _read(tmp_path, f"<w:tbl>{rows}</w:tbl>")
    assert _rows(source) == [["giữ", "x"], ["thêm", "x"]]
    assert source.notes == ("tracked_changes",)


def test_a_document_without_changes_has_no_note(tmp_path: Path) -> None:
    assert _read(tmp_path).notes == ()


# Text boxes


def test_a_text_box_follows_the_paragraph_that_it_hangs_on_and_is_read_once(tmp_path: Path) -> None:
    source = _read(tmp_path, paragraph(run("KẾ HOẠCH"), box("DỰ THẢO")), "Cải cách hành chính")
    assert _lines(source) == ["KẾ HOẠCH", "DỰ THẢO", "Cải cách hành chính"]


def test_a_table_in_a_text_box_is_a_table(tmp_path: Path) -> None:
    source = _read(tmp_path, paragraph(box(table([["a", "b"]]), "<w:p/>")))
    assert _rows(source) == [["a", "b"]]


def test_a_text_box_in_a_cell_stands_below_its_words(tmp_path: Path) -> None:
    source = _read(tmp_path, table([[cell(paragraph(run("Rà soát"), box("khẩn"))), "b"]]))
    assert _rows(source) == [["Rà soát\nkhẩn", "b"]]


def test_a_drawing_without_words_is_nothing(tmp_path: Path) -> None:
    source = _read(tmp_path, paragraph(run("Điều 1"), "<w:r><w:drawing><a/></w:drawing></w:r>"))
    assert _lines(source) == ["Điều 1"]


def test_words_in_a_new_and_an_old_form_are_read_once(tmp_path: Path) -> None:
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = (
        f'<mc:AlternateContent {space}><mc:Choice Requires="x">{run("một")}</mc:Choice>'
        f"<mc:Fallback>{run('một')}</mc:Fallback></mc:AlternateContent>"
    )
    assert _lines(_read(tmp_path, f"<w:p>{both}</w:p>")) == ["một"]


# What stands beside the text


STORIES = {
    "header": ("headers_skipped", "hdr"),
    "footer": ("headers_skipped", "ftr"),
    "footnotes": ("footnotes_skipped", "footnotes"),
    "endnotes": ("footnotes_skipped", "endnotes"),
    "comments": ("comments_skipped", "comments"),
}


@pytest.mark.parametrize("kind", STORIES)
def test_words_beside_the_text_are_told_of(kind: str, tmp_path: Path) -> None:
    note, root = STORIES[kind]
    xml = f'<w:{root} xmlns:w="{W}">{table([["Mẫu số 01", "Tỉnh"]])}</w:{root}>'
    source = _with_part(tmp_path, f"{kind}1.xml", kind, xml, "KẾ HOẠCH")
    assert source.notes == (note,)
    assert _lines(source) == ["KẾ HOẠCH"]


@pytest.mark.parametrize("words", ["", "12", "Trang 3/12", "- 4 -"])
def test_a_page_number_is_no_loss(words: str, tmp_path: Path) -> None:
    xml = f'<w:ftr xmlns:w="{W}">{paragraph(words)}</w:ftr>'
    assert _with_part(tmp_path, "footer1.xml", "footer", xml, "KẾ HOẠCH").notes == ()


# Tables


def test_a_cell_merged_downwards_is_one_cell_in_each_place(tmp_path: Path) -> None:
    begin, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    source = _read(
        tmp_path,
        table([[cell("Sở Tư pháp", properties=begin), "a"], [cell(properties=go_on), "b"], [cell("mới"), "c"]]),
    )
    (found,) = [block for block in source.blocks if isinstance(block, Table)]
    assert _rows(source) == [["Sở Tư pháp", "a"], ["Sở Tư pháp", "b"], ["mới", "c"]]
    assert found.rows[0][0] is found.rows[1][0]


def test_words_hidden_below_a_merged_cell_are_a_cell_of_their_own(tmp_path: Path) -> None:
    source = _read(
        tmp_path,
        table(
            [
                [cell("trên", properties='<w:vMerge w:val="restart"/>'), "a"],
                [cell("dưới", properties="<w:vMerge/>"), "b"],
            ]
        ),
    )
    assert _rows(source) == [["trên", "a"], ["dưới", "b"]]


def test_a_cell_over_columns_stands_in_each_of_them(tmp_path: Path) -> None:
    source = _read(tmp_path, table([[cell("A", properties='<w:gridSpan w:val="2"/>'), "b"], ["c", "d", "e"]]))
    assert _rows(source) == [["A", "A", "b"], ["c", "d", "e"]]


def test_a_row_that_begins_further_right_keeps_its_columns(tmp_path: Path) -> None:
    rows = f'<w:tr>{cell("a")}{cell("b")}</w:tr><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("c")}</w:tr>'
    assert _rows(_read(tmp_path, f"<w:tbl>{rows}</w:tbl>")) == [["a", "b"], ["", "c"]]


def test_short_rows_are_filled_up(tmp_path: Path) -> None:
    assert _rows(_read(tmp_path, table([["a", "b", "c"], ["d"]]))) == [["a", "b", "c"], ["d", "", ""]]


@pytest.mark.parametrize("span", ["0", "-3", "hai", "", "1000000000000"])
def test_a_span_that_is_no_small_number_loses_no_cell(span: str, tmp_path: Path) -> None:
    source = _read(tmp_path, table([["a", cell("b", properties=f'<w:gridSpan w:val="{span}"/>')]]))
    assert {text for row in _rows(source) for text in row} == {"a", "b"}


def test_words_beyond_a_hundred_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        _read(tmp_path, table([["x"] * 101]))
    assert (refusal.value.code, refusal.value.where) == ("table_too_wide", "1")


def test_empty_cells_beyond_a_hundred_columns_are_no_matter(tmp_path: Path) -> None:
    assert _rows(_read(tmp_path, table([["x"] * 100 + [""] * 50]))) == [["x"] * 100]


def test_a_table_inside_a_cell_is_read_with_it(tmp_path: Path) -> None:
    inner = table([["1", "một"], ["2", "hai"]])
    assert _rows(_read(tmp_path, table([[cell("Gồm:", inner, "<w:p/>"), "b"]]))) == [["Gồm:\n1\nmột\n2\nhai", "b"]]


def test_tables_are_counted_as_they_come_and_know_their_places(tmp_path: Path) -> None:
    source = _read(tmp_path, table([["a", "b"]]), "giữa", table([["c", "d"]]))
    cells = [one for block in source.blocks if isinstance(block, Table) for one in block.cells()]
    places = [(one.place.table, one.place.row, one.place.column) for one in cells]
    assert places == [(1, 1, 1), (1, 1, 2), (2, 1, 1), (2, 1, 2)]


def test_content_controls_and_wrappers_hold_ordinary_words(tmp_path: Path) -> None:
    inside = f"<w:sdt><w:sdtContent>{paragraph('trong')}{table([['a', 'b']])}</w:sdtContent></w:sdt>"
    linked = f'<w:p><w:hyperlink r:id="x">{run("liên kết")}</w:hyperlink><w:smartTag>{run(" thẻ")}</w:smartTag></w:p>'
    source = _read(tmp_path, inside, linked)
    assert _lines(source) == ["trong", "liên kết thẻ"]
    assert _rows(source) == [["a", "b"]]


def test_signs_tabs_and_formulas_are_words_too(tmp_path: Path) -> None:
    maths = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    pieces = (
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
        "<w:r><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t><w:noBreakHyphen/></w:r>",
        '<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>',
        f'<m:oMath xmlns:m="{maths}"><m:r><m:t>x=1</m:t></m:r></m:oMath>',
    )
    assert _lines(_read(tmp_path, f"<w:p>{''.join(pieces)}</w:p>")) == ["✓\ta\nb-•x=1"]


def test_a_field_shows_its_result_and_not_its_instruction(tmp_path: Path) -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    field = (
        mark.format("begin") + "<w:r><w:instrText> PAGE </w:instrText></w:r>" + mark.format("separate") + run("7")
        + mark.format("end")
    )  # fmt: skip
    assert _lines(_read(tmp_path, f"<w:p>{run('Trang ')}{field}</w:p>")) == ["Trang 7"]


# Automatic numbers


def _level(depth: int, form: str, text: str, start: int = 1) -> str:
    told = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{told}</w:lvl>'


def _list(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def _num(number: int, abstract: int, override: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'


def _numbered(text: str, number: int | str, depth: int | str = 0) -> str:
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def _marks(path: Path, definitions: str, *content: str) -> list[str]:
    source = _with_part(path, "numbering.xml", "numbering", _NUMBERS.format(definitions), *content)
    return [block.list_mark for block in source.blocks if isinstance(block, Paragraph)]


def test_numbers_of_many_levels_count_and_begin_anew(tmp_path: Path) -> None:
    levels = _list(0, _level(0, "upperRoman", "%1."), _level(1, "decimal", "%2."), _level(2, "lowerLetter", "%3)"))
    shape = [(0, "I."), (1, "1."), (2, "a)"), (2, "b)"), (1, "2."), (0, "II."), (1, "1."), (2, "a)")]
    found = _marks(tmp_path, levels + _num(1, 0), *[_numbered("x", 1, depth) for depth, _ in shape])
    assert found == [mark for _, mark in shape]


def test_numbers_of_numbers_and_other_forms(tmp_path: Path) -> None:
    levels = _list(0, _level(0, "decimal", "%1."), _level(1, "decimal", "%1.%2."), _level(2, "bullet", "\uf0b7"))
    levels += _list(1, _level(0, "decimalZero", "%1"), _level(1, "lowerRoman", "(%2)"), _level(2, "none", ""))
    content = [_numbered("x", number, depth) for number in (1, 2) for depth in (0, 1, 1, 2)]
    found = _marks(tmp_path, levels + _num(1, 0) + _num(2, 1), *content)
    assert found == ["1.", "1.1.", "1.2.", "-", "01", "(i)", "(ii)", ""]


def test_lists_of_one_definition_count_on_but_where_one_is_told_to_begin_anew(tmp_path: Path) -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    definitions = _list(0, _level(0, "decimal", "%1.")) + _num(1, 0) + _num(2, 0) + _num(3, 0, override)
    assert _marks(tmp_path, definitions, *[_numbered("x", number) for number in (1, 1, 2, 3, 3)]) == [
        *("1.", "2.", "3.", "1.", "2."),
    ]


def test_a_list_may_begin_later_and_go_beyond_z(tmp_path: Path) -> None:
    definitions = _list(0, _level(0, "lowerLetter", "%1)", start=26)) + _num(1, 0)
    assert _marks(tmp_path, definitions, *[_numbered("x", 1)] * 3) == ["z)", "aa)", "bb)"]


def test_numbers_come_from_styles_too_and_can_be_taken_away(tmp_path: Path) -> None:
    style = '<w:style w:styleId="S"><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    parts = {
        "word/_rels/document.xml.rels": relations(
            ("rId7", "numbering", "numbering.xml"), ("rId8", "styles", "styles.xml")
        ),
        "word/numbering.xml": _NUMBERS.format(_list(0, _level(0, "decimal", "%1.")) + _num(1, 0)),
        "word/styles.xml": _STYLES.format(style),
    }
    styled, none = '<w:pStyle w:val="S"/>', '<w:pStyle w:val="S"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    source = _read(
        tmp_path,
        paragraph("a", properties=styled),
        paragraph("b", properties=none),
        paragraph("c", properties=styled),
        **parts,
    )
    assert _lines(source) == ["1. a", "b", "2. c"]


def test_a_number_alone_in_a_cell_is_its_text(tmp_path: Path) -> None:
    rows = table([[cell(_numbered("", 1)), "a"], [cell(_numbered("", 1)), "b"]])
    definitions = _NUMBERS.format(_list(0, _level(0, "decimal", "%1")) + _num(1, 0))
    assert _rows(_with_part(tmp_path, "numbering.xml", "numbering", definitions, rows)) == [["1", "a"], ["2", "b"]]


@pytest.mark.parametrize(("number", "depth"), [("x", 0), (99, 0), (1, 8), (1, "x"), ("", "")])
def test_numbers_that_lead_nowhere_are_none(number: int | str, depth: int | str, tmp_path: Path) -> None:
    definitions = _list(0, _level(3, "decimal", "%4.")) + _num(1, 0) + _num(2, 77)
    assert _marks(tmp_path, definitions, _numbered("a", number, depth)) == [""]


# Old fonts


def test_the_font_of_a_style_or_of_the_document_counts_as_well(tmp_path: Path) -> None:
    font = '<w:rPr><w:rFonts w:ascii="{0}" w:hAnsi="{0}"/></w:rPr>'
    styles = (
        f"<w:docDefaults><w:rPrDefault>{font.format('VNI-Times')}</w:rPrDefault></w:docDefaults>"
        f'<w:style w:styleId="Old">{font.format(".VnTime")}</w:style>'
        '<w:style w:styleId="Below"><w:basedOn w:val="Old"/></w:style>'
        '<w:style w:styleId="Round"><w:basedOn w:val="Round"/></w:style>'
    )
    content = [
        paragraph("C¶i c¸ch", properties='<w:pStyle w:val="Old"/>'),
        paragraph("hµnh chÝnh", properties='<w:pStyle w:val="Below"/>'),
        paragraph("Caûi caùch", properties='<w:pStyle w:val="Round"/>'),
        paragraph("haønh chính"),
        in_font("Cải cách đã gõ bằng Unicode", ".VnTime"),
    ]
    source = _with_part(tmp_path, "styles.xml", "styles", _STYLES.format(styles), *content)
    assert _lines(source) == ["Cải cách", "hành chính", "Cải cách", "hành chính", "Cải cách đã gõ bằng Unicode"]
    assert source.notes == ("legacy_font_converted",)


def test_a_letter_cut_from_its_mark_by_a_run_is_put_together(tmp_path: Path) -> None:
    font = '<w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/>'
    assert _lines(_read(tmp_path, paragraph(run("Ca", font), run("ûi ca", font), run("ùch", font)))) == ["Cải cách"]


def test_a_font_of_capitals_gives_capitals(tmp_path: Path) -> None:
    assert _lines(_read(tmp_path, in_font("kÕ ho¹ch", ".VnTimeH"))) == ["KẾ HOẠCH"]


def test_a_table_in_an_old_font_reads_like_one_in_unicode(tmp_path: Path) -> None:
    old = _read(tmp_path, table([[cell(in_font(text, ".VnTime")) for text in row] for row in IN_TCVN3]))
    assert _rows(old) == [list(row) for row in TABLE]


# Damage


def test_a_part_that_is_missing_is_damage(tmp_path: Path) -> None:
    parts = docx_parts()
    del parts["_rels/.rels"]
    path = tmp_path / "a.docx"
    path.write_bytes(zipped(parts))
    with pytest.raises(UnreadableDocument) as refusal:
        read_docx(path)
    assert refusal.value.code == "damaged_docx"


def test_relations_that_point_nowhere_are_damage_or_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx("KẾ HOẠCH", **{"word/_rels/document.xml.rels": relations(("rId1", "styles", "none.xml"))}))
    with pytest.raises(UnreadableDocument) as refusal:
        read_docx(path)
    assert refusal.value.code == "damaged_docx"
