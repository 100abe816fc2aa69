"""Word templates: what may stand in them, told with its place; the shipped ones, filled and opened again."""

import io

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from caicach.core.documents.jail import check_template, fill_template
from caicach.core.officialdocs.linting import lint
from caicach.core.officialdocs.paper import add_section, body, new_paper, paragraph, saved
from caicach.core.officialdocs.parts import add_annex_head
from caicach.core.officialdocs.tables import Column, Row, add_table
from caicach.core.officialdocs.templates.checking import check_parts
from caicach.core.officialdocs.templates.faults import TEMPLATE_RULES, template_fault_in_english
from caicach.core.officialdocs.templates.fields import Field, FieldType, ValuesRefused, fitted
from caicach.core.officialdocs.templates.filling import check_template as check_here
from caicach.core.officialdocs.templates.filling import fill_template as fill_here
from caicach.core.officialdocs.templates.shipped import shipped_codes, shipped_template
from caicach.papers.kinds import paper_kinds

FIELDS = (
    Field(name="co_quan"),
    Field(name="noi_nhan", type=FieldType.LINES),
    Field(
        name="viec", type=FieldType.ROWS, fields=(Field(name="ten"), Field(name="buoc", type=FieldType.LINES))
    ),
    Field(name="noi_dung", type=FieldType.DOCUMENT),
    Field(name="phu_luc", type=FieldType.ANNEX),
)  # fmt: skip
KINDS = {one.code: one for one in paper_kinds()}


def template(*lines):
    document = new_paper(title="", author="")
    for line in lines:
        document.add_paragraph(line)
    return document


def faults(*lines):
    return [(one.code, one.paragraph, dict(one.params)) for one in check_parts(template(*lines), FIELDS).faults]


def codes(*lines):
    return [code for code, _, _ in faults(*lines)]


def filled(document, tmp_path, **values):
    path = tmp_path / "template.docx"
    path.write_bytes(saved(document))
    return Document(io.BytesIO(fill_here(path, FIELDS, fitted(FIELDS, values))))


def words(document):
    return [line.text for line in document.paragraphs if line.text]


def lies(section) -> bool:
    return section.page_width > section.page_height


def annex_of(rows):
    document = new_paper(title="", author="", is_landscape=True)
    add_annex_head(document, "", "Bảng kê", "Kèm theo báo cáo")
    add_table(document, (Column("TT", 20), Column("Việc", 200)), [Row([str(one), "việc"]) for one in range(rows)])
    return saved(document)


def test_there_is_a_shipped_template_for_each_kind_and_no_other():
    assert set(shipped_codes()) == set(KINDS)
    assert len(KINDS) == 7


@pytest.mark.parametrize("code", sorted(shipped_codes()))
def test_a_shipped_template_uses_all_its_fields_and_keeps_the_form_with_demo_values(code, tmp_path):
    kind, path = KINDS[code], tmp_path / "template.docx"
    path.write_bytes(shipped_template(code))
    report = check_template(path, fields=kind.fields, demo=fitted(kind.fields, kind.demo))
    assert report.faults == ()
    assert report.findings == ()
    assert set(report.used) == {one.name for one in kind.fields}
    assert report.file


@pytest.mark.parametrize("code", sorted(shipped_codes()))
def test_what_may_be_left_out_leaves_no_tag_no_gap_and_no_fault(code, tmp_path):
    kind, path = KINDS[code], tmp_path / "template.docx"
    path.write_bytes(shipped_template(code))
    least = {one.name: kind.demo[one.name] for one in kind.fields if one.is_required}
    paper = Document(io.BytesIO(fill_template(path, fields=kind.fields, values=fitted(kind.fields, least))))
    assert "{" not in paper.element.xml.partition("<w:body>")[2]
    assert lint(paper) == ()
    assert len(paper.sections) == 1


def test_an_unknown_field_is_told_with_its_paragraph_and_the_nearest_name():
    told = faults("Kính gửi: {{ co_quan }}", "Nơi nhận: {{ co_quam }}")
    assert told == [("template.unknown_field", 2, {"found": "co_quam", "nearest": "co_quan"})]


def test_an_unknown_part_of_a_row_is_told_with_the_nearest_part():
    told = faults("{%p for x in viec %}", "{{ x.tem }}", "{%p endfor %}")
    assert told == [("template.unknown_field", 2, {"found": "x.tem", "nearest": "x.ten"})]


def test_a_name_that_is_like_none_is_told_without_a_guess():
    assert codes("{{ zzzzzz }}") == ["template.unknown_no_near"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{{ co_quan", "template.broken_tag"),
        ("co_quan }}", "template.broken_tag"),
        ("{% if co_quan", "template.broken_tag"),
        ("{# lời nhắc #}", "template.broken_tag"),
        ("{{ co quan }}", "template.not_understood"),
        ("{{ }}", "template.not_understood"),
        ("{{ co_quan|e('x') }}", "template.not_allowed"),
        ("{{ co_quan|attr('x') }}", "template.not_allowed"),
        ("{{ co_quan.__class__ }}", "template.not_allowed"),
        ("{{ ''.__class__ }}", "template.not_allowed"),
        ("{{ co_quan() }}", "template.not_allowed"),
        ("{{ co_quan[0] }}", "template.not_allowed"),
        ("{{ 9 ** 9 }}", "template.not_allowed"),
        ("{% set x = 1 %}", "template.not_allowed"),
        ("{% include 'x' %}", "template.not_allowed"),
        ("{% macro x() %}", "template.not_allowed"),
        ("{% raw %}", "template.not_allowed"),
        ("{% vm %}", "template.not_allowed"),
        ("{%tc for x in noi_nhan %}", "template.not_allowed"),
        ("{{ noi_nhan }}", "template.is_list"),
        ("{%p if co_quan %} chữ", "template.other_words"),
        ("{% if co_quan %} chữ", "template.not_closed"),
        ("{%p for x in co_quan %}", "template.not_list"),
        ("{% endif %}", "template.stray_end"),
        ("Xem {{ noi_dung }}", "template.not_alone"),
    ],
)
def test_what_cannot_be_filled_is_told(line, code):
    assert code in codes(line)


def test_a_block_ends_where_it_began():
    assert codes("{%p for x in noi_nhan %}", "{{ x }}") == ["template.not_closed"]
    assert codes("{%p for x in noi_nhan %}", "{%p endif %}") == ["template.stray_end", "template.not_closed"]
    document = template("{%p if co_quan %}")
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "{%p endif %}"
    assert [one.code for one in check_parts(document, FIELDS).faults] == ["template.stray_end", "template.not_closed"]


def test_conditions_loops_and_parts_of_rows_are_taken():
    lines = ("{%p if co_quan and not noi_nhan %}", "{{ co_quan|upper }}", "{%p elif noi_nhan|length > 2 %}", "x",
             "{%p else %}", "y", "{%p endif %}", "{%p for x in viec %}", "{{ loop.index }}. {{ x.ten }}",
             "{%p for b in x.buoc %}", "{{ b }}{% if loop.last %}.{% endif %}", "{%p endfor %}", "{%p endfor %}",
             "{{ noi_dung }}", "{{ phu_luc }}")  # fmt: skip
    assert faults(*lines) == []


def test_a_paper_stands_once_and_in_no_loop():
    assert codes("{{ noi_dung }}", "{{ noi_dung }}") == ["template.twice"]
    assert codes("{%p for x in noi_nhan %}", "{{ noi_dung }}", "{%p endfor %}") == ["template.not_alone"]


def test_a_field_that_every_paper_needs_is_missed():
    document = template("x")
    told = check_parts(document, (Field(name="so", is_required=True),)).faults
    assert [(one.code, dict(one.params)) for one in told] == [("template.missing", {"found": "so"})]


def test_tags_in_the_header_are_looked_at_too():
    document = template("x")
    document.sections[0].header.paragraphs[0].text = "{{ co_quam }}"
    told = check_parts(document, FIELDS).faults
    assert [(one.code, one.part) for one in told] == [("template.unknown_field", "header")]


def test_a_tag_that_word_has_cut_into_runs_is_one(tmp_path):
    document = template("")
    line = document.paragraphs[0]
    for piece in ("{", "{ co_", "quan", " }}"):
        line.add_run(piece).bold = piece == "quan"
    assert words(filled(document, tmp_path, co_quan="Sở Y & <T>")) == ["Sở Y & <T>"]


def test_tags_where_no_text_is_are_not_taken(tmp_path):
    document = template("{{ co_quan }}")
    properties = document.paragraphs[0].add_run("x")._r
    deleted = OxmlElement("w:delText")
    deleted.text = "{{ co_quan }}"
    properties.append(deleted)
    path = tmp_path / "template.docx"
    path.write_bytes(saved(document))
    report = check_here(path, FIELDS, fitted(FIELDS, {}))
    assert [one.code for one in report.faults] == ["template.hidden"]


def test_values_are_words_and_never_tags_or_markup(tmp_path):
    evil = "{{ 7 * 7 }} {% for %} <w:p/> & \x00\x08 {_{"
    paper = filled(template("{{ co_quan }}"), tmp_path, co_quan=evil)
    assert words(paper) == ["{{ 7 * 7 }} {% for %} <w:p/> &  {{"]


def test_rows_of_a_table_are_repeated(tmp_path):
    document = template()
    table = document.add_table(rows=3, cols=2)
    for row, texts in zip(table.rows, (("{%tr for x in viec %}", ""), ("{{ loop.index }}", "{{ x.ten }}"),
                                       ("{%tr endfor %}", "")), strict=True):  # fmt: skip
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    paper = filled(document, tmp_path, viec=[{"ten": "một"}, {"ten": "hai"}])
    assert [[cell.text for cell in row.cells] for row in paper.tables[0].rows] == [["1", "một"], ["2", "hai"]]


def test_an_annex_lies_across_on_pages_of_its_own_with_the_header_of_the_template(tmp_path):
    document = template("Báo cáo", "{{ phu_luc }}")
    document.sections[0].header.paragraphs[0].add_run(" – Sở Y tế")
    paper = filled(document, tmp_path, phu_luc=annex_of(30))
    first, second = paper.sections
    assert not lies(first)
    assert lies(second)
    assert second.header.is_linked_to_previous is False
    assert "Sở Y tế" in second.header.paragraphs[0].text
    assert paper.tables[0].style.name == "Table Grid"
    assert len(paper.tables[0].rows) == 32
    assert second._sectPr.find(qn("w:pgSz")) is not None


def test_what_stands_behind_an_annex_keeps_the_pages_of_the_template(tmp_path):
    paper = filled(template("Báo cáo", "{{ phu_luc }}", "Ký tên"), tmp_path, phu_luc=annex_of(2))
    assert [lies(section) for section in paper.sections] == [False, True, False]
    assert words(paper)[-1] == "Ký tên"


def test_a_text_with_pages_across_keeps_them(tmp_path):
    inner = new_paper(title="", author="")
    body(inner, "Mục một")
    add_section(inner, is_landscape=True)
    body(inner, "Bảng ngang")
    add_section(inner, is_landscape=False)
    body(inner, "Mục hai")
    paper = filled(template("Đầu", "{{ noi_dung }}", "Cuối"), tmp_path, noi_dung=saved(inner))
    assert [lies(section) for section in paper.sections][:3] == [False, True, False]
    assert words(paper) == ["Đầu", "Mục một", "Bảng ngang", "Mục hai", "Cuối"]


def test_a_text_is_set_in_the_letters_of_the_template(tmp_path):
    document = template("{{ noi_dung }}")
    document.styles["Normal"].font.size = None
    inner = new_paper(title="", author="")
    body(inner, "Thân báo cáo")
    paragraph(inner, "Kiểu riêng")
    style = inner.styles.add_style("Riêng", 1)
    style.paragraph_format.left_indent = Mm(7)
    inner.paragraphs[-1].style = style
    paper = filled(document, tmp_path, noi_dung=saved(inner))
    assert paper.paragraphs[0].style.name == "Normal"
    carried = paper.paragraphs[1].style
    assert carried.name == "Riêng"
    assert round(carried.paragraph_format.left_indent / Mm(1)) == 7


def test_values_that_do_not_fit_are_named():
    with pytest.raises(ValuesRefused) as refused:
        fitted((*FIELDS, Field(name="so", is_required=True)),
               {"co_quan": 5, "la": "", "viec": [{"ten": "x", "tam": "y"}], "noi_nhan": "một"})  # fmt: skip
    assert refused.value.unknown == ["la"]
    assert refused.value.missing == ["so"]
    assert sorted(refused.value.wrong) == ["co_quan", "noi_nhan", "viec[1].tam"]


def test_every_fault_has_its_sentence_and_repair():
    document = template("{{ co_quam }}", "{{ co_quan", "{{ noi_nhan }}")
    for fault in check_parts(document, FIELDS).faults:
        what, repair = template_fault_in_english(fault)
        assert "{found}" not in what
        assert "{nearest}" not in repair
    assert all(rule.sentence and rule.repair for rule in TEMPLATE_RULES.values())
