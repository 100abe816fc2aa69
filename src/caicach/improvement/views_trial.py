"""A criteria set tried on last year's results before it is issued."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from caicach.agencies.permissions import require
from caicach.criteria.models import CriteriaSet
from caicach.improvement.trying import ordered, rounds_to_try_on, trial_of
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.pages import page_or_part


@require_GET
@login_required
def set_trial(request: Request, set_id: UUID) -> HttpResponse:
    """Old set beside new set: who gains, who loses, what separates nobody, what cannot be carried over."""
    row = get_object_or_404(CriteriaSet.objects.visible_to(request.user), pk=set_id)
    require(request.user, Permission.CRITERIA_DRAFT)
    rounds = rounds_to_try_on(row)
    asked = request.GET.get("dot", "")
    round = next((one for one in rounds if str(one.pk) == asked), rounds[0] if rounds else None)
    trial = trial_of(round, row) if round else None
    lines = ordered(trial.lines, request.GET.get("sort", "")) if trial else []
    page = Paginator(lines, 50).get_page(request.GET.get("page"))
    context = {"row": row, "rounds": rounds, "tried_on": round, "trial": trial, "page": page, "lines": page.object_list}
    return page_or_part(request, "improvement/set_trial.html", "agencies", context)
