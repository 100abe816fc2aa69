"""Rows that a request may have: by address, among those that the person sees."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from caicach.assessments.models import Assessment, Entry, Round
from caicach.people.requests import Request


def get_round(request: Request, round_id: UUID) -> Round:
    rows = Round.objects.visible_to(request.user).select_related("criteria_set", "previous", "replaces")
    return get_object_or_404(rows, pk=round_id)


def get_assessment(request: Request, assessment_id: UUID) -> Assessment:
    rows = Assessment.objects.visible_to(request.user).select_related("agency", "round__criteria_set")
    return get_object_or_404(rows, pk=assessment_id)


def get_entry(request: Request, entry_id: UUID) -> Entry:
    rows = Entry.objects.visible_to(request.user).with_scores()
    whole = rows.select_related("assessment__agency", "assessment__round", "criterion__criteria_set", "appeal")
    return get_object_or_404(whole, pk=entry_id)
