"""What counts as a number, as a claim about a figure, and when sums in sentences are wrong."""

from decimal import Decimal

import pytest

from caicach.core.consolidating.claims import PROVINCE, Phrase, Told, against, claims_of, differing, wrong_sums
from caicach.core.consolidating.numbers import numbers_in
from caicach.core.consolidating.passages import paragraphs_of, sentences_of

PHRASES = [
    Phrase(words="giai quyet dung han", indicator="cases", measure="numerator"),
    Phrase(words="da giai quyet", indicator="cases", measure="denominator"),
    Phrase(words="giai ngan von dau tu cong", indicator="money", measure="rate"),
]
AGENCIES = {"so y te": 7, "so tu phap": 8}


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Ngày 15/12/2025 ban hành Kế hoạch số 12/KH-UBND ngày 5 tháng 2 năm 2026.", []),
        ("Theo Điều 5, khoản 2 Nghị định 30/2020/NĐ-CP, quý I, 6 tháng đầu năm 2026, giai đoạn 2021-2025.", []),
        ("1. Kiểm tra 3 cơ quan.", ["3"]),
        ("Giải quyết 1.234/1.300 hồ sơ, đạt 94,9%.", ["1.234", "1.300", "94,9"]),
        ("Tăng 12,5 % so với tháng 5.", ["12,5"]),
    ],
)
def test_days_papers_and_ordinals_are_no_numbers(text, printed):
    assert [one.printed for one in numbers_in(text)] == printed


def test_a_number_has_its_value_and_the_decimals_that_are_printed():
    (one, two) = numbers_in("Có 1.234 hồ sơ, đạt 94,90%.")
    assert (one.value, one.places, one.unit) == (Decimal(1234), 0, "hồ sơ")
    assert (two.value, two.places, two.is_percent) == (Decimal("94.9"), 2, True)


def test_sentences_end_neither_at_short_forms_nor_at_ordinals():
    text = "Sở có 3 đoàn. TP. Hồ Chí Minh có 2 đoàn. 1. Kế hoạch. Đạt 98,5%. v.v. Hết."
    assert sentences_of(text)[:3] == ["Sở có 3 đoàn.", "TP. Hồ Chí Minh có 2 đoàn.", "1. Kế hoạch."]
    assert " ".join(sentences_of(text)) == text


def test_paragraphs_are_lines_with_words():
    assert paragraphs_of(" Một. \n\n  Hai.\r\n") == ["Một.", "Hai."]


def claims(text, teller=PROVINCE):
    found = claims_of(Told(place="", text=text, teller=teller), PHRASES, AGENCIES)
    return [(one.indicator, one.measure, one.subject, one.number.printed) for one in found]


def test_a_ratio_tells_both_counts_and_its_rate():
    assert claims("Giải quyết đúng hạn 95/100 hồ sơ, đạt 95%.", teller=7) == [
        ("cases", "rate", 7, "95"),
        ("cases", "numerator", 7, "95"),
        ("cases", "denominator", 7, "100"),
    ]


def test_a_sentence_speaks_of_whom_it_names():
    assert claims("Sở Y tế giải quyết đúng hạn 9 hồ sơ.", teller=8) == [("cases", "numerator", 7, "9")]
    assert claims("Toàn tỉnh giải quyết đúng hạn 9 hồ sơ.", teller=8) == [("cases", "numerator", PROVINCE, "9")]


def test_a_name_is_found_as_whole_words_and_the_longer_one_counts():
    agencies = {"ubnd xa suoi 1": 1, "ubnd xa suoi 12": 12}
    told = Told(place="", text="UBND xã Suối 12 giải quyết đúng hạn 9 hồ sơ.", teller=3)
    assert [one.subject for one in claims_of(told, PHRASES, agencies)] == [12]


def test_a_number_behind_a_semicolon_belongs_to_something_else():
    assert claims("Đã giải quyết xong mọi việc; kiểm tra 9 cơ quan.", teller=8) == []


def test_a_claim_is_held_against_the_ledger_with_the_decimals_that_are_printed():
    def ledger(indicator, measure, subject):
        return {"rate": Decimal(949) / Decimal(1000), "numerator": Decimal(949)}.get(measure)

    def wrong(text):
        found = claims_of(Told(place="", text=text, teller=7), PHRASES, AGENCIES)
        return [against(one, ledger) for one in found]

    assert wrong("Tỷ lệ giải quyết đúng hạn đạt 95%.") == [None]
    assert wrong("Tỷ lệ giải quyết đúng hạn đạt 94,9%.") == [None]
    assert wrong("Tỷ lệ giải quyết đúng hạn đạt 96%.") == [Decimal(95)]
    assert wrong("Giải quyết đúng hạn 950 hồ sơ.") == [Decimal(949)]


def test_two_tellers_with_two_values_differ_and_a_rounded_one_does_not():
    def told(text, teller):
        return claims_of(Told(place="", text=text, teller=teller), PHRASES, AGENCIES)

    one = told("Toàn tỉnh giải ngân vốn đầu tư công đạt 62,4%.", 7)
    same = told("Toàn tỉnh giải ngân vốn đầu tư công đạt 62%.", 8)
    other = told("Toàn tỉnh giải ngân vốn đầu tư công đạt 71%.", 8)
    assert differing([*one, *same]) == []
    assert len(differing([*one, *other, *other])) == 1


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("Tổng số 120 cuộc kiểm tra, trong đó 50 cuộc của sở, 60 cuộc của xã.", [110]),
        ("Tổng số 110 cuộc kiểm tra, trong đó 50 cuộc của sở, 60 cuộc của xã.", []),
        ("Ban hành 9 văn bản, gồm 4 văn bản của tỉnh và 6 văn bản của sở.", [10]),
        ("Có 9 văn bản, trong đó 4 văn bản mới.", []),
        ("Tổng số 120 hồ sơ, trong đó 100 hồ sơ (83%) trực tuyến, 20 hồ sơ trực tiếp.", []),
    ],
)
def test_a_total_is_the_sum_of_what_is_listed_behind_it(text, added):
    found = wrong_sums(Told(place="", text=text, teller=PROVINCE))
    assert [int(one.sum) for one in found] == added
