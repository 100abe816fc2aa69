"""What would bring the next points of a leaf, or why no figure of the agency does, in one sentence."""

from decimal import ROUND_DOWN, Decimal

from django.utils.translation import gettext as _

from caicach.assessments.models import Stage
from caicach.core.scoring.criteria import Criterion, ScoredBy
from caicach.core.scoring.outcome import Missing, NotApplicable, Outcome
from caicach.core.scoring.whatif import Reach
from caicach.criteria.kinds import levels_of
from caicach.improvement.standing import Word
from caicach.ui.formats import shown_number


def reach_sentence(criterion: Criterion, reach: Reach) -> str:
    """The smallest change of one input, and what it gains."""
    label = next((one.label for one in criterion.inputs if one.name == reach.input), reach.input)
    told = {"label": label, "gain": shown_number(_short(reach.gain))}
    if reach.change is None:
        return _answer(criterion, reach, told)
    told["change"] = shown_number(abs(reach.change))
    if reach.change > 0:
        return _("%(label)s: thêm %(change)s thì được thêm %(gain)s điểm") % told
    return _("%(label)s: bớt %(change)s thì được thêm %(gain)s điểm") % told


def reason_sentence(criterion: Criterion, word: Word | None, outcome: Outcome) -> str:
    """Why nothing is proposed for a leaf that has not all its points."""
    if criterion.scored_by is not ScoredBy.APPRAISAL:
        return str(_OUTSIDE[criterion.scored_by]())
    if isinstance(outcome, NotApplicable):
        return _("Không áp dụng cho cơ quan này.")
    if isinstance(outcome, Missing):
        labels = {one.name: one.label for one in criterion.inputs}
        absent = "; ".join(labels.get(name, name) for name in outcome.inputs)
        return _("Còn thiếu: %(what)s") % {"what": absent} if absent else _("Chưa có điểm.")
    if word is not None and word.claim.decided is not None:
        is_appeal = word.stage == Stage.DECIDED
        return _("Điểm do người xem xét giải trình ấn định.") if is_appeal else _("Điểm do thẩm định ấn định.")
    if criterion.full_mark:
        return _("Đạt tối đa khi: %(what)s") % {"what": criterion.full_mark}
    return _("Quy tắc chưa cho biết bước tiếp theo.")


def best_of(reaches: list[Reach]) -> Reach | None:
    """The change to tell first: more of something, a yes or a level, before less of something."""
    return next((one for one in reaches if one.change is None or one.change > 0), reaches[0] if reaches else None)


def _answer(criterion: Criterion, reach: Reach, told: dict[str, str]) -> str:
    if reach.value is True:
        return _("%(label)s: làm được thì được thêm %(gain)s điểm") % told
    levels = levels_of(criterion.rule).get(reach.input, {}) if criterion.rule else {}
    told["level"] = levels.get(str(reach.value), str(reach.value))
    return _("%(label)s: đạt mức “%(level)s” thì được thêm %(gain)s điểm") % told


def _short(points: Decimal) -> Decimal:
    """Four digits are enough to read, cut as figures on pages are; what is computed stays exact."""
    return points.quantize(Decimal("0.0001"), ROUND_DOWN).normalize() if points else points


_OUTSIDE = {
    ScoredBy.SURVEY: lambda: _("Phụ thuộc kết quả khảo sát người dân, doanh nghiệp."),
    ScoredBy.INDEX: lambda: _("Phụ thuộc một chỉ số khác đã công bố."),
    ScoredBy.CENTRE: lambda: _("Trung ương chấm; cơ quan không tự chấm."),
}
