"""The closed list of the seventeen shapes of rules, by the names that sets of criteria use."""

from caicach.core.scoring.shapes.bands import BandedInterpolated, BandedSteps, CountSteps
from caicach.core.scoring.shapes.base import Shape
from caicach.core.scoring.shapes.comparisons import ReductionVsBaseline, YoyCompare
from caicach.core.scoring.shapes.composite import Composite
from caicach.core.scoring.shapes.conditions import ChecklistSum, ComplianceCheck, Deduction, TriStatePerCase
from caicach.core.scoring.shapes.outside import ExternalOnly, IndexImport, SurveyScaled
from caicach.core.scoring.shapes.proportions import Complement, LinearRatio, RatioFloorLinear, TargetScaledRatio

SHAPES: dict[str, type[Shape]] = {
    shape.name: shape
    for shape in (
        LinearRatio,
        TargetScaledRatio,
        RatioFloorLinear,
        BandedSteps,
        BandedInterpolated,
        ReductionVsBaseline,
        CountSteps,
        ChecklistSum,
        ComplianceCheck,
        Deduction,
        YoyCompare,
        SurveyScaled,
        IndexImport,
        TriStatePerCase,
        Complement,
        Composite,
        ExternalOnly,
    )
}
