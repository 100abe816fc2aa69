"""Figures in the sentence of a target."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caicach.core.documents.recognition.measures import measures_of

SENTENCES = [
    ("100% văn bản được ký số.", [("=", "100", "%")]),
    ("Tỷ lệ hồ sơ đúng hạn đạt từ 99% trở lên.", [(">=", "99", "%")]),
    ("Tối thiểu 85,5% hồ sơ nộp trực tuyến.", [(">=", "85.5", "%")]),
    ("Mức độ hài lòng đạt trên 90%.", [(">", "90", "%")]),
    ("Tỷ lệ quá hạn không quá 2%.", [("<=", "2", "%")]),
    ("Chi phí giảm dưới 5%.", [("<", "5", "%")]),
    ("Ít nhất 80% hồ sơ số hóa; 100% kết quả được ký số.", [(">=", "80", "%"), ("=", "100", "%")]),
    ("Chỉ số của tỉnh trong nhóm 10 tỉnh dẫn đầu.", [("<=", "10", "hạng")]),
    ("Có tối thiểu 05 sáng kiến được áp dụng.", [(">=", "5", "")]),
    ("Chỉ số tăng bậc so với năm 2025.", [(">", None, "bậc")]),
    ("Hoàn thiện cơ cấu tổ chức theo Nghị quyết số 18-NQ/TW.", []),
    ("Báo cáo trước ngày 15/12/2026.", []),
]


@pytest.mark.parametrize(("sentence", "wanted"), SENTENCES)
def test_each_figure_is_a_measure(sentence: str, wanted: list[tuple[str, str | None, str]]) -> None:
    found = [(measure.comparator, measure.value, measure.unit) for measure in measures_of(sentence)]
    assert found == [(sign, Decimal(value) if value else None, unit) for sign, value, unit in wanted]


def test_two_figures_joined_by_a_hyphen_are_a_range() -> None:
    (measure,) = measures_of("Đạt từ 80% đến 95% tại cấp xã.")
    assert (measure.comparator, measure.value, measure.upper) == ("range", Decimal(80), Decimal(95))


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading_of_measures(text: str) -> None:
    assert all(measure.value is None or measure.value >= 0 for measure in measures_of(text))
