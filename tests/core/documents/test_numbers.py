import pytest

from caicach.core.documents.numbers import NumberFault, fault_of, number_key, tidy_number
from caicach.core.documents.recognition.letters import kind_of_number

WELL_FORMED = (
    "35/KH-UBND", "1629/QĐ-UBND", "09/2019/NĐ-CP", "581/BNV-CCHC", "12/GM", "255/KH-SGDĐT", "15-TB/TU", "07a/BC-STP",
    "1187/QĐ-BNV", "22/2025/QĐ-UBND",
)  # fmt: skip


@pytest.mark.parametrize("number", WELL_FORMED)
def test_numbers_of_offices_are_well_formed(number):
    assert fault_of(number) is None
    assert tidy_number(number) == number


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("KH-UBND", NumberFault.NO_DIGITS),
        ("35", NumberFault.NO_SIGN),
        ("35/", NumberFault.NO_SIGN),
        ("35 KH", NumberFault.ODD_FORM),
        ("35//KH-UBND", NumberFault.ODD_FORM),
    ],
)
def test_what_is_wrong_with_a_number_is_told(typed, fault):
    assert fault_of(tidy_number(typed)) is fault


@pytest.mark.parametrize("typed", ["Số: 35/KH-UBND", "35 / KH - UBND", "35/KH\u2013UBND", " 35/KH-UBND. "])
def test_a_typed_number_is_put_into_its_usual_form(typed):
    assert tidy_number(typed) == "35/KH-UBND"


def test_spellings_of_one_number_have_one_key():
    assert {number_key(text) for text in ("035/KH-UBND", "35/kh-ubnd", "Số 35/KH-UBND", "35 /KH–UBND")} == {
        "35/kh-ubnd"
    }
    assert number_key("1629/QĐ-UBND") == number_key("1629/QD-UBND")
    assert number_key("") == ""


@pytest.mark.parametrize(
    ("number", "kind"),
    [("35/KH-UBND", "Kế hoạch"), ("09/TTr-SNV", "Tờ trình"), ("581/BNV-CCHC", ""), ("22/2025/QĐ-UBND", "Quyết định")],
)
def test_the_sign_of_a_number_names_the_kind(number, kind):
    assert kind_of_number(number) == kind
