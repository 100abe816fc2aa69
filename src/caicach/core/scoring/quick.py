"""The quick ways of the shapes for many agencies at once: plain lists instead of calls and small objects.

Each gives, for every agency, the points and the step that `Shape.score` gives, or no step where the row is not a usual
one (something misses, a whole is zero); those rows go the long way.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from operator import add
from typing import Any

from caicach.core.scoring.ratios import ONE, ZERO, Ratio
from caicach.core.scoring.shapes.bands import BandedSteps
from caicach.core.scoring.shapes.base import Shape
from caicach.core.scoring.shapes.comparisons import YoyCompare
from caicach.core.scoring.shapes.composite import Composite
from caicach.core.scoring.shapes.outside import IndexImport, SurveyScaled
from caicach.core.scoring.shapes.proportions import LinearRatio, RatioFloorLinear, TargetScaledRatio

Column = Mapping[str, Sequence[Any]]
"""The values of a leaf, by the name of the input: one entry for each agency, in the same order everywhere."""

Rates = list[Decimal | None]
Quick = tuple[Rates, list[str]]
"""Points and steps; no points and the step "" for a row that is not a usual one."""


def quickly(shape: Shape, column: Column, max_score: Decimal) -> Quick | None:
    """Points and steps of a column, or None where the shape has no quick way for these inputs."""
    way = _WAYS.get(type(shape))
    if way is None or not set(shape.inputs()) <= column.keys():
        return None
    return way(shape, column, max_score)


def _of_ratio(ratio: Ratio, column: Column) -> Rates | None:
    """part / whole of each agency; a ratio with modifiers has no quick way."""
    if ratio.inputs() != (ratio.part, ratio.whole):
        return None
    pairs = zip(column[ratio.part], column[ratio.whole], strict=True)
    return [part / whole if part is not None and whole else None for part, whole in pairs]


def _proportional(parts: Sequence[Any], wholes: Sequence[Any], target: Decimal, top: Decimal) -> Quick:
    """All points from whole × target on, below it part × maximum / (whole × target)."""
    if target != ONE:
        wholes = [whole and whole * target for whole in wholes]
    points = [
        (part * top / whole if part < whole else top) if part is not None and whole else None
        for part, whole in zip(parts, wholes, strict=True)
    ]
    return points, ["full" if one is top else "" if one is None else "in_proportion" for one in points]


def _of_plain(ratio: Ratio, column: Column, target: Decimal, top: Decimal) -> Quick | None:
    """A ratio with modifiers has no quick way."""
    if ratio.inputs() != (ratio.part, ratio.whole):
        return None
    return _proportional(column[ratio.part], column[ratio.whole], target, top)


def _linear(shape: Any, column: Column, top: Decimal) -> Quick | None:
    return _of_plain(shape.ratio, column, ONE, top)


def _to_target(shape: Any, column: Column, top: Decimal) -> Quick | None:
    return _of_plain(shape.ratio, column, shape.target, top)


def _from_floor(shape: Any, column: Column, top: Decimal) -> Quick | None:
    rates, found = _of_ratio(shape.ratio, column), _linear(shape, column, top)
    if rates is None or found is None:
        return None
    points, steps = found
    for place, rate in enumerate(rates):
        if rate is not None and rate < shape.floor:
            points[place], steps[place] = ZERO, "below_floor"
    return points, steps


def _in_bands(shape: Any, column: Column, top: Decimal) -> Quick | None:
    rates = _of_ratio(shape.ratio, column)
    if rates is None:
        return None
    bounds = [band.at_least for band in shape.bands]
    of_band: Rates = [ZERO, *(band.points for band in shape.bands)]
    says = ["below_bands", *["in_band"] * (len(bounds) - 1), "full", ""]
    places = [-1 if rate is None else bisect_right(bounds, rate) for rate in rates]
    return [None if place < 0 else of_band[place] for place in places], [says[place] for place in places]


def _over_the_year(shape: Any, column: Column, top: Decimal) -> Quick:
    more, less = ("worse", "better") if shape.is_less_better else ("better", "worse")
    pairs = zip(column[shape.now], column[shape.before], strict=True)
    steps = [
        "" if now is None or before is None else more if now > before else "equal" if now == before else less
        for now, before in pairs
    ]
    of_step: dict[str, Decimal | None] = {
        "better": shape.better, "equal": shape.equal, "worse": shape.worse, "": None,
    }  # fmt: skip
    return [of_step[step] for step in steps], steps


def _of_index(shape: Any, column: Column, top: Decimal) -> Quick:
    indices = column[shape.index]
    return _proportional(indices, [shape.full_at] * len(indices), ONE, top)


def _of_answers(shape: Any, column: Column, top: Decimal) -> Quick | None:
    counted = [(column[answer.count], answer.weight) for answer in shape.answers if answer.weight is not None]
    totals, sums = [ZERO] * len(counted[0][0]), [ZERO] * len(counted[0][0])
    try:  # looking for what misses first would take as long as adding
        for counts, weight in counted:
            totals = list(map(add, totals, counts))
            if weight:
                sums = list(map(add, sums, counts if weight == ONE else [count * weight for count in counts]))
    except TypeError:
        return None
    return _proportional(sums, totals, ONE, top)


def _of_parts(shape: Any, column: Column, top: Decimal) -> Quick | None:
    parts = [quickly(part.shape, column, part.max_score) for part in shape.parts]
    applicable = sum((part.max_score for part in shape.parts), ZERO)
    sums = [ZERO] * len(next(iter(column.values())))
    for part in parts:
        if part is None or "" in part[1]:
            return None
        sums = list(map(add, sums, part[0]))
    steps = ["full" if one == applicable else "sum_of_parts" for one in sums]
    return [one * top / applicable for one in sums], steps


_WAYS: dict[type[Shape], Callable[[Any, Column, Decimal], Quick | None]] = {
    LinearRatio: _linear,
    TargetScaledRatio: _to_target,
    RatioFloorLinear: _from_floor,
    BandedSteps: _in_bands,
    YoyCompare: _over_the_year,
    IndexImport: _of_index,
    SurveyScaled: _of_answers,
    Composite: _of_parts,
}
