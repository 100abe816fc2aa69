import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from caicach.core.text import collation_key, fold, has_accents, is_blank, nfc, person_key, squeeze


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


def test_people_sort_by_their_given_names():
    people = ["Trần Văn Đạt", "Nguyễn Thị An", "Đặng Văn Dũng", "Lê Thị Ân", "Nguyễn Văn Đạt", "Y Ban"]
    assert sorted(people, key=person_key) == [
        "Nguyễn Thị An", "Lê Thị Ân", "Y Ban", "Đặng Văn Dũng", "Nguyễn Văn Đạt", "Trần Văn Đạt",
    ]  # fmt: skip


def test_a_shorter_name_stands_before_the_longer_one_whatever_its_tones():
    assert sorted(["Mạ 1", "Ma An", "Mạ", "Mab", "Ma"], key=collation_key) == ["Ma", "Mạ", "Mạ 1", "Ma An", "Mab"]


@example("", "\U000110f0")
@given(st.text(max_size=30), st.text(max_size=30))
def test_keys_sort_alike_by_bytes_and_by_language(one, other):
    """Digits and small letters keep their order in every collation; a blank or a sign would not."""
    for text in (one, other, f"{one} {other}"):
        assert set(collation_key(text) + person_key(text)) <= set("0123456789abcdef")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đông Sơn", True),
        ("dong son", False),
        ("Dong Son", False),
        ("SNV", False),
        ("đ", True),
        ("hoà", True),
        ("", False),
    ],
)
def test_accents_are_known_from_words_without_any(text, expected):
    assert has_accents(text) is expected


@pytest.mark.parametrize(
    "text", ["", " \n\t", "\u202e", "\u200b\u200d\ufeff", "\u2800", "\u3164 \u115f", "\u0301", "\x00"]
)
def test_a_text_of_which_nothing_is_seen_is_blank(text):
    assert is_blank(text)
    assert squeeze(text) == ""


@pytest.mark.parametrize("text", ["a", "\u202ea", "—", "0", "✓", "\uf0b7", "ế", "\u20ab"])
def test_a_single_sign_is_enough_not_to_be_blank(text):
    assert not is_blank(text)
    assert squeeze(text) == nfc(text)
