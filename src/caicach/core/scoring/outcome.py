"""What becomes of a leaf of a criteria set: points with the step that gave them, figures that miss, or not applicable.

Missing is never zero: a leaf without its figures has no points, and says which figures it waits for.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

Value = Decimal | bool | str
"""A count, an amount or a rate; yes or no; the code of a chosen level."""

Values = Mapping[str, Value | None]
"""What was entered or computed, by the name of the input. None, or no entry: missing."""


class Scored(NamedTuple):
    """Points, exact and not rounded.

    step: the code of the branch of the rule that gave them, such as `in_proportion`.
    facts: what the rule computed on the way, by name, such as the rate.
    """

    points: Decimal
    step: str
    facts: tuple[tuple[str, Decimal], ...] = ()


class Missing(NamedTuple):
    """No points yet. inputs: the names of those that miss; none where the whole of a ratio is nothing."""

    inputs: tuple[str, ...]
    step: str = "missing"


class NotApplicable(NamedTuple):
    """The criterion does not concern this agency. step: why."""

    step: str = "declared"


Outcome = Scored | Missing | NotApplicable
