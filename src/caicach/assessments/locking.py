"""Rows as services take them: locked, and only while nobody else has changed them."""

from caicach.assessments.models import Assessment, Entry, Round
from caicach.ui.errors import RowMovedOn


def locked_round(round: Round, version: int) -> Round:
    row = Round.objects.select_for_update(of=("self",)).select_related("criteria_set").get(pk=round.pk)
    if row.version != version:
        raise RowMovedOn(row=row)
    return row


def locked_assessment(assessment: Assessment, version: int | None = None) -> Assessment:
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("agency", "round__criteria_set")
    row = rows.get(pk=assessment.pk)
    if version is not None and row.version != version:
        raise RowMovedOn(row=row)
    return row


def locked_entry(entry: Entry, version: int) -> Entry:
    rows = Entry.objects.with_scores().select_for_update(of=("self",))
    row = rows.select_related("assessment__agency", "assessment__round", "criterion__criteria_set").get(pk=entry.pk)
    if row.version != version:
        raise RowMovedOn(row=row)
    return row


def store(row: Round | Assessment | Entry, *fields: str) -> None:
    """Write some fields, with the next version."""
    row.version += 1
    row.save(update_fields=[*fields, "version"])
