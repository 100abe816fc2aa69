"""Words that somebody looks for: abbreviations, needless words, misprints, and how close a text comes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caicach.core.searching import MOST_TERMS, closeness, holds, nearest, search_terms
from caicach.core.text import fold

STEADY = settings(derandomize=True, deadline=None)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("CCHC", "Kế hoạch cải cách hành chính"),
        ("cải cách hành chính", "Kế hoạch CCHC"),
        ("hành chính cải cách", "Kế hoạch cải cách hành chính"),
        ("VP UBND", "Văn phòng Ủy ban nhân dân tỉnh"),
        ("văn phòng uỷ ban nhân dân", "VP UBND tỉnh"),
        ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
        ("sở khoa học và công nghệ", "Sở KH&CN"),
        ("SKHCN", "Sở KHCN"),
        ("SNV", "Sở Nội vụ"),
        ("số 1629", "1629/QĐ-UBND"),
        ("quyết định 1629", "1629/QĐ-UBND"),
        ("1629/QD", "1629/QĐ-UBND"),
        ("năm 2026", "KH 2026"),
        ("cán bộ, công chức, viên chức", "Bồi dưỡng CBCCVC"),
        ("“hoà bình”", "phường Hòa Bình"),
        ("par index", "nâng cao Chỉ số CCHC"),
    ],
)
def test_another_way_to_write_it_is_found(words, text):
    assert holds(fold(text), search_terms(words))


@pytest.mark.parametrize(
    ("words", "text"),
    [("CCHC", "Kế hoạch cải cách"), ("sở tài chính", "Sở Tư pháp"), ("1629", "1692/QĐ-UBND"), ("TTHC", "hành chính")],
)
def test_something_else_is_not_found(words, text):
    assert not holds(fold(text), search_terms(words))


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("cai cahc", "cải cách"),
        ("hanh chinhh", "hành chính"),
        ("soos hoas", "số hóa"),
        ("dduowngf", "đường"),
        ("truyenhinh", "truyền hình"),
        ("buu diem", "bưu điện"),
    ],
)
def test_a_misprint_finds_what_was_meant(words, text):
    texts = {1: fold(text), 2: "ke hoach khac", 3: "so y te"}
    assert nearest(texts, search_terms(words)) == [1]


def test_a_misprint_does_not_find_just_anything():
    assert nearest({1: "so y te"}, search_terms("kiem tra")) == []
    assert nearest({}, search_terms("kiem tra")) == []


def test_the_typed_accents_come_closest():
    texts = ["xã Đông Sơn", "xã Đồng Sơn", "xã Sơn Đông"]
    assert [closeness("Đông Sơn", [text])[0] for text in texts] == [0, 1, 2]
    assert closeness("đông sơn", ["xã Đông Sơn"]) < closeness("đông sơn", ["Công an xã Đông Sơn"])


@STEADY
@given(st.text(max_size=60))
def test_any_text_is_found_by_itself(text):
    terms = search_terms(text)
    assert len(terms) <= MOST_TERMS
    assert holds(fold(text), terms)


@STEADY
@given(st.text(max_size=40), st.lists(st.text(max_size=40), max_size=4))
def test_no_words_make_the_search_fail(words, texts):
    folded = {place: fold(text) for place, text in enumerate(texts)}
    assert set(nearest(folded, search_terms(words))) <= set(folded)
