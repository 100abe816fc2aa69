"""What somebody says of one leaf: the figures of its rule, points where no rule is known, or that it does not apply.

The same form holds what an agency claims for itself, what an appraiser accepts or changes, and what counts in the end,
so that each of the three can be scored anew and explained.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from caicach.core.scoring.criteria import Criterion, WhenNotApplicable
from caicach.core.scoring.leaves import score_leaf
from caicach.core.scoring.outcome import NotApplicable, Outcome, Scored, Value
from caicach.core.scoring.ratios import ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """values: by the name of the input; None, or no entry: missing.

    given: points where the rule is not known. decided: points that an appraiser or a reviewer sets against the rule,
    always with a reason that stands beside the claim. is_not_applicable: the leaf does not concern the agency.
    """

    values: dict[str, Decimal | bool | str | None] = field(default_factory=dict)
    given: Decimal | None = None
    decided: Decimal | None = None
    is_not_applicable: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing has been said yet."""
        held: list[Value | None] = [*self.values.values(), self.given, self.decided]
        return not self.is_not_applicable and all(one is None for one in held)


def outcome_of(criterion: Criterion, claim: Claim) -> Outcome:
    """What a claim comes to. Raises ValueError for points outside 0 to the maximum, and where nobody is exempt."""
    if claim.is_not_applicable:
        if criterion.when_not_applicable is WhenNotApplicable.NEVER:
            raise ValueError(f"{criterion.code} concerns everybody")
        return NotApplicable()
    if claim.decided is not None:
        if not ZERO <= claim.decided <= criterion.max_score:
            raise ValueError(f"{claim.decided} points of {criterion.max_score}")
        return Scored(claim.decided, "decided")
    return score_leaf(criterion, claim.values, given=claim.given)
