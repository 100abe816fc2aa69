"""How far the agencies of a round are: counted by the database, one row for each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q

from caicach.assessments.leaves import appraised_leaves
from caicach.assessments.models import AppraisalState, Assessment, Entry, Round
from caicach.core.scoring.criteria import CriteriaSet, CriterionKind
from caicach.core.scoring.outcome import NotApplicable, Outcome, Scored
from caicach.core.scoring.totals import total
from caicach.core.searching import search_terms
from caicach.people.models import User
from caicach.ui.searching import condition

_JUDGED = (AppraisalState.ACCEPTED, AppraisalState.CHANGED)
ORDERS = {
    "agency": ("agency__protocol_order", "agency__collation_key"),
    "done": ("done", "agency__protocol_order"),
    "judged": ("judged", "agency__protocol_order"),
}
BY_POINTS = {"filled": ("outside", "filled"), "counting": ("outside", "decided", "appraised")}


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


@dataclass(frozen=True, slots=True)
class PointsRow:
    """An agency with its points so far: as it says itself, and as they count."""

    row: Any
    filled: Decimal | None
    counting: Decimal | None

    def of(self, order: str) -> Decimal | None:
        return self.filled if order.removeprefix("-") == "filled" else self.counting


def agency_rows(round: Round, user: User, *, words: str = "", state: str = "", order: str = "") -> Any:
    """The agencies that a person sees, each with what is done, appraised, returned."""
    own = [leaf.pk for leaf in appraised_leaves(round.criteria_set)]
    is_own = Q(entries__criterion__in=own)
    rows = Assessment.objects.visible_to(user).filter(round=round).select_related("agency", "round")
    rows = rows.annotate(
        done=Count("entries", filter=is_own & Q(entries__is_done=True)),
        judged=Count("entries", filter=is_own & Q(entries__appraisal__in=_JUDGED)),
        returned=Count("entries", filter=is_own & Q(entries__appraisal=AppraisalState.RETURNED)),
        open_appeals=Count("entries__appeal", filter=Q(entries__appeal__decided_at=None)),
    )
    if terms := search_terms(words):
        rows = rows.filter(condition(terms, "agency__search_text"))
    rows = _in_state(rows, state, len(own))
    return rows.order_by(*_order(order))


def with_points(round: Round, rows: Iterable[Assessment]) -> list[PointsRow]:
    """The rows with their sums so far, as on the page of each agency: bonus and penalty stand outside the total."""
    found, stages = list(rows), ("outside", "decided", "appraised", "filled")
    fields = [f"{stage}__{name}" for stage in stages for name in ("points", "is_not_applicable")]
    entries = Entry.objects.filter(assessment__in=[row.pk for row in found])
    outcomes: dict[tuple[object, str], dict[str, Outcome]] = defaultdict(dict)
    for key, code, *told in entries.values_list("assessment", "criterion__code", *fields):
        said = dict(zip(stages, zip(told[::2], told[1::2], strict=True), strict=True))
        for name, wanted in BY_POINTS.items():
            if one := next((_outcome(*said[stage]) for stage in wanted if said[stage][1] is not None), None):
                outcomes[key, name][code] = one
    criteria_set = round.criteria_set.as_core
    return [PointsRow(row, *(_reached(criteria_set, outcomes[row.pk, name]) for name in BY_POINTS)) for row in found]


def sorted_by_points(rows: list[PointsRow], order: str) -> list[PointsRow]:
    """By a column of points; an agency without any stands last both ways, since that is not zero."""
    known = [row for row in rows if row.of(order) is not None]
    unknown = [row for row in rows if row.of(order) is None]
    return [*sorted(known, key=lambda row: row.of(order) or 0, reverse=order.startswith("-")), *unknown]


def _outcome(points: Decimal | None, is_not_applicable: bool) -> Outcome | None:
    if is_not_applicable:
        return NotApplicable()
    return None if points is None else Scored(points, "kept")


def _reached(criteria_set: CriteriaSet, outcomes: dict[str, Outcome]) -> Decimal | None:
    """None where no leaf within the total has points."""
    inside = [leaf.code for one in criteria_set.criteria if one.kind is CriterionKind.NORMAL for leaf in one.leaves()]
    return total(criteria_set, outcomes).exact if any(code in outcomes for code in inside) else None


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
