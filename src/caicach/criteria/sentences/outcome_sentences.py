"""Why a leaf has its points: the figures put in, the branch of the rule, what it computed, and the points."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from caicach.core.scoring.criteria import Criterion, WhenNotApplicable
from caicach.core.scoring.outcome import Missing, NotApplicable, Outcome, Scored, Values
from caicach.core.scoring.ratios import ONE, ZERO
from caicach.core.scoring.shapes.bands import BandedInterpolated, BandedSteps, CountSteps
from caicach.core.scoring.shapes.base import Shape
from caicach.core.scoring.shapes.comparisons import ReductionVsBaseline, YoyCompare
from caicach.core.scoring.shapes.composite import Composite
from caicach.core.scoring.shapes.conditions import ChecklistSum, ComplianceCheck, Deduction, TriStatePerCase
from caicach.core.scoring.shapes.outside import ExternalOnly, IndexImport, SurveyScaled
from caicach.core.scoring.shapes.proportions import Complement, LinearRatio, RatioFloorLinear, TargetScaledRatio
from caicach.criteria.sentences.wording import Wording, equals, percent, points, upper_first
from caicach.ui.formats import shown_number

Facts = Mapping[str, Decimal]


def outcome_sentence(criterion: Criterion, values: Values, outcome: Outcome) -> str:
    """The reason of an outcome in the language of the reader; `values` are those that it came from."""
    words, rule = Wording.of(criterion), criterion.rule
    if isinstance(outcome, Missing):
        said = _missing(outcome, rule, words)
    elif isinstance(outcome, NotApplicable):
        return " ".join([_not_applicable(outcome, rule, words), *_instead(criterion, words)])
    elif outcome.step == "decided":
        said = _("Người thẩm định ấn định {points} điểm.").format(points=points(outcome.points))
    elif outcome.step == "given" or rule is None:
        said = _("Điểm do người chấm ghi: {points}.").format(points=points(outcome.points))
    else:
        said = _reason(rule, values, outcome, words)
    return " ".join([*_figures(rule, values, words), said])


def _figures(shape: Shape | None, values: Values, words: Wording) -> list[str]:
    """What was entered, by the names of the inputs; levels are said by the reason, and what misses is not said."""
    known = [(name, values.get(name)) for name in (shape.inputs() if shape else words.labels)]
    said = "; ".join(
        f"{words.label(name)}: {words.value(name, value)}" for name, value in known if isinstance(value, Decimal | bool)
    )
    return [f"{upper_first(said)}."] if said else []


def _missing(outcome: Missing, shape: Shape | None, words: Wording) -> str:
    if outcome.inputs:
        absent = "; ".join(words.label(name) for name in outcome.inputs)
        return _("Chưa có điểm, còn thiếu: {absent}.").format(absent=absent)
    said = {
        "rule_not_known": _("Chưa biết cách chấm: chờ người thẩm định cho điểm."),
        "known_at_full_only": _(
            "Chưa đạt điều kiện của điểm tối đa; dưới mức đó chưa biết cách tính: chờ người thẩm định cho điểm."
        ),
    }
    if outcome.step in said:
        return said[outcome.step]
    case = _case(outcome.step, shape, words)
    return _("Chưa có điểm: {case}.").format(case=case) if case else _("Chưa có điểm.")


def _not_applicable(outcome: NotApplicable, shape: Shape | None, words: Wording) -> str:
    case = _case(outcome.step, shape, words)
    return _("Không áp dụng: {case}.").format(case=case) if case else _("Không áp dụng cho cơ quan này.")


def _case(step: str, shape: Shape | None, words: Wording) -> str:
    """The case in which a rule has nothing to measure."""
    ratio = getattr(shape, "ratio", None)
    if step == "whole_is_zero" and ratio and not ratio.other_whole and not ratio.last_year:
        return _("{count} bằng 0").format(count=words.label(ratio.whole))
    said = {
        "whole_is_zero": _("mẫu số bằng 0"),
        "baseline_is_zero": _("số gốc để so sánh bằng 0"),
        "no_case": _("không có trường hợp nào"),
        "no_answer": _("không có phiếu nào được tính"),
        "no_part_applies": _("không phần nào của tiêu chí áp dụng"),
    }
    return said.get(step, "")


def _instead(criterion: Criterion, words: Wording) -> list[str]:
    """What becomes of the points."""
    said = {
        WhenNotApplicable.EXCLUDED: _("Điểm tối đa của cơ quan bớt {most}.").format(most=words.most),
        WhenNotApplicable.FULL_MARKS: _("Được tính điểm tối đa {most}.").format(most=words.most),
        WhenNotApplicable.MOVED: _("{most} điểm chuyển cho các tiêu chí khác cùng nhóm.").format(most=words.most),
    }
    when = criterion.when_not_applicable
    return [said[when]] if when in said else []


def _reason(shape: Shape, values: Values, outcome: Scored, words: Wording) -> str:
    if outcome.step in ("whole_is_zero", "no_case"):
        case = upper_first(_case(outcome.step, shape, words))
        return _("{case}, theo quy tắc được {points} điểm.").format(case=case, points=points(outcome.points))
    if isinstance(shape, Composite):
        return _composite(shape, values, outcome, words)
    return _REASONS[type(shape)](shape, outcome, dict(outcome.facts), words)


def _linear(shape: LinearRatio, outcome: Scored, facts: Facts, words: Wording) -> str:
    return _of_rate(facts["rate"], ONE, outcome, words)


def _target(shape: TargetScaledRatio | Complement, outcome: Scored, facts: Facts, words: Wording) -> str:
    return _of_rate(facts["rate"], shape.target, outcome, words)


def _floor(shape: RatioFloorLinear, outcome: Scored, facts: Facts, words: Wording) -> str:
    if outcome.step != "below_floor":
        return _of_rate(facts["rate"], ONE, outcome, words)
    return _("Tỷ lệ {rate}, dưới mức sàn {floor}: 0 điểm.").format(
        rate=percent(facts["rate"], shape.floor), floor=percent(shape.floor)
    )


def _of_rate(rate: Decimal, target: Decimal, outcome: Scored, words: Wording) -> str:
    """Points in proportion to a rate."""
    shown = percent(rate, target)
    if outcome.step == "full":
        return _("Tỷ lệ {rate}, đạt mức {target}: điểm tối đa {points}.").format(
            rate=shown, target=percent(target), points=points(outcome.points)
        )
    if target == ONE:
        return _("Tỷ lệ {rate}: {rate} × {most} {points} điểm.").format(
            rate=shown, most=words.most, points=equals(outcome.points)
        )
    return _("Tỷ lệ {rate}, chưa đạt mức {target}: {rate} / {target} × {most} {points} điểm.").format(
        rate=shown, target=percent(target), most=words.most, points=equals(outcome.points)
    )


def _steps(shape: BandedSteps, outcome: Scored, facts: Facts, words: Wording) -> str:
    bounds = [band.at_least for band in shape.bands]
    measured = _("Tỷ lệ {rate}").format(rate=percent(facts["rate"], *bounds))
    return _in_band(measured, [percent(bound) for bound in bounds], bounds, outcome, facts)


def _interpolated(shape: BandedInterpolated, outcome: Scored, facts: Facts, words: Wording) -> str:
    if outcome.step != "between":
        bounds = [band.at_least for band in shape.bands]
        measured = _("Tỷ lệ {rate}").format(rate=percent(facts["rate"], *bounds))
        return _in_band(measured, [percent(bound) for bound in bounds], bounds, outcome, facts)
    high = next(place for place, band in enumerate(shape.bands) if facts["rate"] < band.at_least)
    low, above = shape.bands[high - 1], shape.bands[high]
    return _("Tỷ lệ {rate}, giữa {low} ({least} điểm) và {high} ({most} điểm): {points} điểm.").format(
        rate=percent(facts["rate"], low.at_least, above.at_least),
        low=percent(low.at_least),
        least=points(low.points),
        high=percent(above.at_least),
        most=points(above.points),
        points=points(outcome.points),
    )


def _count(shape: CountSteps, outcome: Scored, facts: Facts, words: Wording) -> str:
    bounds = [band.at_least for band in shape.bands]
    if "more" in facts:
        measured = _change(facts["more"])
    else:
        measured = _("Số lượng {count}").format(count=shown_number(facts["count"]))
    return _in_band(measured, [shown_number(bound) for bound in bounds], bounds, outcome, facts)


def _in_band(measured: str, shown: list[str], bounds: list[Decimal], outcome: Scored, facts: Facts) -> str:
    """The band that holds, or that none does. `shown` are the bounds in words."""
    if outcome.step == "below_bands":
        return _("{measured}, chưa đến {bound}: 0 điểm.").format(measured=measured, bound=shown[0])
    place = bounds.index(facts["at_least"])
    if outcome.step == "full":
        return _("{measured}, đạt mức {bound}: điểm tối đa {points}.").format(
            measured=measured, bound=shown[place], points=points(outcome.points)
        )
    return _("{measured}, đạt mức {bound}, chưa đến {next}: {points} điểm.").format(
        measured=measured, bound=shown[place], next=shown[place + 1], points=points(outcome.points)
    )


def _change(change: Decimal) -> str:
    if not change:
        return _("Không thay đổi")
    said = _("Tăng {change}") if change > 0 else _("Giảm {change}")
    return said.format(change=shown_number(abs(change)))


def _reduction(shape: ReductionVsBaseline, outcome: Scored, facts: Facts, words: Wording) -> str:
    reduction, target = percent(facts["reduction"], shape.target), percent(shape.target)
    said = {
        "full": _("Giảm {reduction}, đạt mức {target}: điểm tối đa {points}."),
        "not_reduced": _("Không giảm: {points} điểm."),
        "below_target": _("Giảm {reduction}, chưa đạt mức {target}: {points} điểm."),
        "in_proportion": _("Giảm {reduction}, chưa đạt mức {target}: {reduction} / {target} × {most} {equal} điểm."),
    }
    return said[outcome.step].format(
        reduction=reduction,
        target=target,
        most=words.most,
        points=points(outcome.points),
        equal=equals(outcome.points),
    )


def _year_on_year(shape: YoyCompare, outcome: Scored, facts: Facts, words: Wording) -> str:
    return _("{change}: {points} điểm.").format(change=_change(facts["change"]), points=points(outcome.points))


def _composite(shape: Composite, values: Values, outcome: Scored, words: Wording) -> str:
    said, applicable = [], ZERO
    for number, part in enumerate(shape.parts, 1):
        of_part = part.shape.score(values, part.max_score)
        if isinstance(of_part, Scored):
            applicable += part.max_score
            reason = _reason(part.shape, values, of_part, replace(words, max_score=part.max_score))
        else:
            reason = _("không áp dụng.")
        said.append(_("Phần {number}: {reason}").format(number=number, reason=reason))
    reached = sum((fact for _name, fact in outcome.facts), ZERO)
    if applicable == words.max_score:
        said.append(_("Cộng lại {points} điểm.").format(points=points(outcome.points)))
    else:
        said.append(
            _("Phần còn lại đạt {reached} trên {applicable}: {reached} / {applicable} × {most} {points} điểm.").format(
                reached=points(reached),
                applicable=points(applicable),
                most=words.most,
                points=equals(outcome.points),
            )
        )
    return " ".join(said)


def _checklist(shape: ChecklistSum, outcome: Scored, facts: Facts, words: Wording) -> str:
    said = {
        "full": _("Đạt cả {of} điều kiện: điểm tối đa {points}."),
        "some": _("Đạt {held} trong {of} điều kiện: {points} điểm."),
        "none": _("Không đạt điều kiện nào: {points} điểm."),
    }
    return said[outcome.step].format(
        held=shown_number(facts["held"]), of=shown_number(facts["of"]), points=points(outcome.points)
    )


def _compliance(shape: ComplianceCheck, outcome: Scored, facts: Facts, words: Wording) -> str:
    chosen = next(level for level in shape.levels if f"level:{level.code}" == outcome.step)
    return _("{level}: {points} điểm.").format(level=chosen.label or chosen.code, points=points(outcome.points))


def _deduction(shape: Deduction, outcome: Scored, facts: Facts, words: Wording) -> str:
    said = {
        "full": _("Không bị trừ: điểm tối đa {points}."),
        "deducted": _("Trừ {off}: {most} − {off} {equal} điểm."),
        "used_up": _("Trừ {off}, không dưới 0: {points} điểm."),
    }
    return said[outcome.step].format(
        off=points(facts["off"]), most=words.most, points=points(outcome.points), equal=equals(outcome.points)
    )


def _tri_state(shape: TriStatePerCase, outcome: Scored, facts: Facts, words: Wording) -> str:
    said = _("Trung bình {mean} trên 2 của {cases} trường hợp: {mean} / 2 × {most} {points} điểm.")
    if outcome.step == "full":
        said = _("Trung bình {mean} trên 2 của {cases} trường hợp: điểm tối đa {most}.")
    mean, cases = points(facts["mean"]), shown_number(facts["cases"])
    return said.format(mean=mean, cases=cases, most=words.most, points=equals(outcome.points))


def _survey(shape: SurveyScaled, outcome: Scored, facts: Facts, words: Wording) -> str:
    said = _("Bình quân {rate} của {answers} phiếu được tính: {rate} × {most} {points} điểm.")
    if outcome.step == "full":
        said = _("Bình quân {rate} của {answers} phiếu được tính: điểm tối đa {most}.")
    rate, answers = percent(facts["rate"], ONE), shown_number(facts["answers"])
    return said.format(rate=rate, answers=answers, most=words.most, points=equals(outcome.points))


def _external(shape: ExternalOnly, outcome: Scored, facts: Facts, words: Wording) -> str:
    return _("Lấy nguyên {points} điểm.").format(points=points(outcome.points))


_REASONS: dict[type[Shape], Callable[[Any, Scored, Facts, Wording], str]] = {
    LinearRatio: _linear,
    TargetScaledRatio: _target,
    RatioFloorLinear: _floor,
    BandedSteps: _steps,
    BandedInterpolated: _interpolated,
    ReductionVsBaseline: _reduction,
    CountSteps: _count,
    ChecklistSum: _checklist,
    ComplianceCheck: _compliance,
    Deduction: _deduction,
    YoyCompare: _year_on_year,
    SurveyScaled: _survey,
    IndexImport: _linear,  # its rate is index / full index
    TriStatePerCase: _tri_state,
    Complement: _target,
    ExternalOnly: _external,
}
