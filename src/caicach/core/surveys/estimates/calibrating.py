"""Weights fitted to known sizes: post-stratification for one margin, raking for more, and what that leaves over.

For one margin each category's weights are stretched to its size; for more the margins take turns (Deming and Stephan,
1940). The variance is that of residuals: from what is estimated, its weighted regression on the categories is taken
(Deville and Särndal, 1992), which here is sweeping out weighted means, margin after margin, until nothing moves.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from caicach.core.surveys.estimates.designs import Margin
from caicach.core.surveys.estimates.errors import BadDesign

_MOST_SWEEPS, _STILL = 10_000, 1e-14

Cell = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cells:
    """By the categories of all margins: the weights before, and by what each is multiplied."""

    weights: Mapping[Cell, float]
    factors: Mapping[Cell, float]


def fitted_cells(margins: Sequence[Margin], weights: Mapping[Cell, float]) -> Cells:
    """Refused where a category has a size and no answers, or answers and no size, or where sizes disagree."""
    for number, margin in enumerate(margins):
        seen = {cell[number] for cell in weights}
        if odd := sorted(seen ^ set(margin.sizes)):
            code = "category_without_size" if odd[0] in seen else "category_without_answers"
            raise BadDesign(code, column=margin.column, category=odd[0])
        if bad := sorted(name for name, size in margin.sizes.items() if not size > 0):
            raise BadDesign("size_not_above_zero", column=margin.column, category=bad[0])
    wholes = [sum(margin.sizes.values()) for margin in margins]
    if max(wholes) - min(wholes) > 1e-9 * max(wholes):
        raise BadDesign("sizes_disagree", least=min(wholes), most=max(wholes))
    factors = dict.fromkeys(weights, 1.0)
    for _ in range(_MOST_SWEEPS):
        if _stretch(margins, weights, factors) < _STILL:
            return Cells(dict(weights), factors)
    raise BadDesign("weights_do_not_settle")


def _stretch(margins: Sequence[Margin], weights: Mapping[Cell, float], factors: dict[Cell, float]) -> float:
    """One turn of all margins; by how much the farthest weight was moved, as a rate."""
    moved = 0.0
    for number, margin in enumerate(margins):
        held: dict[str, float] = defaultdict(float)
        for cell, weight in weights.items():
            held[cell[number]] += weight * factors[cell]
        for cell in factors:
            change = margin.sizes[cell[number]] / held[cell[number]]
            factors[cell] *= change
            moved = max(moved, abs(change - 1))
    return moved if len(margins) > 1 else 0.0


def swept_out(cells: Cells, sums: Sequence[float]) -> list[float]:
    """What the regression on the categories says of each cell; sums: weighted sums of the cells, in their order."""
    names, weights = list(cells.weights), list(cells.weights.values())
    fitted = [0.0] * len(names)
    for _ in range(_MOST_SWEEPS):
        moved = 0.0
        for number in range(len(names[0])):
            left, held = defaultdict[str, float](float), defaultdict[str, float](float)
            for at, name in enumerate(names):
                left[name[number]] += sums[at] - weights[at] * fitted[at]
                held[name[number]] += weights[at]
            for at, name in enumerate(names):
                change = left[name[number]] / held[name[number]]
                fitted[at] += change
                moved = max(moved, abs(change))
        if len(names[0]) == 1 or moved <= _STILL * max(map(abs, fitted)):
            break
    return fitted
