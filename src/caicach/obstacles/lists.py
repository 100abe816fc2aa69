"""The lists of obstacles and of requests, as they are filtered."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from caicach.agencies.models import Agency
from caicach.obstacles.forms import ObstacleFilter, RequestFilter
from caicach.obstacles.models import (
    DutyRequest,
    DutyRequestQuerySet,
    Obstacle,
    ObstacleQuerySet,
    ObstacleState,
    RequestState,
)
from caicach.people.models import User


def obstacle_filter(query: Any, user: User) -> ObstacleFilter:
    """The filter with the agencies that occur among what this person sees."""
    seen = Obstacle.objects.order_by().visible_to(user)
    return ObstacleFilter(
        query, agencies=_agencies(seen.values("assignment__agency")), asked=_agencies(seen.values("addressed_to"))
    )


def request_filter(query: Any, user: User) -> RequestFilter:
    seen = DutyRequest.objects.order_by().visible_to(user)
    return RequestFilter(query, agencies=_agencies(seen.values("assignment__agency")))


def obstacles_for(user: User, chosen: dict[str, Any], *, today: date) -> ObstacleQuerySet:
    """What stands longest comes first; of what is over, the newest."""
    rows, state = Obstacle.objects.visible_to(user), chosen.get("state")
    if state in ObstacleState.values:
        rows = rows.in_state(ObstacleState(state))
    elif state != "all":
        rows = rows.standing()
    if "age" in chosen:
        rows = rows.at_least_old(chosen["age"], today)
    columns = {"agency": "assignment__agency", "asked": "addressed_to"}
    rows = rows.filter(**{column: chosen[name] for name, column in columns.items() if name in chosen})
    return rows.select_related("assignment__item", "assignment__agency", "addressed_to")


def requests_for(user: User, chosen: dict[str, Any]) -> DutyRequestQuerySet:
    """Those that wait, the oldest first; of the others, the newest."""
    rows, state = DutyRequest.objects.visible_to(user), chosen.get("state")
    if not state:
        rows = rows.waiting().order_by("asked_at")
    elif state != "all":
        rows = rows.filter(state=RequestState(state))
    columns = {"agency": "assignment__agency", "kind": "kind"}
    rows = rows.filter(**{column: chosen[name] for name, column in columns.items() if name in chosen})
    return rows.select_related("assignment__item", "assignment__agency", "decided_by")


def _agencies(keys: QuerySet[Any, Any]) -> QuerySet[Agency]:
    return Agency.objects.filter(pk__in=keys)
