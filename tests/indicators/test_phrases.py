"""With which words texts name figures: each phrase that is shipped finds its number in a sentence, and no other one."""

import pytest
import yaml

from caicach.core.consolidating.claims import Told, claims_of
from caicach.indicators.loading import load_indicators
from caicach.indicators.models import Indicator
from caicach.indicators.phrases import CONTENT, phrases_of

pytestmark = pytest.mark.django_db
SHIPPED = yaml.safe_load((CONTENT / "phrases-2026.yaml").read_text("utf-8"))["phrases"]
OTHERS = [
    "Giải quyết đúng hạn nhiều hồ sơ, tăng 5% so với cùng kỳ.",
    "Tỷ lệ giải quyết đúng hạn giảm 12 hồ sơ so với năm trước.",
    "Phấn đấu giải quyết đúng hạn ở mọi nơi; mục tiêu 99%.",
    "Giải ngân vốn đầu tư công vượt 3% kế hoạch.",
    "Giải quyết đúng hạn theo Kế hoạch số 12/KH-UBND ngày 05/02/2026.",
    "Đã giải quyết xong vướng mắc theo Điều 5.",
    "Kết quả giải quyết đúng hạn cùng kỳ đạt 92%.",
    "Đã hoàn thành 12 cuộc kiểm tra, 3 lớp tập huấn.",
    "Giải ngân vốn đầu tư công 120 tỷ đồng.",
]


@pytest.fixture
def phrases():
    load_indicators(by=None)
    return phrases_of(Indicator.objects.all())


def claimed(text, phrases):
    found = claims_of(Told(place="", text=text, teller=7), phrases, {})
    return [(one.indicator, one.measure, one.number.printed) for one in found if one.indicator]


def test_each_phrase_ties_the_number_beside_it_to_its_indicator(phrases):
    for line in SHIPPED:
        for words in line["words"]:
            is_rate = line["measure"] == "rate"
            text = f"Trong kỳ, số {words} là {'62,5%' if is_rate else '1.234'} theo báo cáo."
            wanted = (line["indicator"], line["measure"], "62,5" if is_rate else "1.234")
            assert claimed(text, phrases) == [wanted], text


def test_a_phrase_is_found_whatever_its_capitals_and_in_front_of_or_behind_the_number(phrases):
    assert claimed("Có 1.234 HỒ SƠ TRẢ ĐÚNG HẠN.", phrases) == [("case_files_on_time", "numerator", "1.234")]
    both = claimed("Hồ sơ trả đúng hạn 95/100, đạt 95%.", phrases)
    assert sorted(measure for _code, measure, _number in both) == ["denominator", "numerator", "rate"]


def test_changes_aims_and_numbers_of_papers_are_no_figures_of_the_period(phrases):
    assert [claimed(text, phrases) for text in OTHERS] == [[] for _ in OTHERS]


def test_each_phrase_belongs_to_an_indicator_that_has_its_measure(phrases):
    known = {one.code: one for one in Indicator.objects.all()}
    for line in SHIPPED:
        is_ratio = known[line["indicator"]].is_ratio
        assert (line["measure"] == "value") != is_ratio, line
