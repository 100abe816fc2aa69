"""The same rules as formulas of a workbook, as a province keeps them today: figures, points and sums on one sheet.

A cell of points holds a number, "?" where a figure misses or "na" where the criterion does not concern the agency.
The values stored with the formulas are all wrong, so that whoever reads a right one knows that it was calculated.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from caicach.core.scoring.criteria import CriteriaSet, Criterion, CriterionKind, WhenNotApplicable
from caicach.core.scoring.quick import Column
from caicach.core.scoring.ratios import ONE, Ratio, WhenNothing
from caicach.core.scoring.shapes.bands import Band, BandedInterpolated, BandedSteps, CountSteps
from caicach.core.scoring.shapes.base import Shape
from caicach.core.scoring.shapes.comparisons import ReductionVsBaseline, YoyCompare
from caicach.core.scoring.shapes.composite import Composite
from caicach.core.scoring.shapes.conditions import ChecklistSum, ComplianceCheck, Deduction, TriStatePerCase
from caicach.core.scoring.shapes.outside import ExternalOnly, IndexImport, SurveyScaled
from caicach.core.scoring.shapes.proportions import Complement, LinearRatio, RatioFloorLinear, TargetScaledRatio

WRONG = -1
TOTAL = "total"

Cells = Mapping[str, str]
"""The column of an input, with a `#` for the number of the row, by its name."""


@dataclass
class Sheet:
    """Columns from left to right: figures as they are, formulas with `#` for the number of the row."""

    columns: list[Sequence[Any] | str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, column: Sequence[Any] | str) -> str:
        """Put a column to the right of the others, and tell how a formula names its cell."""
        self.places[name] = len(self.columns)
        self.columns.append(column)
        return f"{xl_col_to_name(self.places[name])}#"


def write_workbook(criteria_set: CriteriaSet, figures: Mapping[str, Column], agencies: int, path: Path) -> Sheet:
    """Write the workbook; the sheet says in which column the points of a node stand."""
    sheet = Sheet()
    cells = {leaf.code: _leaf(sheet, leaf, figures[leaf.code]) for leaf in criteria_set.leaves()}
    within = [_node(sheet, one, cells) for one in criteria_set.criteria if one.kind is CriterionKind.NORMAL]
    sheet.add(TOTAL, f"SUM({','.join(within)})")
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        page = book.add_worksheet()
        for row in range(agencies):
            for place, column in enumerate(sheet.columns):
                if isinstance(column, str):
                    page.write_formula(row, place, "=" + column.replace("#", str(row + 1)), None, WRONG)
                elif (value := column[row]) is not None:
                    page.write(row, place, float(value) if isinstance(value, Decimal) else value)
    return sheet


def _leaf(sheet: Sheet, leaf: Criterion, column: Column) -> str:
    cells = {name: sheet.add(f"{leaf.code} {name}", values) for name, values in column.items()}
    formula = _points(sheet, leaf.code, leaf.rule, leaf.max_score, cells)
    if leaf.when_not_applicable is WhenNotApplicable.FULL_MARKS:
        formula = f'IF({formula}="na",{leaf.max_score},{formula})'
    return sheet.add(leaf.code, formula)


def _node(sheet: Sheet, node: Criterion, cells: Cells) -> str:
    """A parent is the sum of its children; a moved leaf that does not apply leaves its points to the others."""
    if node.is_leaf:
        return cells[node.code]
    below = [_node(sheet, child, cells) for child in node.children]
    formula = f"SUM({','.join(below)})"
    pairs = list(zip(node.children, below, strict=True))
    moved = [(child, cell) for child, cell in pairs if child.when_not_applicable is WhenNotApplicable.MOVED]
    if moved:
        left = "+".join(f'IF({cell}="na",0,{child.max_score})' for child, cell in pairs)
        gone = "+".join(f'IF({cell}="na",{child.max_score},0)' for child, cell in moved)
        formula = f"{formula}*IF({left}>0,({left}+{gone})/({left}),1)"
    return sheet.add(node.code, formula)


def _points(sheet: Sheet, code: str, shape: Shape | None, top: Decimal, cells: Cells) -> str:
    assert shape is not None
    needed = [cells[name] for name in _needed(shape)]
    every, count = ",".join(needed), len(needed)
    match shape:
        case LinearRatio() | TargetScaledRatio() | RatioFloorLinear() | BandedSteps() | BandedInterpolated():
            return _of_ratio(shape.ratio, cells, top, _of_part_and_whole(shape, top))
        case CountSteps():
            measure = f"({'-'.join(needed)})"
            return f'IF(COUNT({every})<{count},"?",{_in_bands(measure, shape.bands)})'
        case ChecklistSum():
            held = "+".join(f"IF({cells[one.input]},{one.points},0)" for one in shape.conditions)
            return f'IF(COUNTA({every})<{count},"?",{held})'
        case ComplianceCheck():
            chosen = '"?"'
            for level in shape.levels:
                chosen = f'IF({cells[shape.level]}="{level.code}",{level.points},{chosen})'
            return chosen
        case Composite():
            return _of_parts(sheet, code, shape, top, cells)
        case _:
            return f'IF(COUNT({every})<{count},"?",{_of_figures(shape, top, cells)})'


def _of_part_and_whole(shape: Any, top: Decimal) -> str:
    """The points of a ratio that is there, with `part` and `whole` for its cells."""
    match shape:
        case TargetScaledRatio():
            return _scaled("part", "whole", shape.target, top)
        case RatioFloorLinear():
            return f"IF(part/whole<{shape.floor},0,{_scaled('part', 'whole', ONE, top)})"
        case BandedSteps():
            return _in_bands("part/whole", shape.bands)
        case BandedInterpolated():
            return _on_lines("part/whole", shape.bands)
        case _:
            return _scaled("part", "whole", ONE, top)


def _needed(shape: Shape) -> list[str]:
    """The inputs that must not miss; answers that are left out may."""
    if isinstance(shape, SurveyScaled):
        return [answer.count for answer in shape.answers if answer.weight is not None]
    return list(shape.inputs())


def _of_figures(shape: Any, top: Decimal, cells: Cells) -> str:
    """The points where no figure misses."""
    match shape:
        case Deduction():
            lost = [(f"{cells[one.count]}*{one.points_each}", one.at_most) for one in shape.penalties]
            off = "-".join(one if most is None else f"MIN({one},{most})" for one, most in lost)
            return f"MAX(0,{top}-{off})"
        case YoyCompare():
            now, before = (shape.before, shape.now) if shape.is_less_better else (shape.now, shape.before)
            worse = f"IF({cells[now]}={cells[before]},{shape.equal},{shape.worse})"
            return f"IF({cells[now]}>{cells[before]},{shape.better},{worse})"
        case ReductionVsBaseline(is_proportional=True):
            less = f"MAX(0,1-{cells[shape.now]}/{cells[shape.baseline]})"
            return f'IF({cells[shape.baseline]}<=0,"?",{_scaled(less, "1", shape.target, top)})'
        case SurveyScaled():
            counted = [(cells[one.count], one.weight) for one in shape.answers if one.weight is not None]
            total = "+".join(cell for cell, _ in counted)
            worth = "+".join(f"{cell}*{weight}" for cell, weight in counted)
            return f'IF({total}=0,"?",({worth})*{top}/({total}))'
        case TriStatePerCase():
            better, equal, worse = (cells[name] for name in shape.inputs())
            total = f"({better}+{equal}+{worse})"
            return f"IF({total}=0,{_nothing(shape.when_nothing, top)},(2*{better}+{equal})/{total}*{top}/2)"
        case IndexImport():
            return _scaled(cells[shape.index], str(shape.full_at), ONE, top)
        case ExternalOnly():
            return cells[shape.points]
        case Complement() if all(one.when_nothing is WhenNothing.MISSING for one in shape.bad):
            bad = "-".join(f"{cells[one.part]}/{cells[one.whole]}" for one in shape.bad)
            empty = "+".join(f"({cells[one.whole]}<=0)" for one in shape.bad)
            return f'IF({empty}>0,"?",{_scaled(f"MAX(0,1-{bad})", "1", shape.target, top)})'
    raise NotImplementedError(f"no formula for {shape}")


def _of_ratio(ratio: Ratio, cells: Cells, top: Decimal, formula: str) -> str:
    """The formula with `part` and `whole` in it, where there is a whole and nothing misses."""
    if ratio.last_year:
        raise NotImplementedError("no formula for last year's whole")
    wholes = [cells[name] for name in (ratio.whole, ratio.other_whole) if name]
    parts = [cells[name] for name in (ratio.part, ratio.correction) if name]
    whole = wholes[0] if len(wholes) == 1 else f"MAX({','.join(wholes)})"
    formula = formula.replace("part", "*".join(parts)).replace("whole", whole)
    known = f'IF(COUNT({",".join(parts)})<{len(parts)},"?",{formula})'
    some = f"IF({whole}<=0,{_nothing(ratio.when_nothing, top)},{known})"
    return f'IF(COUNT({",".join(wholes)})<{len(wholes)},"?",{some})'


def _nothing(meaning: WhenNothing, top: Decimal) -> str:
    signs = {WhenNothing.MISSING: '"?"', WhenNothing.NOT_APPLICABLE: '"na"', WhenNothing.ZERO: "0"}
    return signs.get(meaning, str(top))


def _scaled(part: str, whole: str, target: Decimal, top: Decimal) -> str:
    wanted = whole if target == ONE else f"({whole}*{target})"
    return f"IF({part}>={wanted},{top},{part}*{top}/{wanted})"


def _in_bands(measure: str, bands: Sequence[Band]) -> str:
    formula = "0"
    for band in bands:
        formula = f"IF({measure}>={band.at_least},{band.points},{formula})"
    return formula


def _on_lines(measure: str, bands: Sequence[Band]) -> str:
    formula = "0"
    for low, high in zip(bands, bands[1:], strict=False):
        run, rise = high.at_least - low.at_least, high.points - low.points
        line = f"{low.points}+({measure}-{low.at_least})/{run}*{rise}"
        formula = f"IF({measure}>={low.at_least},{line},{formula})"
    return f"IF({measure}>={bands[-1].at_least},{bands[-1].points},{formula})"


def _of_parts(sheet: Sheet, code: str, shape: Composite, top: Decimal, cells: Cells) -> str:
    """Each part stands in a column of its own; one that does not apply leaves its points to the others."""
    parts = []
    for number, part in enumerate(shape.parts, 1):
        name = f"{code} part {number}"
        parts.append((sheet.add(name, _points(sheet, name, part.shape, part.max_score, cells)), part.max_score))
    every = ",".join(cell for cell, _ in parts)
    left = "+".join(f"IF(ISNUMBER({cell}),{most},0)" for cell, most in parts)
    missing = "+".join(f'({cell}="?")' for cell, _ in parts)
    return f'IF({missing}>0,"?",IF(COUNT({every})=0,"na",SUM({every})*{top}/({left})))'
