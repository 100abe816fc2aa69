"""How far the agencies of a round are: counted by the database, one row for each."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from caicach.assessments.models import AppraisalState, Assessment, Round
from caicach.assessments.rounds import appraised_leaves
from caicach.core.searching import search_terms
from caicach.people.models import User
from caicach.ui.searching import condition

_JUDGED = (AppraisalState.ACCEPTED, AppraisalState.CHANGED)
ORDERS = {
    "agency": ("agency__protocol_order", "agency__collation_key"),
    "done": ("done", "agency__protocol_order"),
    "judged": ("judged", "agency__protocol_order"),
    "filled": ("filled_points", "agency__protocol_order"),
    "counting": ("counting_points", "agency__protocol_order"),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """The whole round in figures. own: how many leaves each agency scores itself."""

    agencies: int
    signed: int
    judged: int
    to_judge: int
    appeals: int
    own: int

    @property
    def is_finished(self) -> bool:
        """Whether nothing is open any more, so that the round may be closed."""
        return self.agencies > 0 and self.signed == self.agencies and self.judged == self.to_judge and not self.appeals


def agency_rows(round: Round, user: User, *, words: str = "", state: str = "", order: str = "") -> Any:
    """The agencies that a person sees, each with what is done, appraised, returned, and the sums of points so far."""
    own = [leaf.pk for leaf in appraised_leaves(round.criteria_set)]
    is_own = Q(entries__criterion__in=own)
    rows = Assessment.objects.visible_to(user).filter(round=round).select_related("agency", "round")
    rows = rows.annotate(
        done=Count("entries", filter=is_own & Q(entries__is_done=True)),
        judged=Count("entries", filter=is_own & Q(entries__appraisal__in=_JUDGED)),
        returned=Count("entries", filter=is_own & Q(entries__appraisal=AppraisalState.RETURNED)),
        open_appeals=Count("entries__appeal", filter=Q(entries__appeal__decided_at=None)),
        filled_points=Sum("entries__filled__points"),
        counting_points=Sum(
            Coalesce("entries__outside__points", "entries__decided__points", "entries__appraised__points")
        ),
    )
    if terms := search_terms(words):
        rows = rows.filter(condition(terms, "agency__search_text"))
    rows = _in_state(rows, state, len(own))
    return rows.order_by(*_order(order))


def progress_of(round: Round) -> Progress:
    """The round as a whole, in one query."""
    own = [leaf.pk for leaf in appraised_leaves(round.criteria_set)]
    judged = Q(entries__criterion__in=own, entries__appraisal__in=_JUDGED)
    counted = round.assessments.standing().aggregate(
        agencies=Count("pk", distinct=True),
        signed=Count("pk", distinct=True, filter=Q(submitted_at__isnull=False)),
        judged=Count("entries", filter=judged),
        appeals=Count("entries__appeal", filter=Q(entries__appeal__decided_at=None)),
    )
    return Progress(**counted, to_judge=counted["agencies"] * len(own), own=len(own))


def _in_state(rows: Any, state: str, own: int) -> Any:
    if state == "unsigned":
        return rows.filter(submitted_at=None, left_at=None)
    if state == "signed":
        return rows.exclude(submitted_at=None)
    if state == "returned":
        return rows.filter(returned__gt=0)
    if state == "judged":
        return rows.filter(judged=own)
    return rows


def _order(order: str) -> list[str]:
    name = order.removeprefix("-")
    fields = ORDERS.get(name, ORDERS["agency"])
    sign = "-" if order.startswith("-") else ""
    return [f"{sign}{fields[0]}", *fields[1:], "pk"]
