"""A rule and its outcome in words: one sentence for each shape and each step, made from the rule alone."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from caicach.core.scoring.criteria import Criterion, CriterionKind, Input, WhenNotApplicable
from caicach.core.scoring.leaves import score_leaf
from caicach.core.scoring.outcome import Missing, NotApplicable, Scored
from caicach.core.scoring.ratios import Ratio, WhenNothing
from caicach.core.scoring.shapes import SHAPES
from caicach.core.scoring.shapes.bands import Band, BandedSteps, CountSteps
from caicach.core.scoring.shapes.base import Shape
from caicach.core.scoring.shapes.comparisons import ReductionVsBaseline, YoyCompare
from caicach.core.scoring.shapes.composite import Composite, Part
from caicach.core.scoring.shapes.conditions import ComplianceCheck, Level, TriStatePerCase
from caicach.core.scoring.shapes.proportions import LinearRatio, TargetScaledRatio
from caicach.criteria.loading import SHIPPED_SETS, shipped_set
from caicach.criteria.sentences import outcome_sentence, rule_sentence
from tests.core.scoring.cases import CASES

LABELS = {"a": "Số đúng hạn", "b": "Tổng số", "c": "Số trả lại", "d": "Số phải trả", "e": "Không ý kiến"}


def criterion(rule: Shape | None, max_score: str | Decimal, **more: object) -> Criterion:
    inputs = tuple(Input(name=name, label=label) for name, label in LABELS.items())
    fields = {"when_not_applicable": WhenNotApplicable.EXCLUDED} | more
    return Criterion(code="1", name="Tiêu chí", max_score=Decimal(max_score), rule=rule, inputs=inputs, **fields)


def of_case(name: str) -> Criterion:
    return criterion(CASES[name].shape, CASES[name].max_score)


def values(**figures: object) -> dict:
    return {name: Decimal(str(one)) if type(one) in (int, float) else one for name, one in figures.items()}


def said(leaf: Criterion, **figures: object) -> str:
    """The sentence of the outcome, without the figures that were put in."""
    entered = values(**figures)
    sentence = outcome_sentence(leaf, entered, score_leaf(leaf, entered))
    figures_end = sentence.find(". ") if sentence.startswith(tuple(LABELS.values())) else -2
    return sentence[figures_end + 2 :]


RULES = {
    "linear_ratio": "Điểm = số đúng hạn / tổng số × 1,5, không quá 1,5.",
    "target_scaled_ratio": "Điểm = số đúng hạn / tổng số / 80% × 4; từ 80% trở lên đạt điểm tối đa 4.",
    "ratio_floor_linear": "Điểm = số đúng hạn / tổng số × 1,5, không quá 1,5; dưới 80% được 0 điểm.",
    "banded_steps": (
        "Theo tỷ lệ số đúng hạn / tổng số: từ 80% được 1 điểm; từ 70% được 0,5 điểm; từ 50% được 0,25 điểm; "
        "thấp hơn được 0 điểm."
    ),
    "banded_interpolated": (
        "Theo tỷ lệ số đúng hạn / tổng số: 50% được 0 điểm; 90% được 2 điểm; giữa hai mức tính theo đường thẳng; "
        "dưới 50% được 0 điểm."
    ),
    "reduction_vs_baseline": (
        "Mức giảm = 1 − số đúng hạn / tổng số; giảm từ 10% đạt điểm tối đa 1; giảm ít hơn tính theo tỷ lệ; "
        "không giảm được 0 điểm."
    ),
    "count_steps": "Theo số đúng hạn: từ 2 được 2 điểm; từ 1 được 1 điểm; thấp hơn được 0 điểm.",
    "checklist_sum": ("Cộng điểm của các điều kiện đạt được: số đúng hạn (0,25); tổng số (0,25); số trả lại (0,25)."),
    "compliance_check": "Theo số đúng hạn: right được 0,5 điểm; late được 0,25 điểm; none được 0 điểm.",
    "deduction": "Điểm = 1,5 − số đúng hạn × 0,5 − tổng số × 0,25 (trừ nhiều nhất 0,5); không dưới 0.",
    "yoy_compare": "So số đúng hạn với tổng số: cao hơn được 1 điểm; bằng được 0,5 điểm; thấp hơn được 0 điểm.",
    "survey_scaled": (
        "Điểm = bình quân các phiếu × 1, trong đó số đúng hạn tính 100%; tổng số tính 60%; số trả lại tính 20%; "
        "số phải trả tính 0%; không ý kiến không tính."
    ),
    "index_import": "Điểm = số đúng hạn / 100 × 10, không quá 10.",
    "tri_state_per_case": (
        "Mỗi trường hợp tính 2 (số đúng hạn), 1 (tổng số) hoặc 0 (số trả lại); điểm = số trung bình / 2 × 2. "
        "Không có trường hợp nào: tiêu chí không áp dụng."
    ),
    "complement": (
        "Điểm = (100% − số đúng hạn / tổng số − số trả lại / tổng số) / 90% × 6; từ 90% trở lên đạt điểm tối đa 6."
    ),
    "composite": (
        "Cộng điểm của 2 phần. Phần 1 (0,5 điểm): Điểm = số đúng hạn / tổng số × 0,5, không quá 0,5. "
        "Phần 2 (1 điểm): Điểm = số trả lại / số phải trả / 50% × 1; từ 50% trở lên đạt điểm tối đa 1. "
        "Phần không áp dụng chuyển điểm cho các phần còn lại theo tỷ lệ."
    ),
    "external_only": "Lấy số đúng hạn, từ 0 đến 2; không tự chấm.",
}


def test_there_is_a_sentence_for_each_shape():
    assert set(RULES) == set(SHAPES)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_reads_as_it_counts(name):
    assert rule_sentence(of_case(name)) == RULES[name]


def banded(when_nothing: WhenNothing = WhenNothing.MISSING, **more: object) -> BandedSteps:
    ratio = Ratio(part="a", whole="b", when_nothing=when_nothing, **more)
    return BandedSteps(ratio=ratio, bands=(Band(at_least=Decimal(0), points=Decimal(1)),))


def yes_if_less(equal: str = "0") -> YoyCompare:
    return YoyCompare(now="a", before="b", better=Decimal(1), equal=Decimal(equal), is_less_better=True)


VARIANTS = [
    (banded(), "Theo tỷ lệ số đúng hạn / tổng số: từ 0% được 1 điểm."),
    (
        banded(WhenNothing.FULL),
        "Theo tỷ lệ số đúng hạn / tổng số: từ 0% được 1 điểm. Tổng số bằng 0: đạt điểm tối đa 1.",
    ),
    (banded(WhenNothing.ZERO), "Theo tỷ lệ số đúng hạn / tổng số: từ 0% được 1 điểm. Tổng số bằng 0: 0 điểm."),
    (
        banded(other_whole="c", correction="e"),
        "Theo tỷ lệ số đúng hạn / số lớn hơn trong hai số (tổng số; số trả lại) × không ý kiến: từ 0% được 1 điểm.",
    ),
    (
        banded(last_year="d", last_year_parts=12),
        "Theo tỷ lệ số đúng hạn / tổng số: từ 0% được 1 điểm. Tổng số chưa có hoặc bằng 0 thì lấy số phải trả / 12.",
    ),
    (
        CountSteps(count="a", last_year="b", bands=(Band(at_least=Decimal(1), points=Decimal(1)),)),
        "Theo mức tăng của số đúng hạn so với tổng số: từ 1 được 1 điểm; thấp hơn được 0 điểm.",
    ),
    (
        ReductionVsBaseline(now="a", baseline="b", target=Decimal("0.1"), is_proportional=False),
        "Mức giảm = 1 − số đúng hạn / tổng số; giảm từ 10% đạt điểm tối đa 1; ít hơn được 0 điểm.",
    ),
    (yes_if_less(), "So số đúng hạn với tổng số: thấp hơn được 1 điểm; bằng được 0 điểm; cao hơn được 0 điểm."),
    (TargetScaledRatio(ratio=Ratio(part="a", whole="b"), target=Decimal(1)), "Điểm = số đúng hạn / tổng số × 1."),
]


@pytest.mark.parametrize(("rule", "expected"), VARIANTS)
def test_parameters_that_change_the_rule_are_said(rule, expected):
    assert rule_sentence(criterion(rule, 1)) == expected


FULL = {
    "linear_ratio": "số đúng hạn / tổng số từ 100% trở lên",
    "target_scaled_ratio": "số đúng hạn / tổng số từ 80% trở lên",
    "ratio_floor_linear": "số đúng hạn / tổng số từ 100% trở lên",
    "banded_steps": "số đúng hạn / tổng số từ 80% trở lên",
    "banded_interpolated": "số đúng hạn / tổng số từ 90% trở lên",
    "reduction_vs_baseline": "số đúng hạn giảm từ 10% trở lên so với tổng số",
    "count_steps": "số đúng hạn từ 2 trở lên",
    "checklist_sum": "số đúng hạn; tổng số; số trả lại",
    "compliance_check": "right",
    "deduction": "số đúng hạn bằng 0; tổng số bằng 0",
    "yoy_compare": "số đúng hạn cao hơn tổng số",
    "survey_scaled": "mọi phiếu thuộc số đúng hạn",
    "index_import": "số đúng hạn từ 100 trở lên",
    "tri_state_per_case": "mọi trường hợp thuộc số đúng hạn",
    "complement": "100% − số đúng hạn / tổng số − số trả lại / tổng số từ 90% trở lên",
    "composite": "số đúng hạn / tổng số từ 100% trở lên; số trả lại / số phải trả từ 50% trở lên",
    "external_only": "số đúng hạn từ 2 trở lên",
}


@pytest.mark.parametrize("name", SHAPES)
def test_where_only_full_points_are_known_nothing_else_is_said(name):
    leaf = replace(of_case(name), only_full_mark=True)
    most = str(leaf.max_score).replace(".", ",")
    assert rule_sentence(leaf) == (
        f"Chỉ biết điều kiện đạt điểm tối đa {most}: {FULL[name]}. Dưới mức đó người thẩm định cho điểm."
    )


@pytest.mark.parametrize(
    ("rule", "condition"),
    [
        (yes_if_less(), "số đúng hạn thấp hơn tổng số"),
        (yes_if_less("1"), "số đúng hạn không cao hơn tổng số"),
        (YoyCompare(now="a", before="b", better=Decimal(1), equal=Decimal(1)), "số đúng hạn không thấp hơn tổng số"),
        (
            CountSteps(count="a", last_year="b", bands=(Band(at_least=Decimal(3), points=Decimal(1)),)),
            "số đúng hạn nhiều hơn tổng số từ 3 trở lên",
        ),
    ],
)
def test_the_condition_of_full_points_has_its_own_words(rule, condition):
    assert condition in rule_sentence(criterion(rule, 1, only_full_mark=True))


def test_a_criterion_without_rule_says_so():
    assert rule_sentence(criterion(None, "0.75")) == "Chưa biết cách chấm: người thẩm định cho điểm, từ 0 đến 0,75."


def test_points_outside_the_total_are_called_so():
    leaf = of_case("count_steps")
    assert rule_sentence(replace(leaf, kind=CriterionKind.BONUS)).startswith("Điểm thưởng, ngoài tổng điểm. Theo ")
    assert rule_sentence(replace(leaf, kind=CriterionKind.PENALTY)).startswith("Điểm trừ, ngoài tổng điểm. Theo ")


STEPS = [
    ("linear_ratio", {"a": 9856, "b": 10000}, "Tỷ lệ 98,56%: 98,56% × 1,5 = 1,4784 điểm."),
    ("linear_ratio", {"a": 12, "b": 10}, "Tỷ lệ 120%, đạt mức 100%: điểm tối đa 1,5."),
    ("linear_ratio", {"a": 1, "b": 3}, "Tỷ lệ ≈ 33,33%: ≈ 33,33% × 1,5 = 0,5 điểm."),
    ("linear_ratio", {"a": 1, "b": 0}, "Chưa có điểm: tổng số bằng 0."),
    ("target_scaled_ratio", {"a": 6, "b": 10}, "Tỷ lệ 60%, chưa đạt mức 80%: 60% / 80% × 4 = 3 điểm."),
    ("target_scaled_ratio", {"a": 8, "b": 10}, "Tỷ lệ 80%, đạt mức 80%: điểm tối đa 4."),
    ("ratio_floor_linear", {"a": 9, "b": 10}, "Tỷ lệ 90%: 90% × 1,5 = 1,35 điểm."),
    ("ratio_floor_linear", {"a": 1, "b": 1}, "Tỷ lệ 100%, đạt mức 100%: điểm tối đa 1,5."),
    ("ratio_floor_linear", {"a": 79, "b": 100}, "Tỷ lệ 79%, dưới mức sàn 80%: 0 điểm."),
    ("banded_steps", {"a": 85, "b": 100}, "Tỷ lệ 85%, đạt mức 80%: điểm tối đa 1."),
    ("banded_steps", {"a": 75, "b": 100}, "Tỷ lệ 75%, đạt mức 70%, chưa đến 80%: 0,5 điểm."),
    ("banded_steps", {"a": 49, "b": 100}, "Tỷ lệ 49%, chưa đến 50%: 0 điểm."),
    ("banded_interpolated", {"a": 7, "b": 10}, "Tỷ lệ 70%, giữa 50% (0 điểm) và 90% (2 điểm): 1 điểm."),
    ("banded_interpolated", {"a": 9, "b": 10}, "Tỷ lệ 90%, đạt mức 90%: điểm tối đa 2."),
    ("banded_interpolated", {"a": 4, "b": 10}, "Tỷ lệ 40%, chưa đến 50%: 0 điểm."),
    ("reduction_vs_baseline", {"a": 90, "b": 100}, "Giảm 10%, đạt mức 10%: điểm tối đa 1."),
    ("reduction_vs_baseline", {"a": 95, "b": 100}, "Giảm 5%, chưa đạt mức 10%: 5% / 10% × 1 = 0,5 điểm."),
    ("reduction_vs_baseline", {"a": 101, "b": 100}, "Không giảm: 0 điểm."),
    ("reduction_vs_baseline", {"a": 1, "b": 0}, "Chưa có điểm: số gốc để so sánh bằng 0."),
    ("count_steps", {"a": 5}, "Số lượng 5, đạt mức 2: điểm tối đa 2."),
    ("count_steps", {"a": 1}, "Số lượng 1, đạt mức 1, chưa đến 2: 1 điểm."),
    ("count_steps", {"a": 0}, "Số lượng 0, chưa đến 1: 0 điểm."),
    ("checklist_sum", {"a": True, "b": True, "c": True}, "Đạt cả 3 điều kiện: điểm tối đa 0,75."),
    ("checklist_sum", {"a": True, "b": False, "c": False}, "Đạt 1 trong 3 điều kiện: 0,25 điểm."),
    ("checklist_sum", {"a": False, "b": False, "c": False}, "Không đạt điều kiện nào: 0 điểm."),
    ("compliance_check", {"a": "late"}, "late: 0,25 điểm."),
    ("deduction", {"a": 0, "b": 0}, "Không bị trừ: điểm tối đa 1,5."),
    ("deduction", {"a": 1, "b": 9}, "Trừ 1: 1,5 − 1 = 0,5 điểm."),
    ("deduction", {"a": 4, "b": 0}, "Trừ 2, không dưới 0: 0 điểm."),
    ("yoy_compare", {"a": 12, "b": 10}, "Tăng 2: 1 điểm."),
    ("yoy_compare", {"a": 10, "b": 10}, "Không thay đổi: 0,5 điểm."),
    ("yoy_compare", {"a": 9, "b": 10}, "Giảm 1: 0 điểm."),
    (
        "survey_scaled",
        {"a": 40, "b": 50, "c": 0, "d": 10, "e": 7},
        "Bình quân 70% của 100 phiếu được tính: 70% × 1 = 0,7 điểm.",
    ),
    (
        "survey_scaled",
        {"a": 4, "b": 0, "c": 0, "d": 0, "e": 7},
        "Bình quân 100% của 4 phiếu được tính: điểm tối đa 1.",
    ),
    (
        "survey_scaled",
        {"a": 0, "b": 0, "c": 0, "d": 0, "e": 7},
        "Chưa có điểm: không có phiếu nào được tính.",
    ),
    ("index_import", {"a": 91.17}, "Tỷ lệ 91,17%: 91,17% × 10 = 9,117 điểm."),
    ("index_import", {"a": 100}, "Tỷ lệ 100%, đạt mức 100%: điểm tối đa 10."),
    (
        "tri_state_per_case",
        {"a": 60, "b": 30, "c": 10},
        "Trung bình 1,5 trên 2 của 100 trường hợp: 1,5 / 2 × 2 = 1,5 điểm.",
    ),
    ("tri_state_per_case", {"a": 9, "b": 0, "c": 0}, "Trung bình 2 trên 2 của 9 trường hợp: điểm tối đa 2."),
    (
        "tri_state_per_case",
        {"a": 0, "b": 0, "c": 0},
        "Không áp dụng: không có trường hợp nào. Điểm tối đa của cơ quan bớt 2.",
    ),
    ("complement", {"a": 8, "b": 100, "c": 20}, "Tỷ lệ 72%, chưa đạt mức 90%: 72% / 90% × 6 = 4,8 điểm."),
    ("complement", {"a": 8, "b": 100, "c": 2}, "Tỷ lệ 90%, đạt mức 90%: điểm tối đa 6."),
    ("complement", {"a": 8, "b": 0, "c": 2}, "Chưa có điểm: mẫu số bằng 0."),
    (
        "composite",
        {"a": 1, "b": 2, "c": 1, "d": 4},
        "Phần 1: Tỷ lệ 50%: 50% × 0,5 = 0,25 điểm. "
        "Phần 2: Tỷ lệ 25%, chưa đạt mức 50%: 25% / 50% × 1 = 0,5 điểm. Cộng lại 0,75 điểm.",
    ),
    (
        "composite",
        {"a": 2, "b": 2, "c": 2, "d": 4},
        "Phần 1: Tỷ lệ 100%, đạt mức 100%: điểm tối đa 0,5. "
        "Phần 2: Tỷ lệ 50%, đạt mức 50%: điểm tối đa 1. Cộng lại 1,5 điểm.",
    ),
    ("external_only", {"a": 1.75}, "Lấy nguyên 1,75 điểm."),
    ("external_only", {}, "Chưa có điểm, còn thiếu: số đúng hạn."),
    ("checklist_sum", {"a": True}, "Chưa có điểm, còn thiếu: tổng số; số trả lại."),
]


@pytest.mark.parametrize(("name", "figures", "expected"), STEPS)
def test_an_outcome_says_why(name, figures, expected):
    assert said(of_case(name), **figures) == expected


def test_the_figures_that_were_put_in_stand_before_the_reason():
    leaf = replace(
        of_case("linear_ratio"), inputs=(Input(name="a", label="Số đúng hạn"), Input(name="b", label="TTHC"))
    )
    entered = values(a=1234, b=None)
    assert outcome_sentence(leaf, entered, score_leaf(leaf, entered)) == (
        "Số đúng hạn: 1.234. Chưa có điểm, còn thiếu: TTHC."
    )
    leaf = of_case("checklist_sum")
    entered = values(a=True, b=False, c=True)
    assert outcome_sentence(leaf, entered, score_leaf(leaf, entered)) == (
        "Số đúng hạn: có; tổng số: không; số trả lại: có. Đạt 2 trong 3 điều kiện: 0,5 điểm."
    )


def test_a_percentage_is_put_in_as_one():
    leaf = replace(of_case("index_import"), inputs=(Input(name="a", label="SIPAS", unit="%"),))
    assert rule_sentence(leaf) == "Điểm = SIPAS / 100% × 10, không quá 10."
    assert outcome_sentence(leaf, values(a=90), Scored(Decimal(9), "in_proportion", (("rate", Decimal("0.9")),))) == (
        "SIPAS: 90%. Tỷ lệ 90%: 90% × 10 = 9 điểm."
    )


def test_a_level_is_said_in_its_own_words():
    levels = (Level(code="late", points=Decimal(0), label="Chậm"), Level(code="x", points=Decimal(1), label="Đúng hạn"))
    leaf = criterion(ComplianceCheck(level="a", levels=levels), 1)
    assert rule_sentence(leaf) == "Theo số đúng hạn: chậm được 0 điểm; đúng hạn được 1 điểm."
    assert said(leaf, a="late") == "Chậm: 0 điểm."


@pytest.mark.parametrize(
    ("when_nothing", "expected"),
    [
        (WhenNothing.FULL, "Tổng số bằng 0, theo quy tắc được 1 điểm."),
        (WhenNothing.ZERO, "Tổng số bằng 0, theo quy tắc được 0 điểm."),
        (WhenNothing.NOT_APPLICABLE, "Không áp dụng: tổng số bằng 0. Điểm tối đa của cơ quan bớt 1."),
    ],
)
def test_a_whole_of_nothing_is_said(when_nothing, expected):
    leaf = criterion(LinearRatio(ratio=Ratio(part="a", whole="b", when_nothing=when_nothing)), 1)
    assert said(leaf, a=0, b=0) == expected


def test_no_case_may_count_in_full():
    shape = TriStatePerCase(better="a", equal="b", worse="c", when_nothing=WhenNothing.FULL)
    leaf = criterion(shape, 1)
    assert rule_sentence(leaf).endswith("Không có trường hợp nào: đạt điểm tối đa 1.")
    assert said(leaf, a=0, b=0, c=0) == "Không có trường hợp nào, theo quy tắc được 1 điểm."
    missing = criterion(replace(shape, when_nothing=WhenNothing.MISSING), 1)
    assert said(missing, a=0, b=0, c=0) == "Chưa có điểm: không có trường hợp nào."


def test_growth_and_its_lack_are_said():
    bands = (Band(at_least=Decimal(0), points=Decimal(1)), Band(at_least=Decimal(2), points=Decimal(2)))
    leaf = criterion(CountSteps(count="a", last_year="b", bands=bands), 2)
    assert said(leaf, a=5, b=3) == "Tăng 2, đạt mức 2: điểm tối đa 2."
    assert said(leaf, a=3, b=3) == "Không thay đổi, đạt mức 0, chưa đến 2: 1 điểm."
    assert said(leaf, a=2, b=3) == "Giảm 1, chưa đến 0: 0 điểm."


def test_below_a_target_that_counts_alone_nothing_is_reached():
    shape = ReductionVsBaseline(now="a", baseline="b", target=Decimal("0.1"), is_proportional=False)
    assert said(criterion(shape, 1), a=95, b=100) == "Giảm 5%, chưa đạt mức 10%: 0 điểm."


def test_a_part_that_does_not_apply_is_told_with_its_effect():
    silent = LinearRatio(ratio=Ratio(part="a", whole="b", when_nothing=WhenNothing.NOT_APPLICABLE))
    other = LinearRatio(ratio=Ratio(part="c", whole="d", when_nothing=WhenNothing.NOT_APPLICABLE))
    parts = tuple(Part(shape=shape, max_score=Decimal(1)) for shape in (silent, other))
    leaf = criterion(Composite(parts=parts), 2)
    assert "Tổng số bằng 0: phần này không áp dụng." in rule_sentence(leaf)
    assert said(leaf, a=0, b=0, c=1, d=2) == (
        "Phần 1: không áp dụng. Phần 2: Tỷ lệ 50%: 50% × 1 = 0,5 điểm. "
        "Phần còn lại đạt 0,5 trên 1: 0,5 / 1 × 2 = 1 điểm."
    )
    assert said(leaf, a=0, b=0, c=0, d=0) == (
        "Không áp dụng: không phần nào của tiêu chí áp dụng. Điểm tối đa của cơ quan bớt 2."
    )


@pytest.mark.parametrize(
    ("when", "effect"),
    [
        (WhenNotApplicable.EXCLUDED, " Điểm tối đa của cơ quan bớt 1,5."),
        (WhenNotApplicable.FULL_MARKS, " Được tính điểm tối đa 1,5."),
        (WhenNotApplicable.MOVED, " 1,5 điểm chuyển cho các tiêu chí khác cùng nhóm."),
        (WhenNotApplicable.NEVER, ""),
    ],
)
def test_what_becomes_of_points_that_do_not_apply(when, effect):
    leaf = replace(of_case("linear_ratio"), when_not_applicable=when)
    assert outcome_sentence(leaf, {}, NotApplicable()) == f"Không áp dụng cho cơ quan này.{effect}"


def test_points_that_a_person_gives_or_has_to_give():
    unknown, known_at_full = criterion(None, 1), replace(of_case("linear_ratio"), only_full_mark=True)
    entered = values(a=1, b=2)
    assert outcome_sentence(unknown, {}, score_leaf(unknown, {})) == (
        "Chưa biết cách chấm: chờ người thẩm định cho điểm."
    )
    assert outcome_sentence(known_at_full, entered, score_leaf(known_at_full, entered)) == (
        "Số đúng hạn: 1; tổng số: 2. "
        "Chưa đạt điều kiện của điểm tối đa; dưới mức đó chưa biết cách tính: chờ người thẩm định cho điểm."
    )
    given_points = score_leaf(known_at_full, entered, given=Decimal("0.75"))
    assert outcome_sentence(known_at_full, entered, given_points) == (
        "Số đúng hạn: 1; tổng số: 2. Điểm do người chấm ghi: 0,75."
    )
    assert outcome_sentence(unknown, {}, Missing(())) == "Chưa có điểm."


def test_a_rate_never_looks_as_if_it_had_reached_a_bound_that_it_misses():
    leaf = of_case("ratio_floor_linear")
    assert said(leaf, a=799999, b=1000000) == "Tỷ lệ 79,9999%, dưới mức sàn 80%: 0 điểm."


def test_points_of_more_than_four_digits_are_marked_as_rounded():
    assert said(of_case("linear_ratio"), a=9651, b=10000) == "Tỷ lệ 96,51%: 96,51% × 1,5 ≈ 1,4477 điểm."


ENGLISH = [
    (
        "linear_ratio",
        "Points = số đúng hạn / tổng số × 1,5, at most 1,5.",
        {"a": 1, "b": 2},
        "Rate 50%: 50% × 1,5 = 0,75 pt.",
    ),
    (
        "deduction",
        "Points = 1,5 − số đúng hạn × 0,5 − tổng số × 0,25 (at most 0,5 off); never below 0.",
        {"a": 1, "b": 9},
        "1 deducted: 1,5 − 1 = 0,5 pt.",
    ),
    (
        "yoy_compare",
        "Comparing số đúng hạn with tổng số: higher 1 pt; equal 0,5 pt; lower 0 pt.",
        {"a": 9, "b": 10},
        "Down by 1: 0 pt.",
    ),
    (
        "external_only",
        "Taken from số đúng hạn, 0 to 2; nobody scores oneself.",
        {},
        "No points yet, still missing: số đúng hạn.",
    ),
]


@pytest.mark.parametrize(("name", "rule", "figures", "reason"), ENGLISH)
def test_readers_of_english_read_english(name, rule, figures, reason):
    with translation.override("en"):
        assert rule_sentence(of_case(name)) == rule
        assert said(of_case(name), **figures) == reason


@pytest.mark.parametrize("name", SHAPES)
@settings(max_examples=40, deadline=None, derandomize=True)
@given(data=st.data())
def test_every_outcome_of_every_shape_has_a_sentence_with_its_points(name, data):
    leaf = of_case(name)
    entered = {key: data.draw(strategy | st.none()) for key, strategy in CASES[name].values.items()}
    outcome = score_leaf(leaf, entered)
    sentence = outcome_sentence(leaf, entered, outcome)
    assert "{" not in sentence
    if isinstance(outcome, Scored):
        assert "điểm" in sentence
    else:
        assert sentence.count("Chưa") + sentence.count("Không áp dụng") >= 1


@pytest.mark.parametrize("key", SHIPPED_SETS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_shipped_rule_and_example_reads(key, language):
    leaves = {leaf.code: leaf for leaf in shipped_set(key).leaves()}
    with translation.override(language):
        said_of = [rule_sentence(leaf) for leaf in leaves.values()]
        for example in shipped_set(key).examples:
            leaf = leaves[example.criterion]
            said_of.append(outcome_sentence(leaf, example.values, score_leaf(leaf, example.values)))
    assert not [one for one in said_of if not one or "{" in one or one[0].islower() or not one.endswith(".")]
