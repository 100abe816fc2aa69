"""Small criteria sets for the tests."""

from decimal import Decimal

from caicach.core.scoring.criteria import CriteriaSet, Criterion, CriterionKind, Input, WhenNotApplicable
from caicach.core.scoring.outcome import Scored
from caicach.core.scoring.ratios import Ratio
from caicach.core.scoring.shapes.proportions import LinearRatio

RULE = LinearRatio(ratio=Ratio(part="a", whole="b"))
INPUTS = (Input(name="a", label="A"), Input(name="b", label="B"))


def leaf(code: str, max_score: str, when: WhenNotApplicable = WhenNotApplicable.EXCLUDED, **more: object) -> Criterion:
    """A leaf with a plain ratio."""
    given = {"rule": RULE, "inputs": INPUTS, "basis": "example", "when_not_applicable": when} | more
    return Criterion(code=code, name=f"Tiêu chí {code}", max_score=Decimal(max_score), **given)  # type: ignore[arg-type]


def parent(code: str, *children: Criterion) -> Criterion:
    """A node that is the sum of its children."""
    top = sum((child.max_score for child in children), Decimal(0))
    return Criterion(code=code, name=f"Lĩnh vực {code}", max_score=top, children=children)


def set_of(*criteria: Criterion, **more: object) -> CriteriaSet:
    """A set whose maximum is the sum of what lies within the total."""
    normal = (one.max_score for one in criteria if one.kind is CriterionKind.NORMAL)
    given = {"max_score": sum(normal, Decimal(0)), "source": "example"} | more
    return CriteriaSet(key="example", name="Bộ ví dụ", issuer="UBND tỉnh", criteria=criteria, **given)  # type: ignore[arg-type]


def scored(**points: str) -> dict[str, Scored]:
    """Outcomes of leaves: `scored(c1_1="0.5")` is 0.5 for 1.1."""
    return {code[1:].replace("_", "."): Scored(Decimal(value), "entered") for code, value in points.items()}
