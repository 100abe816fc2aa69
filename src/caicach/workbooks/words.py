"""The Vietnamese words of a workbook. They are data that is read again, so they are the same in every language."""

from enum import StrEnum
from typing import Any

from caicach.core.scoring.criteria import CriterionKind, ScoredBy, Ties, WhenNotApplicable
from caicach.core.scoring.ratios import Ratio, WhenNothing
from caicach.core.scoring.rounding import RoundingMode
from caicach.core.scoring.shapes import SHAPES
from caicach.core.scoring.shapes.bands import Band
from caicach.core.scoring.shapes.composite import Part
from caicach.core.scoring.shapes.conditions import Condition, Level, Penalty
from caicach.core.scoring.shapes.outside import Answer
from caicach.core.text import fold

SHAPE_WORDS = {
    "linear_ratio": "Tỷ lệ",
    "target_scaled_ratio": "Tỷ lệ so với chỉ tiêu",
    "ratio_floor_linear": "Tỷ lệ, dưới sàn được 0 điểm",
    "banded_steps": "Bậc theo tỷ lệ",
    "banded_interpolated": "Bậc theo tỷ lệ, nội suy",
    "reduction_vs_baseline": "Mức giảm so với gốc",
    "count_steps": "Bậc theo số lượng",
    "checklist_sum": "Cộng các điều kiện",
    "compliance_check": "Chọn một mức",
    "deduction": "Trừ dần",
    "yoy_compare": "So với năm trước",
    "survey_scaled": "Bình quân phiếu khảo sát",
    "index_import": "Quy đổi chỉ số khác",
    "tri_state_per_case": "Từng trường hợp 2-1-0",
    "complement": "100% trừ tỷ lệ xấu",
    "composite": "Nhiều phần",
    "external_only": "Điểm do cấp trên cho",
}

LINE_WORDS = {
    "ratio": "tỷ lệ",
    "target": "chỉ tiêu",
    "floor": "sàn",
    "bands": "bậc",
    "now": "kỳ này",
    "before": "kỳ trước",
    "baseline": "gốc",
    "is_proportional": "giảm ít hơn tính theo tỷ lệ",
    "count": "số lượng",
    "last_year": "so với",
    "conditions": "điều kiện",
    "level": "chọn ở",
    "levels": "mức",
    "penalties": "trừ theo",
    "better": "tốt hơn",
    "equal": "bằng",
    "worse": "kém hơn",
    "is_less_better": "càng ít càng tốt",
    "answers": "trả lời",
    "index": "chỉ số",
    "full_at": "tối đa khi đạt",
    "when_nothing": "khi không có",
    "bad": "tỷ lệ xấu",
    "parts": "phần",
    "points": "điểm lấy từ",
}
"""What a line of the parameters begins with, by the name of the parameter."""

PIECE_WORDS: dict[type, dict[str, str]] = {
    Ratio: {
        "part": "",
        "whole": "/",
        "other_whole": "mẫu thứ hai",
        "last_year": "mẫu kỳ trước",
        "last_year_parts": "chia cho",
        "correction": "nhân với",
        "when_nothing": "mẫu bằng 0",
    },
    Band: {"at_least": "từ", "points": "được"},
    Condition: {"input": "", "points": "được"},
    Level: {"code": "", "points": "được", "label": "gọi là"},
    Penalty: {"count": "", "points_each": "mỗi lần", "at_most": "nhiều nhất"},
    Answer: {"count": "", "weight": "tính"},
    Part: {"max_score": "", "shape": "chấm theo"},
}
"""What each piece of a line begins with; the first piece of some lines has no word."""

RATES = {"target", "floor", "weight"}
"""Parameters that are written in percent; the bounds of bands are as well, unless they are counts."""

CHOICE_WORDS: dict[type[StrEnum], dict[StrEnum, str]] = {
    WhenNothing: {
        WhenNothing.MISSING: "chưa có điểm",
        WhenNothing.NOT_APPLICABLE: "không áp dụng",
        WhenNothing.FULL: "điểm tối đa",
        WhenNothing.ZERO: "0 điểm",
    },
    ScoredBy: {
        ScoredBy.APPRAISAL: "tự chấm, thẩm định",
        ScoredBy.SURVEY: "điều tra xã hội học",
        ScoredBy.INDEX: "chỉ số khác",
        ScoredBy.CENTRE: "cấp trên chấm",
    },
    CriterionKind: {
        CriterionKind.NORMAL: "trong tổng điểm",
        CriterionKind.BONUS: "điểm thưởng",
        CriterionKind.PENALTY: "điểm trừ",
    },
    WhenNotApplicable: {
        WhenNotApplicable.NEVER: "áp dụng cho mọi cơ quan",
        WhenNotApplicable.EXCLUDED: "bớt điểm tối đa",
        WhenNotApplicable.FULL_MARKS: "tính điểm tối đa",
        WhenNotApplicable.MOVED: "chuyển điểm cho tiêu chí cùng nhóm",
    },
    Ties: {Ties.SKIP: "1, 1, 3", Ties.DENSE: "1, 1, 2"},
    RoundingMode: {
        RoundingMode.HALF_UP: "nửa làm tròn lên",
        RoundingMode.HALF_EVEN: "nửa về số chẵn",
        RoundingMode.DOWN: "cắt bỏ",
    },
}

YES, NO = "có", "không"

assert set(SHAPE_WORDS) == set(SHAPES)


def meant(words: dict[Any, str], text: str) -> Any:
    """What a word stands for, however its accents are typed; None where it is none of them."""
    return next((key for key, word in words.items() if fold(word) == fold(text)), None)
