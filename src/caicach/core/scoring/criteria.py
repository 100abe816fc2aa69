"""A criteria set: the tree of criteria with their rules, and everything around them that the method says."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from caicach.core.scoring.ratios import ZERO
from caicach.core.scoring.rounding import Roundings
from caicach.core.scoring.shapes.base import Shape


class ScoredBy(StrEnum):
    """Where the points of a leaf come from."""

    APPRAISAL = "appraisal"  # the agency scores itself, others appraise
    SURVEY = "survey"
    INDEX = "index"
    CENTRE = "centre"  # entered from a decision of above, nobody scores oneself


class CriterionKind(StrEnum):
    """Bonus and penalty stand outside the total of the set."""

    NORMAL = "normal"
    BONUS = "bonus"
    PENALTY = "penalty"


class WhenNotApplicable(StrEnum):
    """What becomes of the points of a criterion that does not concern an agency."""

    EXCLUDED = "excluded"  # the maximum of this agency shrinks; ranks go by the share of it
    FULL_MARKS = "full_marks"
    MOVED = "moved"  # the other leaves of the same parent take them over, in proportion
    NEVER = "never"  # it concerns everybody


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A figure, a yes or a level that a rule needs, with what a person has to know to give it."""

    name: str
    label: str
    unit: str = ""
    period: str = ""
    source: str = ""
    indicator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A node of the tree. A leaf has a rule, or none where the method is not known; then its points are entered.

    only_full_mark: only the condition of full points is known; below it the rule gives nothing and a person decides.
    leads: who appraises it, as printed. evidence: what has to prove it. is_confirmed: whether the rule was read in the
    official text; basis says where it comes from otherwise.
    """

    code: str
    name: str
    max_score: Decimal
    children: tuple["Criterion", ...] = ()
    rule: Shape | None = None
    inputs: tuple[Input, ...] = ()
    scored_by: ScoredBy = ScoredBy.APPRAISAL
    kind: CriterionKind = CriterionKind.NORMAL
    when_not_applicable: WhenNotApplicable = WhenNotApplicable.NEVER
    leads: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    full_mark: str = ""
    only_full_mark: bool = False
    is_confirmed: bool = False
    basis: str = ""
    source: str = ""

    @property
    def is_leaf(self) -> bool:
        return not self.children

    def leaves(self) -> Iterator["Criterion"]:
        """The leaves at or below this node, in their order."""
        if self.is_leaf:
            yield self
        for child in self.children:
            yield from child.leaves()

    def nodes(self) -> Iterator["Criterion"]:
        """This node and all below it, in their order."""
        yield self
        for child in self.children:
            yield from child.nodes()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreBand:
    """A class of results: from this share of the maximum on, a rate 0 to 1."""

    name: str
    at_least: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedExample:
    """Values of one criterion and the points that they must give; it is run with the tests of the set."""

    criterion: str
    values: dict[str, Decimal | bool | str | None]
    points: Decimal | None
    says: str = ""


class Ties(StrEnum):
    """Equal shares: 1, 1, 3 or 1, 1, 2."""

    SKIP = "skip"
    DENSE = "dense"


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaSet:
    """One version of the method for one kind of agency.

    years: what it evaluates. bonus_limit, penalty_limit: most points outside the total. tie_breakers: codes of domains
    whose points decide between equal shares, the first one first.
    """

    key: str
    name: str
    issuer: str
    decision: str = ""
    decided_on: str = ""
    effective_on: str = ""
    years: tuple[int, ...] = ()
    agency_kind: str = ""
    groups: tuple[str, ...] = ()
    max_score: Decimal = Decimal(100)
    criteria: tuple[Criterion, ...] = ()
    roundings: Roundings = field(default_factory=Roundings)
    bands: tuple[ScoreBand, ...] = ()
    bonus_limit: Decimal = ZERO
    penalty_limit: Decimal = ZERO
    ties: Ties = Ties.SKIP
    tie_breakers: tuple[str, ...] = ()
    method: str = ""
    source: str = ""
    examples: tuple[WorkedExample, ...] = ()

    def leaves(self) -> Iterator[Criterion]:
        """All leaves, those outside the total included."""
        for criterion in self.criteria:
            yield from criterion.leaves()

    def nodes(self) -> Iterator[Criterion]:
        """All nodes, each parent before its children."""
        for criterion in self.criteria:
            yield from criterion.nodes()

    def node(self, code: str) -> Criterion:
        """The node with this code."""
        return next(criterion for criterion in self.nodes() if criterion.code == code)
