"""The papers of a publication: what they say, in the form of the decree."""

import io
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn

from caicach.publications.papers import decision, notice, table_of
from caicach.publications.services import enter_decision
from tests.factories.publications import closed_world

DAY = date(2027, 1, 15)


@pytest.fixture(autouse=True)
def province(settings):
    settings.PROVINCE_NAME = "Tỉnh Lạc Xuyên"


def opened(content: bytes):
    return Document(io.BytesIO(content))


def words_of(document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([one.text for one in document.paragraphs] + cells)


def cells_of(table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_decision_has_articles_the_hash_and_the_ranking_as_its_annex(world):
    row = world.approved()
    row = enter_decision(publication=row, version=row.version, number="9/QĐ-UBND", decided_on=DAY, by=world.coordinator)
    paper = opened(decision(row))
    words = words_of(paper)
    for said in ("TỈNH LẠC XUYÊN", "Số: 09/QĐ-UBND", "Lạc Xuyên, ngày 15 tháng 01 năm 2027", "Điều 1. ", row.sha256):
        assert said in words
    assert "Kèm theo Quyết định số 09/QĐ-UBND" in words
    ranking = cells_of(paper.tables[-1])
    assert ranking[0][:2] == ["Hạng", "Cơ quan"]
    assert ranking[1][0] == "(1)"
    assert ranking[2] == ["1", "Sở Công Thương", "8,50", "8,50", "8,50", "10,00", "85,00%", "—", "—"]
    assert ranking[3][:3] == ["2", "Sở Y tế", "5,00"]
    assert len(paper.sections) == 2


def test_a_correction_says_what_it_replaces_and_why(world):
    first = world.approved()
    enter_decision(publication=first, version=first.version, number="9/QĐ-UBND", decided_on=DAY, by=world.coordinator)
    words = words_of(opened(decision(world.approved(reason="Nhập sai phiếu khảo sát"))))
    assert "thay thế kết quả công bố tại Quyết định số 09/QĐ-UBND" in words
    assert "Nhập sai phiếu khảo sát" in words


def test_an_agency_without_a_result_stands_below_the_table_with_what_it_lacks(db):
    paper = opened(decision(closed_world(without_survey=True).prepared()))
    assert "Sở Y tế: chưa có chỉ số, còn thiếu điểm tiêu chí 1.2." in words_of(paper)
    assert len(paper.tables[-1].rows) == 3


def test_a_table_tells_every_word_on_every_leaf(world):
    paper = opened(table_of(world.approved().results.get(agency=world.rounds.own.agency)))
    rows = {row[0]: row for row in cells_of(paper.tables[-1])}
    assert rows["2"][2:8] == ["5", "2,5", "2", "", "", "2"]
    assert rows["2"][8] == "Thẩm định: Thiếu văn bản kiểm chứng"
    assert rows["1.2"][6:8] == ["1,5", "1,5"]
    assert rows["1"][7] == "2,5"
    head = paper.tables[-1].rows[0]
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_notice_names_the_sender_the_result_and_where_points_were_lost(world):
    paper = opened(notice(world.approved().results.get(agency=world.rounds.own.agency)))
    words = words_of(paper)
    assert "SỞ NỘI VỤ" in words
    assert "Kính gửi: Sở Y tế" in words
    assert "chỉ số 45,00%, xếp hạng 2" in words
    assert [row[0] for row in cells_of(paper.tables[1])] == ["Số", "2", "1.2", "1.1"]


def test_what_the_system_does_not_know_is_left_to_the_office_in_brackets(world, settings):
    settings.PROVINCE_NAME = ""
    words = words_of(opened(decision(world.approved())))
    for said in ("[Bổ sung căn cứ thẩm quyền]", "[Địa danh]", "[CHỨC VỤ NGƯỜI KÝ]"):
        assert said in words
