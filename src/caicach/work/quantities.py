"""How much was reached of how much was planned. What nobody has told is not nought."""

from collections.abc import Sequence
from dataclasses import dataclass

from caicach.work.models import Occurrence, ProgressReport


@dataclass(frozen=True, slots=True)
class Quantity:
    """Reached and planned, each None where it is not known; how many instances have not told theirs."""

    actual: int | None
    planned: int | None
    untold: int = 0


def quantity_of(reports: Sequence[ProgressReport], instances: Sequence[Occurrence]) -> Quantity | None:
    """The sum over the instances of a recurring duty, else the newest figure told; None where there is none at all."""
    if any(one.planned_quantity is not None or one.actual_quantity is not None for one in instances):
        told = [one.actual_quantity for one in instances if one.actual_quantity is not None]
        planned = [one.planned_quantity for one in instances if one.planned_quantity is not None]
        untold = sum(one.done_on is not None and one.actual_quantity is None for one in instances)
        return Quantity(sum(told) if told else None, sum(planned) if planned else None, untold)
    newest = next((one.actual_quantity for one in reports if one.actual_quantity is not None), None)
    return None if newest is None else Quantity(newest, None)
