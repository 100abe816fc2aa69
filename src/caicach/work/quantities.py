"""How much was reached of how much was planned. What nobody has told is not nought."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum

from caicach.work.models import Assignment, AssignmentQuerySet, Occurrence, ProgressReport


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


def with_quantities(rows: AssignmentQuerySet) -> AssignmentQuerySet:
    """Duties with what `quantity_in` looks at, within the query that reads them: a list asks nothing more."""
    told = ProgressReport.objects.filter(assignment=OuterRef("pk"), actual_quantity__isnull=False)
    return rows.annotate(
        planned_sum=_of_instances(Sum("planned_quantity")),
        actual_sum=_of_instances(Sum("actual_quantity")),
        untold_count=_of_instances(Count("pk", filter=Q(done_on__isnull=False, actual_quantity=None))),
        told_last=Subquery(told.order_by("-reported_at").values("actual_quantity")[:1]),
    )


def quantity_in(row: Assignment) -> Quantity | None:
    """The rule of `quantity_of` for a duty that was read `with_quantities`; None for any other."""
    planned, actual = getattr(row, "planned_sum", None), getattr(row, "actual_sum", None)
    if planned is not None or actual is not None:
        return Quantity(actual, planned, getattr(row, "untold_count", 0) or 0)
    told = getattr(row, "told_last", None)
    return None if told is None else Quantity(told, None)


def _of_instances(found: Sum | Count) -> Subquery:
    """A sum over the instances of a duty: none where none of them says anything."""
    instances: QuerySet[Occurrence] = Occurrence.objects.filter(assignment=OuterRef("pk")).order_by()
    return Subquery(instances.values("assignment").annotate(found=found).values("found"))
