"""How a rule reads: made from its parameters alone, so that text and rule cannot part."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from caicach.core.scoring.criteria import Criterion, CriterionKind
from caicach.core.scoring.ratios import ONE, ZERO, Ratio, WhenNothing
from caicach.core.scoring.shapes.bands import Band, BandedInterpolated, BandedSteps, CountSteps
from caicach.core.scoring.shapes.base import Shape
from caicach.core.scoring.shapes.comparisons import ReductionVsBaseline, YoyCompare
from caicach.core.scoring.shapes.composite import Composite
from caicach.core.scoring.shapes.conditions import ChecklistSum, ComplianceCheck, Deduction, Penalty, TriStatePerCase
from caicach.core.scoring.shapes.outside import Answer, ExternalOnly, IndexImport, SurveyScaled
from caicach.core.scoring.shapes.proportions import Complement, LinearRatio, RatioFloorLinear, TargetScaledRatio
from caicach.criteria.sentences.full_marks import full_condition
from caicach.criteria.sentences.wording import Wording, lower_first, percent, points, upper_first


def rule_sentence(criterion: Criterion) -> str:
    """The rule of a leaf in the language of the reader."""
    words = Wording.of(criterion)
    if criterion.rule is None:
        said = _("Chưa biết cách chấm: người thẩm định cho điểm, từ 0 đến {most}.").format(most=words.most)
    elif criterion.only_full_mark:
        said = _(
            "Chỉ biết điều kiện đạt điểm tối đa {most}: {condition}. Dưới mức đó người thẩm định cho điểm."
        ).format(most=words.most, condition=full_condition(criterion.rule, words))
    else:
        said = shape_sentence(criterion.rule, words)
    outside = {
        CriterionKind.BONUS: _("Điểm thưởng, ngoài tổng điểm."),
        CriterionKind.PENALTY: _("Điểm trừ, ngoài tổng điểm."),
    }
    return f"{outside[criterion.kind]} {said}" if criterion.kind in outside else said


def shape_sentence(shape: Shape, words: Wording) -> str:
    """A shape with its parameters, for so many points."""
    return " ".join([_SENTENCES[type(shape)](shape, words), *_asides(shape, words)])


def _linear(shape: LinearRatio, words: Wording) -> str:
    return _("Điểm = {ratio} × {most}, không quá {most}.").format(ratio=words.ratio(shape.ratio), most=words.most)


def _target(shape: TargetScaledRatio, words: Wording) -> str:
    return _to_target(words.ratio(shape.ratio), shape.target, words)


def _complement(shape: Complement, words: Wording) -> str:
    bad = " − ".join(words.ratio(ratio) for ratio in shape.bad)
    return _to_target(f"(100% − {bad})", shape.target, words)


def _to_target(measure: str, target: Any, words: Wording) -> str:
    if target == ONE:
        return _("Điểm = {measure} × {most}.").format(measure=measure, most=words.most)
    return _("Điểm = {measure} / {target} × {most}; từ {target} trở lên đạt điểm tối đa {most}.").format(
        measure=measure, target=percent(target), most=words.most
    )


def _floor(shape: RatioFloorLinear, words: Wording) -> str:
    return _("Điểm = {ratio} × {most}, không quá {most}; dưới {floor} được 0 điểm.").format(
        ratio=words.ratio(shape.ratio), most=words.most, floor=percent(shape.floor)
    )


def _steps(shape: BandedSteps, words: Wording) -> str:
    bands = _descending(((percent(band.at_least), band) for band in shape.bands), is_rate=True)
    return _("Theo tỷ lệ {ratio}: {bands}.").format(ratio=words.ratio(shape.ratio), bands=bands)


def _count(shape: CountSteps, words: Wording) -> str:
    bands = _descending((points(band.at_least), band) for band in shape.bands)
    if shape.last_year:
        return _("Theo mức tăng của {count} so với {before}: {bands}.").format(
            count=words.label(shape.count), before=words.label(shape.last_year), bands=bands
        )
    return _("Theo {count}: {bands}.").format(count=words.label(shape.count), bands=bands)


def _descending(bounds: Iterable[tuple[str, Band]], *, is_rate: bool = False) -> str:
    """The bands from the highest on, and what lies below the lowest."""
    ascending = list(bounds)
    said = [
        _("từ {bound} được {points} điểm").format(bound=bound, points=points(band.points))
        for bound, band in reversed(ascending)
    ]
    is_below = not (is_rate and ascending[0][1].at_least <= 0)  # a rate is never below 0, a growth may be
    return "; ".join([*said, _("thấp hơn được 0 điểm")] if is_below else said)


def _interpolated(shape: BandedInterpolated, words: Wording) -> str:
    corners = "; ".join(
        _("{bound} được {points} điểm").format(bound=percent(band.at_least), points=points(band.points))
        for band in shape.bands
    )
    return _("Theo tỷ lệ {ratio}: {corners}; giữa hai mức tính theo đường thẳng; dưới {lowest} được 0 điểm.").format(
        ratio=words.ratio(shape.ratio), corners=corners, lowest=percent(shape.bands[0].at_least)
    )


def _reduction(shape: ReductionVsBaseline, words: Wording) -> str:
    said = (
        _(
            "Mức giảm = 1 − {now} / {baseline}; giảm từ {target} đạt điểm tối đa {most}; "
            "giảm ít hơn tính theo tỷ lệ; không giảm được 0 điểm."
        )
        if shape.is_proportional
        else _("Mức giảm = 1 − {now} / {baseline}; giảm từ {target} đạt điểm tối đa {most}; ít hơn được 0 điểm.")
    )
    return said.format(
        now=words.label(shape.now),
        baseline=words.label(shape.baseline),
        target=percent(shape.target),
        most=words.most,
    )


def _year_on_year(shape: YoyCompare, words: Wording) -> str:
    said = (
        _("So {now} với {before}: thấp hơn được {better} điểm; bằng được {equal} điểm; cao hơn được {worse} điểm.")
        if shape.is_less_better
        else _("So {now} với {before}: cao hơn được {better} điểm; bằng được {equal} điểm; thấp hơn được {worse} điểm.")
    )
    return said.format(
        now=words.label(shape.now),
        before=words.label(shape.before),
        better=points(shape.better),
        equal=points(shape.equal),
        worse=points(shape.worse),
    )


def _checklist(shape: ChecklistSum, words: Wording) -> str:
    held = "; ".join(f"{words.label(one.input)} ({points(one.points)})" for one in shape.conditions)
    return _("Cộng điểm của các điều kiện đạt được: {held}.").format(held=held)


def _compliance(shape: ComplianceCheck, words: Wording) -> str:
    levels = "; ".join(
        _("{bound} được {points} điểm").format(
            bound=lower_first(level.label or level.code), points=points(level.points)
        )
        for level in shape.levels
    )
    return _("Theo {input}: {levels}.").format(input=words.label(shape.level), levels=levels)


def _deduction(shape: Deduction, words: Wording) -> str:
    off = "".join(f" − {_penalty(one, words)}" for one in shape.penalties)
    return _("Điểm = {most}{off}; không dưới 0.").format(most=words.most, off=off)


def _penalty(one: Penalty, words: Wording) -> str:
    said = f"{words.label(one.count)} × {points(one.points_each)}"
    if one.at_most is None:
        return said
    return _("{penalty} (trừ nhiều nhất {most})").format(penalty=said, most=points(one.at_most))


def _tri_state(shape: TriStatePerCase, words: Wording) -> str:
    return _(
        "Mỗi trường hợp tính 2 ({better}), 1 ({equal}) hoặc 0 ({worse}); điểm = số trung bình / 2 × {most}."
    ).format(
        better=words.label(shape.better),
        equal=words.label(shape.equal),
        worse=words.label(shape.worse),
        most=words.most,
    )


def _survey(shape: SurveyScaled, words: Wording) -> str:
    answers = "; ".join(_answer(one, words) for one in shape.answers)
    return _("Điểm = bình quân các phiếu × {most}, trong đó {answers}.").format(most=words.most, answers=answers)


def _answer(one: Answer, words: Wording) -> str:
    if one.weight is None:
        return _("{answer} không tính").format(answer=words.label(one.count))
    return _("{answer} tính {weight}").format(answer=words.label(one.count), weight=percent(one.weight))


def _index(shape: IndexImport, words: Wording) -> str:
    return _("Điểm = {index} / {full} × {most}, không quá {most}.").format(
        index=words.label(shape.index), full=words.value(shape.index, shape.full_at), most=words.most
    )


def _external(shape: ExternalOnly, words: Wording) -> str:
    return _("Lấy {points}, từ 0 đến {most}; không tự chấm.").format(points=words.label(shape.points), most=words.most)


def _composite(shape: Composite, words: Wording) -> str:
    parts = [
        _("Phần {number} ({most} điểm): {sentence}").format(
            number=number,
            most=points(part.max_score),
            sentence=shape_sentence(part.shape, replace(words, max_score=part.max_score, is_part=True)),
        )
        for number, part in enumerate(shape.parts, 1)
    ]
    moved = _("Phần không áp dụng chuyển điểm cho các phần còn lại theo tỷ lệ.")
    return " ".join([_("Cộng điểm của {count} phần.").format(count=len(parts)), *parts, moved])


_SENTENCES: dict[type[Shape], Callable[[Any, Wording], str]] = {
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
    IndexImport: _index,
    TriStatePerCase: _tri_state,
    Complement: _complement,
    Composite: _composite,
    ExternalOnly: _external,
}


def _asides(shape: Shape, words: Wording) -> list[str]:
    """What holds where the whole of a ratio is missing or nothing. A whole of zero that only leaves points open,
    the usual case, is not said."""
    if isinstance(shape, TriStatePerCase):
        return _of_nothing(_("Không có trường hợp nào"), shape.when_nothing, words)
    ratios = shape.bad if isinstance(shape, Complement) else (getattr(shape, "ratio", None),)
    said = [one for ratio in ratios if ratio for one in _ratio_asides(ratio, words)]
    return list(dict.fromkeys(said))


def _ratio_asides(ratio: Ratio, words: Wording) -> list[str]:
    whole, said = words.label(ratio.whole), []
    if ratio.last_year:
        instead = words.label(ratio.last_year) + (f" / {ratio.last_year_parts}" if ratio.last_year_parts > 1 else "")
        said.append(
            _("{whole} chưa có hoặc bằng 0 thì lấy {instead}.").format(whole=upper_first(whole), instead=instead)
        )
    zero = _("{count} bằng 0").format(count=upper_first(whole))
    return said + _of_nothing(zero, ratio.when_nothing, words)


def _of_nothing(case: str, when: WhenNothing, words: Wording) -> list[str]:
    silent = _("{case}: phần này không áp dụng.") if words.is_part else _("{case}: tiêu chí không áp dụng.")
    said = {
        WhenNothing.NOT_APPLICABLE: silent.format(case=case),
        WhenNothing.FULL: _("{case}: đạt điểm tối đa {most}.").format(case=case, most=words.most),
        WhenNothing.ZERO: _("{case}: {points} điểm.").format(case=case, points=points(ZERO)),
    }
    return [said[when]] if when in said else []
