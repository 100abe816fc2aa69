"""The condition of full points of each shape in words, for criteria of which only that is known."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from caicach.core.scoring.ratios import ONE
from caicach.core.scoring.shapes.bands import Band, BandedInterpolated, BandedSteps, CountSteps
from caicach.core.scoring.shapes.base import Shape
from caicach.core.scoring.shapes.comparisons import ReductionVsBaseline, YoyCompare
from caicach.core.scoring.shapes.composite import Composite
from caicach.core.scoring.shapes.conditions import ChecklistSum, ComplianceCheck, Deduction, TriStatePerCase
from caicach.core.scoring.shapes.outside import ExternalOnly, IndexImport, SurveyScaled
from caicach.core.scoring.shapes.proportions import Complement, LinearRatio, RatioFloorLinear, TargetScaledRatio
from caicach.criteria.sentences.wording import Wording, lower_first, percent, points


def full_condition(shape: Shape, words: Wording) -> str:
    """When a shape gives all points, as a part of a sentence."""
    return _CONDITIONS[type(shape)](shape, words)


def _at_least(measure: str, bound: str) -> str:
    return _("{measure} từ {bound} trở lên").format(measure=measure, bound=bound)


def _whole_ratio(shape: LinearRatio | RatioFloorLinear, words: Wording) -> str:
    return _at_least(words.ratio(shape.ratio), percent(ONE))


def _target(shape: TargetScaledRatio, words: Wording) -> str:
    return _at_least(words.ratio(shape.ratio), percent(shape.target))


def _top(bands: tuple[Band, ...]) -> Decimal:
    """The lowest bound that gives as much as the highest one."""
    return next(band.at_least for band in bands if band.points == bands[-1].points)


def _bands(shape: BandedSteps | BandedInterpolated, words: Wording) -> str:
    return _at_least(words.ratio(shape.ratio), percent(_top(shape.bands)))


def _count(shape: CountSteps, words: Wording) -> str:
    least, count = points(_top(shape.bands)), words.label(shape.count)
    if not shape.last_year:
        return _at_least(count, least)
    return _("{count} nhiều hơn {before} từ {least} trở lên").format(
        count=count, before=words.label(shape.last_year), least=least
    )


def _reduction(shape: ReductionVsBaseline, words: Wording) -> str:
    return _("{now} giảm từ {target} trở lên so với {baseline}").format(
        now=words.label(shape.now), target=percent(shape.target), baseline=words.label(shape.baseline)
    )


def _year_on_year(shape: YoyCompare, words: Wording) -> str:
    if shape.equal == shape.better:
        said = _("{now} không cao hơn {before}") if shape.is_less_better else _("{now} không thấp hơn {before}")
    else:
        said = _("{now} thấp hơn {before}") if shape.is_less_better else _("{now} cao hơn {before}")
    return said.format(now=words.label(shape.now), before=words.label(shape.before))


def _checklist(shape: ChecklistSum, words: Wording) -> str:
    return "; ".join(words.label(one.input) for one in shape.conditions)


def _compliance(shape: ComplianceCheck, words: Wording) -> str:
    best = max(shape.levels, key=lambda level: level.points)
    return lower_first(best.label or best.code)


def _deduction(shape: Deduction, words: Wording) -> str:
    return "; ".join(_("{count} bằng 0").format(count=words.label(one.count)) for one in shape.penalties)


def _tri_state(shape: TriStatePerCase, words: Wording) -> str:
    return _("mọi trường hợp thuộc {better}").format(better=words.label(shape.better))


def _survey(shape: SurveyScaled, words: Wording) -> str:
    best = next(one for one in shape.answers if one.weight == ONE)
    return _("mọi phiếu thuộc {best}").format(best=words.label(best.count))


def _index(shape: IndexImport, words: Wording) -> str:
    return _at_least(words.label(shape.index), words.value(shape.index, shape.full_at))


def _complement(shape: Complement, words: Wording) -> str:
    bad = " − ".join(words.ratio(ratio) for ratio in shape.bad)
    return _at_least(f"100% − {bad}", percent(shape.target))


def _composite(shape: Composite, words: Wording) -> str:
    return "; ".join(full_condition(part.shape, words) for part in shape.parts)


def _external(shape: ExternalOnly, words: Wording) -> str:
    return _at_least(words.label(shape.points), words.most)


_CONDITIONS: dict[type[Shape], Callable[[Any, Wording], str]] = {
    LinearRatio: _whole_ratio,
    TargetScaledRatio: _target,
    RatioFloorLinear: _whole_ratio,
    BandedSteps: _bands,
    BandedInterpolated: _bands,
    ReductionVsBaseline: _reduction,
    CountSteps: _count,
    ChecklistSum: _checklist,
    ComplianceCheck: _compliance,
    Deduction: _deduction,
    YoyCompare: _year_on_year,
    SurveyScaled: _survey,
    IndexImport: _index,
    TriStatePerCase: _tri_state,
    Complement: _complement,
    Composite: _composite,
    ExternalOnly: _external,
}
