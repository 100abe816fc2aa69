"""What the fields of rules, inputs and choices are called on pages."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from caicach.core.scoring.criteria import CriterionKind, ScoredBy, WhenNotApplicable
from caicach.core.scoring.crosswalk import Change, Comparison
from caicach.core.scoring.ratios import WhenNothing

SHAPE_LABELS = {
    "linear_ratio": _("Tỷ lệ"),
    "target_scaled_ratio": _("Tỷ lệ so với chỉ tiêu"),
    "ratio_floor_linear": _("Tỷ lệ, dưới sàn được 0 điểm"),
    "banded_steps": _("Bậc theo tỷ lệ"),
    "banded_interpolated": _("Bậc theo tỷ lệ, nội suy"),
    "reduction_vs_baseline": _("Mức giảm so với gốc"),
    "count_steps": _("Bậc theo số lượng"),
    "checklist_sum": _("Cộng các điều kiện"),
    "compliance_check": _("Chọn một mức"),
    "deduction": _("Trừ dần"),
    "yoy_compare": _("So với năm trước"),
    "survey_scaled": _("Bình quân phiếu khảo sát"),
    "index_import": _("Quy đổi chỉ số khác"),
    "tri_state_per_case": _("Từng trường hợp 2-1-0"),
    "complement": _("100% trừ tỷ lệ xấu"),
    "composite": _("Nhiều phần"),
    "external_only": _("Điểm do cấp trên cho"),
}

PARAMETER_LABELS = {
    "ratio": _("Tỷ lệ"),
    "part": _("Tử số"),
    "whole": _("Mẫu số"),
    "other_whole": _("Mẫu số thứ hai (lấy số lớn hơn)"),
    "last_year": _("Số của kỳ trước"),
    "last_year_parts": _("Kỳ trước chia cho"),
    "correction": _("Nhân với"),
    "when_nothing": _("Khi mẫu số bằng 0"),
    "target": _("Chỉ tiêu"),
    "floor": _("Sàn"),
    "bands": _("Các bậc"),
    "at_least": _("Từ"),
    "points": _("Được số điểm"),
    "now": _("Kỳ này"),
    "before": _("Kỳ trước"),
    "baseline": _("Gốc"),
    "is_proportional": _("Giảm ít hơn chỉ tiêu thì tính theo tỷ lệ"),
    "count": _("Số lượng"),
    "conditions": _("Các điều kiện"),
    "input": _("Số liệu"),
    "level": _("Số liệu được chọn mức"),
    "levels": _("Các mức"),
    "code": _("Mã của mức"),
    "label": _("Tên gọi"),
    "penalties": _("Các khoản trừ"),
    "points_each": _("Trừ mỗi lần"),
    "at_most": _("Trừ nhiều nhất"),
    "better": _("Tốt hơn"),
    "equal": _("Bằng"),
    "worse": _("Kém hơn"),
    "is_less_better": _("Càng ít càng tốt"),
    "answers": _("Các câu trả lời"),
    "weight": _("Tính tỷ lệ"),
    "index": _("Chỉ số"),
    "full_at": _("Điểm tối đa khi đạt"),
    "bad": _("Các tỷ lệ xấu"),
    "parts": _("Các phần"),
    "shape": _("Cách chấm"),
    "max_score": _("Điểm của phần"),
    "inputs": _("Số liệu cần có"),
    "name": _("Tên tắt"),
    "unit": _("Đơn vị"),
    "period": _("Kỳ"),
    "source": _("Lấy từ đâu"),
    "indicator": _("Chỉ tiêu trong sổ số liệu"),
    "examples": _("Ví dụ tính"),
}

CHOICE_LABELS: dict[type[StrEnum], dict[Any, Any]] = {
    WhenNothing: {
        WhenNothing.MISSING: _("chưa có điểm"),
        WhenNothing.NOT_APPLICABLE: _("không áp dụng"),
        WhenNothing.FULL: _("điểm tối đa"),
        WhenNothing.ZERO: _("0 điểm"),
    },
    ScoredBy: {
        ScoredBy.APPRAISAL: _("tự chấm, thẩm định"),
        ScoredBy.SURVEY: _("điều tra xã hội học"),
        ScoredBy.INDEX: _("chỉ số khác"),
        ScoredBy.CENTRE: _("cấp trên chấm"),
    },
    CriterionKind: {
        CriterionKind.NORMAL: _("trong tổng điểm"),
        CriterionKind.BONUS: _("điểm thưởng"),
        CriterionKind.PENALTY: _("điểm trừ"),
    },
    WhenNotApplicable: {
        WhenNotApplicable.NEVER: _("áp dụng cho mọi cơ quan"),
        WhenNotApplicable.EXCLUDED: _("bớt điểm tối đa"),
        WhenNotApplicable.FULL_MARKS: _("tính điểm tối đa"),
        WhenNotApplicable.MOVED: _("chuyển điểm cho tiêu chí cùng nhóm"),
    },
}


def choices_of(kind: type[StrEnum]) -> list[tuple[str, Any]]:
    """The choices of a field, by the values of plain data."""
    return [(key.value, label) for key, label in CHOICE_LABELS[kind].items()]


CHANGE_LABELS: dict[Change, Any] = {
    Change.SAME: _("giữ nguyên"),
    Change.REWORDED: _("đổi cách gọi"),
    Change.REWEIGHTED: _("đổi điểm"),
    Change.SPLIT: _("tách"),
    Change.MERGED: _("gộp"),
    Change.NEW: _("thêm mới"),
    Change.DROPPED: _("bỏ"),
}

COMPARISON_LABELS: dict[Comparison, Any] = {
    Comparison.POINTS: _("so sánh điểm"),
    Comparison.SHARE: _("so sánh tỷ lệ điểm"),
    Comparison.NONE: _("không so sánh"),
}
