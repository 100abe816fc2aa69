"""A criteria set of 120 leaves with the rules of the shipped sets, and invented figures for any number of agencies."""

from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

from caicach.core.scoring.criteria import CriteriaSet, Criterion, CriterionKind
from caicach.core.scoring.quick import Column
from caicach.core.scoring.ratios import Ratio
from caicach.core.scoring.shapes.bands import CountSteps
from caicach.core.scoring.shapes.comparisons import ReductionVsBaseline, YoyCompare
from caicach.core.scoring.shapes.composite import Composite
from caicach.core.scoring.shapes.conditions import ChecklistSum, ComplianceCheck, Deduction, TriStatePerCase
from caicach.core.scoring.shapes.outside import ExternalOnly, IndexImport, SurveyScaled
from caicach.core.scoring.shapes.proportions import Complement
from caicach.criteria.loading import shipped_set

LEAVES = 120
SHIPPED = ("department-2026", "commune-2026", "department-2025")
NOTHING_ONE_IN, MISSING_ONE_IN = 500, 500
"""How seldom there is nothing of which a part could be done, and how seldom a figure misses where some do."""

Row = dict[str, Any]


def set_of_leaves() -> CriteriaSet:
    """The trees of the shipped sets side by side, and what stands outside the total of the first one."""
    trees = [_renamed(tree, key) for key in SHIPPED for tree in shipped_set(key).criteria]
    within = [tree for tree in trees if tree.kind is CriterionKind.NORMAL]
    outside = [tree for tree in trees if tree.kind is not CriterionKind.NORMAL and tree.code.startswith(SHIPPED[0])]
    most = sum((tree.max_score for tree in within), Decimal(0))
    made = replace(shipped_set(SHIPPED[0]), criteria=(*within, *outside), max_score=most, examples=())
    assert sum(1 for _ in made.leaves()) == LEAVES
    return made


def figures_of(criteria_set: CriteriaSet, agencies: int, *, some_miss: bool = False) -> dict[str, Column]:
    """The same each time; the first agencies have the same figures however many follow."""
    return {leaf.code: _column(leaf, agencies, some_miss=some_miss) for leaf in criteria_set.leaves()}


def _renamed(criterion: Criterion, key: str) -> Criterion:
    children = tuple(_renamed(child, key) for child in criterion.children)
    return replace(criterion, code=f"{key}/{criterion.code}", children=children)


def _column(leaf: Criterion, agencies: int, *, some_miss: bool) -> Column:
    assert leaf.rule is not None
    dice, names = Random(leaf.code), leaf.rule.inputs()
    column: dict[str, list[Any]] = {name: [] for name in names}
    for _ in range(agencies):
        row = _row(leaf.rule, leaf.max_score, dice)
        for name in names:
            column[name].append(None if some_miss and dice.randrange(MISSING_ONE_IN) == 0 else row[name])
    return column


def _row(shape: Any, top: Decimal, dice: Random) -> Row:
    match shape:
        case Composite():
            return {name: one for part in shape.parts for name, one in _row(part.shape, top, dice).items()}
        case ChecklistSum():
            return {condition.input: dice.random() < 0.8 for condition in shape.conditions}
        case ComplianceCheck():
            return {shape.level: dice.choice(shape.levels).code}
        case CountSteps() | Deduction():
            return {name: Decimal(dice.choice((0, 0, 0, 1, 1, 2, 3))) for name in shape.inputs()}
        case YoyCompare() | ReductionVsBaseline():
            return {name: Decimal(dice.randrange(80, 120)) for name in shape.inputs()}
        case TriStatePerCase() | SurveyScaled():
            return {name: Decimal(dice.randrange(300)) for name in shape.inputs()}
        case IndexImport() | ExternalOnly():
            most = shape.full_at if isinstance(shape, IndexImport) else top
            return {name: (most * dice.randrange(60, 101) / 100).quantize(Decimal("0.01")) for name in shape.inputs()}
        case Complement():
            return _parts(shape.bad, dice, least=0, most=15)
        case _:
            return _parts((shape.ratio,), dice, least=50, most=104)


def _parts(ratios: tuple[Ratio, ...], dice: Random, *, least: int, most: int) -> Row:
    """The wholes, and so many hundredths of them as parts; more than all happens too."""
    row: Row = {}
    whole = Decimal(0 if dice.randrange(NOTHING_ONE_IN) == 0 else dice.randrange(20, 2000))
    for ratio in ratios:
        row |= {name: whole for name in (ratio.whole, ratio.other_whole) if name}
        row[ratio.part] = (whole * dice.randrange(least, most) / 100).to_integral_value()
        row |= {ratio.correction: Decimal(dice.randrange(80, 101)) / 100} if ratio.correction else {}
        row |= {ratio.last_year: whole * ratio.last_year_parts} if ratio.last_year else {}
    return row
