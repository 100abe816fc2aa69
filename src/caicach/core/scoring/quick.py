"""The quick ways of the shapes for many agencies at once: plain lists instead of calls and small objects.

Each gives, for every agency, the points and the step that `Shape.score` gives. A row that is not a usual one (something
misses or is below zero, a whole is zero) is named and goes the long way.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from itertools import pairwise, repeat
from operator import add, mul, sub, truediv
from typing import Any, NamedTuple

from caicach.core.scoring.ratios import ONE, ZERO, Ratio
from caicach.core.scoring.shapes.bands import BandedInterpolated, BandedSteps, CountSteps
from caicach.core.scoring.shapes.base import Shape
from caicach.core.scoring.shapes.comparisons import ReductionVsBaseline, YoyCompare
from caicach.core.scoring.shapes.composite import Composite
from caicach.core.scoring.shapes.conditions import TriStatePerCase
from caicach.core.scoring.shapes.outside import IndexImport, SurveyScaled
from caicach.core.scoring.shapes.proportions import Complement, LinearRatio, RatioFloorLinear, TargetScaledRatio

Column = Mapping[str, Sequence[Any]]
"""The values of a leaf, by the name of the input: one entry for each agency, in the same order everywhere."""

Points = list[Decimal]
Figures = Mapping[str, Sequence[Decimal]]


class Quick(NamedTuple):
    """Points and steps of all rows. What stands at a place in `unusual` means nothing: that row goes the long way."""

    points: Points
    steps: list[str]
    unusual: set[int]


def quickly(shape: Shape, column: Column, max_score: Decimal) -> Quick | None:
    """Points and steps of a column, or None where the shape has no quick way for these inputs."""
    way, names = _WAYS.get(type(shape)), shape.inputs()
    if way is None or not set(names) <= column.keys():
        return None
    figures, holes = _usual_figures({name: column[name] for name in names})
    found = way(shape, figures, max_score)
    return found and Quick(found.points, found.steps, found.unusual | holes)


def _usual_figures(column: Column) -> tuple[Figures, set[int]]:
    """The column with a one at each place that is not usual: to calculate with it is cheaper than to step over it."""
    holes: set[int] = set()
    if not _are_usual(column):  # most often because something misses, so that is looked for first
        holes = {place for values in column.values() for place, value in enumerate(values) if value is None}
        column = _filled(column, holes)
    if not _are_usual(column):
        strange = (
            place
            for values in column.values()
            for place, value in enumerate(values)
            if not isinstance(value, Decimal) or value.is_signed()
        )
        holes |= set(strange)
        column = _filled(column, holes)
    return column, holes


def _are_usual(column: Column) -> bool:
    """Whether all are figures not below zero; asked in the quickest way there is, since it is asked for each cell."""
    try:
        return not any(any(map(Decimal.is_signed, values)) for values in column.values())
    except TypeError:
        return False


def _filled(column: Column, holes: set[int]) -> Column:
    return {name: _with_ones(values, holes) for name, values in column.items()}


def _with_ones(values: Sequence[Any], places: set[int]) -> list[Any]:
    filled = list(values)
    for place in places:
        filled[place] = ONE
    return filled


def added(columns: Iterable[Iterable[Decimal]]) -> Points:
    """The sum of each row, from the first column to the last."""
    return list(reduce(lambda held, more: list(map(add, held, more)), columns))


def _of_ratio(ratio: Ratio, figures: Figures) -> tuple[Sequence[Decimal], Sequence[Decimal], set[int]]:
    """Parts, wholes, and where the whole is zero; last year's stands in there only, and that is the long way."""
    parts, wholes = figures[ratio.part], figures[ratio.whole]
    if ratio.other_whole:
        wholes = list(map(max, wholes, figures[ratio.other_whole]))
    if ratio.correction:
        parts = list(map(mul, parts, figures[ratio.correction]))
    wholes, zeros = _without_zeros(wholes)
    return parts, wholes, zeros


def _without_zeros(values: Sequence[Decimal]) -> tuple[Sequence[Decimal], set[int]]:
    if all(values):
        return values, set()
    zeros = {place for place, value in enumerate(values) if not value}
    return _with_ones(values, zeros), zeros


def _up_to(parts: Iterable[Decimal], wanted: Iterable[Decimal], top: Decimal, unusual: set[int]) -> Quick:
    """All points from what is wanted on, below it in proportion."""
    points = [part * top / most if part < most else top for part, most in zip(parts, wanted, strict=False)]
    return Quick(points, ["full" if one is top else "in_proportion" for one in points], unusual)


def _linear(shape: LinearRatio, figures: Figures, top: Decimal) -> Quick:
    parts, wholes, zeros = _of_ratio(shape.ratio, figures)
    return _up_to(parts, wholes, top, zeros)


def _to_target(shape: TargetScaledRatio, figures: Figures, top: Decimal) -> Quick:
    parts, wholes, zeros = _of_ratio(shape.ratio, figures)
    return _up_to(parts, wholes if shape.target == ONE else map(mul, wholes, repeat(shape.target)), top, zeros)


def _from_floor(shape: RatioFloorLinear, figures: Figures, top: Decimal) -> Quick:
    parts, wholes, zeros = _of_ratio(shape.ratio, figures)
    found = _up_to(parts, wholes, top, zeros)
    for place, rate in enumerate(map(truediv, parts, wholes)):
        if rate < shape.floor:
            found.points[place], found.steps[place] = ZERO, "below_floor"
    return found


def _of_bad_shares(shape: Complement, figures: Figures, top: Decimal) -> Quick:
    ratios = [_of_ratio(ratio, figures) for ratio in shape.bad]
    bad = added(map(truediv, parts, wholes) for parts, wholes, _ in ratios)
    good = [ONE - share if share < ONE else ZERO for share in bad]
    return _up_to(good, repeat(shape.target), top, set().union(*(zeros for _, _, zeros in ratios)))


def _in_bands(shape: BandedSteps, figures: Figures, top: Decimal) -> Quick:
    parts, wholes, zeros = _of_ratio(shape.ratio, figures)
    return _fixed(shape, map(truediv, parts, wholes), zeros)


def _of_count(shape: CountSteps, figures: Figures, top: Decimal) -> Quick:
    counts = figures[shape.count]
    return _fixed(shape, map(sub, counts, figures[shape.last_year]) if shape.last_year else counts, set())


def _fixed(shape: BandedSteps | CountSteps, measures: Iterable[Decimal], unusual: set[int]) -> Quick:
    bounds = [band.at_least for band in shape.bands]
    points = [ZERO, *(band.points for band in shape.bands)]
    steps = ["below_bands", *["in_band"] * (len(bounds) - 1), "full"]
    places = [bisect_right(bounds, measure) for measure in measures]
    return Quick([points[place] for place in places], [steps[place] for place in places], unusual)


def _between_corners(shape: BandedInterpolated, figures: Figures, top: Decimal) -> Quick:
    parts, wholes, zeros = _of_ratio(shape.ratio, figures)
    rates = list(map(truediv, parts, wholes))
    bounds = [band.at_least for band in shape.bands]
    steps = ["below_bands", *["between"] * (len(bounds) - 1), "full"]
    lines = [(low, high.at_least - low.at_least, high.points - low.points) for low, high in pairwise(shape.bands)]
    places = [bisect_right(bounds, rate) for rate in rates]
    points = [ZERO if place == 0 else shape.bands[-1].points for place in places]
    for at, place in enumerate(places):
        if 0 < place < len(bounds):
            low, run, rise = lines[place - 1]
            points[at] = low.points + (rates[at] - low.at_least) / run * rise
    return Quick(points, [steps[place] for place in places], zeros)


def _over_the_year(shape: YoyCompare, figures: Figures, top: Decimal) -> Quick:
    more, less = ("worse", "better") if shape.is_less_better else ("better", "worse")
    pairs = zip(figures[shape.now], figures[shape.before], strict=True)
    steps = [more if now > before else "equal" if now == before else less for now, before in pairs]
    of_step = {"better": shape.better, "equal": shape.equal, "worse": shape.worse}
    return Quick([of_step[step] for step in steps], steps, set())


def _less_than_before(shape: ReductionVsBaseline, figures: Figures, top: Decimal) -> Quick:
    baselines, zeros = _without_zeros(figures[shape.baseline])
    kept = map(truediv, figures[shape.now], baselines)
    found = _up_to(map(sub, repeat(ONE), kept), repeat(shape.target), top, zeros)
    for place, (points, step) in enumerate(zip(found.points, found.steps, strict=True)):
        if step != "full" and (points <= ZERO or not shape.is_proportional):
            found.points[place] = ZERO
            found.steps[place] = "not_reduced" if points <= ZERO else "below_target"
    return found


def _of_index(shape: IndexImport, figures: Figures, top: Decimal) -> Quick:
    return _up_to(figures[shape.index], repeat(shape.full_at), top, set())


def _of_answers(shape: SurveyScaled, figures: Figures, top: Decimal) -> Quick:
    counted = [(figures[answer.count], answer.weight) for answer in shape.answers if answer.weight is not None]
    totals, zeros = _without_zeros(added(counts for counts, _ in counted))
    worth = added(counts if weight == ONE else map(mul, counts, repeat(weight)) for counts, weight in counted if weight)
    return _up_to(worth, totals, top, zeros)


def _of_cases(shape: TriStatePerCase, figures: Figures, top: Decimal) -> Quick:
    better, equal, worse = (figures[name] for name in shape.inputs())
    cases, zeros = _without_zeros(added((better, equal, worse)))
    two = Decimal(2)
    means = list(map(truediv, added((map(mul, repeat(two), better), equal)), cases))
    steps = ["full" if mean == two else "in_proportion" for mean in means]
    return Quick([mean * top / two for mean in means], steps, zeros)


def _of_parts(shape: Composite, figures: Figures, top: Decimal) -> Quick | None:
    parts = [quickly(part.shape, figures, part.max_score) for part in shape.parts]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    applicable = sum((part.max_score for part in shape.parts), ZERO)
    sums = added(part.points for part in known)
    steps = ["full" if one == applicable else "sum_of_parts" for one in sums]
    return Quick([one * top / applicable for one in sums], steps, set().union(*(part.unusual for part in known)))


_WAYS: dict[type[Shape], Callable[[Any, Figures, Decimal], Quick | None]] = {
    LinearRatio: _linear,
    TargetScaledRatio: _to_target,
    RatioFloorLinear: _from_floor,
    BandedSteps: _in_bands,
    BandedInterpolated: _between_corners,
    ReductionVsBaseline: _less_than_before,
    CountSteps: _of_count,
    YoyCompare: _over_the_year,
    SurveyScaled: _of_answers,
    IndexImport: _of_index,
    TriStatePerCase: _of_cases,
    Complement: _of_bad_shares,
    Composite: _of_parts,
}
