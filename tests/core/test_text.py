import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caicach.core.text import collation_key, fold, nfc, squeeze


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Đắk Nông", "dak nong"),
        ("Sở  Nội vụ", "so noi vu"),
        ("1629/QĐ-UBND", "1629/qd-ubnd"),
        ("hoà", "hoa"),
        ("hòa", "hoa"),
    ],
)
def test_fold_forgets_marks_case_and_blanks(text, key):
    assert fold(text) == key


def test_names_sort_as_in_a_vietnamese_dictionary():
    names = ["Đà Nẵng", "Huế", "Hà Nội", "Ăn", "An", "Ân", "Ba", "Da", "Ê", "Eo", "Y tế"]
    assert sorted(names, key=collation_key) == [
        "An", "Ăn", "Ân", "Ba", "Da", "Đà Nẵng", "Eo", "Ê", "Hà Nội", "Huế", "Y tế",
    ]  # fmt: skip


def test_numbers_in_names_sort_by_value():
    assert sorted(["Tổ 10", "Tổ 2", "Tổ 1"], key=collation_key) == ["Tổ 1", "Tổ 2", "Tổ 10"]


def test_tones_decide_only_between_equal_letters():
    assert sorted(["mã", "mạ", "má", "mà", "ma", "mả"], key=collation_key) == [
        "ma",
        "mà",
        "mả",
        "mã",
        "má",
        "mạ",
    ]


@given(st.text())
def test_fold_is_stable_and_forgets_the_unicode_form(text):
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(nfc(text))


@given(st.text())
def test_squeeze_keeps_nothing_but_single_blanks(text):
    assert squeeze(squeeze(text)) == squeeze(text)
    assert "  " not in squeeze(text)
