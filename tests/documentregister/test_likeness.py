"""What is proposed as evidence, and in which order."""

from caicach.core.text import fold
from caicach.documentregister.likeness import closest
from caicach.files.models import Document


def papers(*titles):
    return [Document(title=title, search_text=fold(title)) for title in titles]


def test_the_title_that_says_the_same_stands_first():
    rows = papers("Báo cáo tình hình ban hành văn bản năm", "Quy chế làm việc", "Kế hoạch cải cách hành chính năm 2026")
    found = closest(rows, "Ban hành kế hoạch cải cách hành chính năm của cơ quan", most=5)
    assert [row.title for row in found] == [rows[2].title, rows[0].title]


def test_one_common_word_is_no_likeness():
    assert closest(papers("Kế hoạch"), "Xây dựng báo cáo", most=5) == []


def test_no_more_are_proposed_than_asked_for():
    rows = papers(*(f"Báo cáo rà soát thủ tục số {number}" for number in range(9)))
    assert closest(rows, "Rà soát thủ tục", most=3) == rows[:3]
