"""The index if the year ended today, for leaders."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from caicach.agencies.permissions import require
from caicach.assessments.models import Round, RoundState
from caicach.improvement.finding import get_round
from caicach.improvement.standing import is_provisional
from caicach.improvement.today import missing_leaves, ordered, today_rows, whole_of
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.pages import page_or_part

MOST_LEAVES = 10


@require_GET
@login_required
def today(request: Request) -> HttpResponse:
    """The rounds that run, each as a whole; the overview of the leader shows the same block."""
    require(request.user, Permission.ASSESSMENT_VIEW)
    rounds = Round.objects.visible_to(request.user).filter(state=RoundState.OPEN).select_related("criteria_set")
    wholes = [(round, whole_of(today_rows(round, request.user))) for round in rounds]
    return page_or_part(request, "improvement/today.html", "rounds", {"wholes": wholes})


@require_GET
@login_required
def round_today(request: Request, round_id: UUID) -> HttpResponse:
    """Each agency from what is known to what is possible, and the whole."""
    round = get_round(request, round_id)
    rows = today_rows(round, request.user)
    page = Paginator(ordered(rows, request.GET.get("sort", "")), 50).get_page(request.GET.get("page"))
    context = {
        "round": round,
        "whole": whole_of(rows),
        "waiting": missing_leaves(rows, round.criteria_set.as_core)[:MOST_LEAVES],
        "page": page,
        "rows": page.object_list,
        "is_provisional": is_provisional(round),
    }
    return page_or_part(request, "improvement/round_today.html", "agencies", context)
