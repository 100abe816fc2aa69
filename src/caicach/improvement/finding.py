"""Rounds and agencies that a request may ask about: those that have begun, among those that the person sees."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from caicach.agencies.permissions import require
from caicach.assessments.models import Assessment, Round, RoundState
from caicach.people.permissions import Permission
from caicach.people.requests import Request


def get_round(request: Request, round_id: UUID) -> Round:
    rows = Round.objects.visible_to(request.user).exclude(state=RoundState.DRAFT)
    found = get_object_or_404(rows.select_related("criteria_set", "previous__criteria_set"), pk=round_id)
    require(request.user, Permission.ASSESSMENT_VIEW)
    return found


def get_assessment(request: Request, assessment_id: UUID) -> Assessment:
    rows = Assessment.objects.visible_to(request.user).standing()
    whole = rows.select_related("agency", "round__criteria_set", "round__previous__criteria_set")
    return get_object_or_404(whole, pk=assessment_id)
