"""One rule of each shape, with values that it understands, for what has to hold of all of them."""

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

from caicach.core.scoring.ratios import Ratio, WhenNothing
from caicach.core.scoring.shapes.bands import Band, BandedInterpolated, BandedSteps, CountSteps
from caicach.core.scoring.shapes.base import Shape
from caicach.core.scoring.shapes.comparisons import ReductionVsBaseline, YoyCompare
from caicach.core.scoring.shapes.composite import Composite, Part
from caicach.core.scoring.shapes.conditions import (
    ChecklistSum,
    ComplianceCheck,
    Condition,
    Deduction,
    Level,
    Penalty,
    TriStatePerCase,
)
from caicach.core.scoring.shapes.outside import Answer, ExternalOnly, IndexImport, SurveyScaled
from caicach.core.scoring.shapes.proportions import Complement, LinearRatio, RatioFloorLinear, TargetScaledRatio

COUNTS = st.integers(0, 5000).map(Decimal)
INDEX = st.decimals(0, 100, places=2)
RATIO = Ratio(part="a", whole="b")


@dataclass(frozen=True)
class Case:
    """better, worse: inputs of which more never costs points, or never brings any."""

    shape: Shape
    max_score: Decimal
    values: dict[str, st.SearchStrategy]
    better: tuple[str, ...] = ()
    worse: tuple[str, ...] = ()


def _counts(*names: str) -> dict[str, st.SearchStrategy]:
    return dict.fromkeys(names, COUNTS)


CASES = {
    case.shape.name: case
    for case in (
        Case(LinearRatio(ratio=RATIO), Decimal("1.5"), _counts("a", "b"), ("a",), ("b",)),
        Case(TargetScaledRatio(ratio=RATIO, target=Decimal("0.8")), Decimal(4), _counts("a", "b"), ("a",), ("b",)),
        Case(RatioFloorLinear(ratio=RATIO, floor=Decimal("0.8")), Decimal("1.5"), _counts("a", "b"), ("a",), ("b",)),
        Case(
            BandedSteps(
                ratio=RATIO,
                bands=(
                    Band(at_least=Decimal("0.5"), points=Decimal("0.25")),
                    Band(at_least=Decimal("0.7"), points=Decimal("0.5")),
                    Band(at_least=Decimal("0.8"), points=Decimal(1)),
                ),
            ),
            Decimal(1), _counts("a", "b"), ("a",), ("b",),
        ),
        Case(
            BandedInterpolated(
                ratio=RATIO,
                bands=(
                    Band(at_least=Decimal("0.5"), points=Decimal(0)),
                    Band(at_least=Decimal("0.9"), points=Decimal(2)),
                ),
            ),
            Decimal(2), _counts("a", "b"), ("a",), ("b",),
        ),
        Case(
            ReductionVsBaseline(now="a", baseline="b", target=Decimal("0.1")),
            Decimal(1), _counts("a", "b"), ("b",), ("a",),
        ),
        Case(
            CountSteps(
                count="a",
                bands=(Band(at_least=Decimal(1), points=Decimal(1)), Band(at_least=Decimal(2), points=Decimal(2))),
            ),
            Decimal(2), _counts("a"), ("a",),
        ),
        Case(
            ChecklistSum(conditions=tuple(Condition(input=name, points=Decimal("0.25")) for name in "abc")),
            Decimal("0.75"), dict.fromkeys("abc", st.booleans()),
        ),
        Case(
            ComplianceCheck(
                level="a",
                levels=(
                    Level(code="right", points=Decimal("0.5")),
                    Level(code="late", points=Decimal("0.25")),
                    Level(code="none", points=Decimal(0)),
                ),
            ),
            Decimal("0.5"), {"a": st.sampled_from(["right", "late", "none"])},
        ),
        Case(
            Deduction(
                penalties=(
                    Penalty(count="a", points_each=Decimal("0.5")),
                    Penalty(count="b", points_each=Decimal("0.25"), at_most=Decimal("0.5")),
                )
            ),
            Decimal("1.5"), _counts("a", "b"), (), ("a", "b"),
        ),
        Case(
            YoyCompare(now="a", before="b", better=Decimal(1), equal=Decimal("0.5")),
            Decimal(1), _counts("a", "b"), ("a",), ("b",),
        ),
        Case(
            SurveyScaled(
                answers=(
                    Answer(count="a", weight=Decimal(1)),
                    Answer(count="b", weight=Decimal("0.6")),
                    Answer(count="c", weight=Decimal("0.2")),
                    Answer(count="d", weight=Decimal(0)),
                    Answer(count="e"),
                )
            ),
            Decimal(1), _counts(*"abcde"), ("a",), ("d",),
        ),
        Case(IndexImport(index="a"), Decimal(10), {"a": INDEX}, ("a",)),
        Case(
            TriStatePerCase(better="a", equal="b", worse="c", when_nothing=WhenNothing.NOT_APPLICABLE),
            Decimal(2), _counts("a", "b", "c"), ("a",), ("c",),
        ),
        Case(
            Complement(bad=(RATIO, Ratio(part="c", whole="b")), target=Decimal("0.9")),
            Decimal(6), _counts("a", "b", "c"), ("b",), ("a", "c"),
        ),
        Case(
            Composite(
                parts=(
                    Part(shape=LinearRatio(ratio=RATIO), max_score=Decimal("0.5")),
                    Part(
                        shape=TargetScaledRatio(ratio=Ratio(part="c", whole="d"), target=Decimal("0.5")),
                        max_score=Decimal(1),
                    ),
                )
            ),
            Decimal("1.5"), _counts(*"abcd"), ("a", "c"), ("b", "d"),
        ),
        Case(ExternalOnly(points="a"), Decimal(2), {"a": st.decimals(0, 2, places=2)}, ("a",)),
    )
}  # fmt: skip
