"""Pages that try something out and keep nothing: other figures of an agency, the best measures for an effort."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from caicach.core.scoring.whatif import Option, best_set
from caicach.improvement.finding import get_assessment
from caicach.improvement.forms import EffortForm, WhatIfForm
from caicach.improvement.lifting import LeafGap, leaf_gaps
from caicach.improvement.scenario import Scenario, band_for, is_changed, may_see_places, places_of, scenario_of, without
from caicach.improvement.standing import Stand, is_provisional, stand_alone
from caicach.people.requests import Request


@require_GET
@login_required
def what_if(request: Request, assessment_id: UUID) -> HttpResponse:
    """An agency with the figures that stand in the address; one leaf is open to be changed."""
    assessment = get_assessment(request, assessment_id)
    now = stand_alone(assessment)
    scenario = scenario_of(assessment, now, request.GET)
    criteria_set = assessment.round.criteria_set.as_core
    context: dict[str, Any] = {
        "round": assessment.round,
        "assessment": assessment,
        "scenario": scenario,
        "places": places_of(scenario, assessment, request.user),
        "may_see_places": may_see_places(request.user, assessment),
        "band_now": band_for(criteria_set, scenario.now.result),
        "band_then": band_for(criteria_set, scenario.then.result),
        "is_provisional": is_provisional(assessment.round),
        "gaps": leaf_gaps(criteria_set, scenario.then, order="code"),
        "leaves": list(criteria_set.leaves()),
        "query": without(request.GET, ""),
        **_open_leaf(request, scenario, now),
    }
    return render(request, "improvement/what_if.html", context, status=200 if scenario.is_sound else 422)


@require_GET
@login_required
def best_options(request: Request, assessment_id: UUID) -> HttpResponse:
    """Which next steps together gain most for the effort that there is."""
    assessment = get_assessment(request, assessment_id)
    stand = stand_alone(assessment)
    gaps = leaf_gaps(assessment.round.criteria_set.as_core, stand, order="-gain")
    gaps = [row for row in gaps if row.reach is not None]
    form = EffortForm(request.GET or None, leaves=[row.criterion for row in gaps])
    found = _best(form, gaps) if form.is_bound and form.is_valid() else None
    chosen = {one.key for one in found.options} if found else set()
    context = {
        "round": assessment.round,
        "assessment": assessment,
        "stand": stand,
        "form": form,
        "rows": [(row, form[f"w-{row.criterion.code}"], row.criterion.code in chosen) for row in gaps],
        "found": found,
        "reached": stand.result.exact + found.gain if found else None,
        "is_provisional": is_provisional(assessment.round),
    }
    return render(request, "improvement/best_options.html", context, status=422 if form.errors else 200)


def _open_leaf(request: Request, scenario: Scenario, now: Stand) -> dict[str, Any]:
    """The form of the leaf that is being changed, and what else the address holds."""
    criteria_set = now.assessment.round.criteria_set.as_core
    wrong = next((code for code, form in scenario.forms.items() if not form.is_valid()), "")
    code = wrong or request.GET.get("mo", "")
    leaf = next((one for one in criteria_set.leaves() if one.code == code), None)
    if leaf is None:
        return {}
    word = now.words.get(code)
    form = scenario.forms.get(code) or WhatIfForm(None, criterion=leaf, now=word.claim if word else None)
    kept = [
        (key, value)
        for key, values in request.GET.lists()
        for value in values
        if key != "mo" and not key.startswith(f"{code}-")
    ]
    return {"leaf": leaf, "form": form, "kept": kept, "is_tried": is_changed(request.GET, code)}


def _best(form: EffortForm, gaps: list[LeafGap]) -> Any:
    options = [Option(row.criterion.code, row.gain, form.effort_of(row.criterion.code)) for row in gaps]
    return best_set(options, form.cleaned_data["effort"])
