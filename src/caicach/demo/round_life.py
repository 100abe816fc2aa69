"""A round of the demonstration from its first figure to its last word, written in one go.

The rows are those that the services would have left behind. What was there at signing is written first, so that the
hash of a signature is computed by the same function as in the services; what came afterwards is written after that.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import models

from caicach.assessments.bodies import route_of
from caicach.assessments.models import Appeal, Entry, EntryEvidence, Score, Stage
from caicach.demo.proofs import first_versions
from caicach.demo.round_filling import filled_in, sign
from caicach.demo.round_judging import from_outside, judge
from caicach.demo.round_past import RoundPast
from caicach.demo.trail import Event
from caicach.demo.verdicts import is_from_outside
from caicach.files.models import Document, DocumentVersion

_BATCH = 400
_ENTRY_FACTS = (
    "is_done",
    "explanation",
    *(stage.value for stage in Stage),
    "appraisal",
    "return_reason",
    "return_until",
    "answered_at",
    "agreed_at",
    "version",
)


def live_through_round(past: RoundPast) -> list[Event]:
    """Fill in, sign, appraise, appeal and decide. Returns what the trail has to tell."""
    assessments = list(past.round.assessments.select_related("agency", "round").order_by("pk"))
    leaves = [leaf for assessment in assessments for leaf in filled_in(past, assessment)]
    _write(past, [leaf.entry for leaf in leaves])
    route = route_of(past.round)
    for assessment in assessments:
        sign(past, assessment, route)
    for leaf in leaves:
        if is_from_outside(leaf.criterion):
            from_outside(leaf)
        elif leaf.entry.assessment.submitted_at is not None:
            judge(leaf)
    _write(past, [leaf.entry for leaf in leaves])
    return past.events + past.shelf.events


def _write(past: RoundPast, entries: Iterable[Entry]) -> None:
    """Store what has been collected since the last time."""
    with dated(Document, "registered_at"):
        Document.objects.bulk_create(past.shelf.added, batch_size=_BATCH)
    with dated(DocumentVersion, "added_at"):
        DocumentVersion.objects.bulk_create(first_versions(past.shelf.added), batch_size=_BATCH)
    with dated(Score, "at"):
        Score.objects.bulk_create(past.scores, batch_size=_BATCH)
    EntryEvidence.objects.bulk_create(past.pieces, batch_size=_BATCH)
    with dated(Appeal, "made_at"):
        Appeal.objects.bulk_create(past.appeals, batch_size=_BATCH)
    rows = list(entries)
    for entry in rows:
        for stage in Stage:  # a score got its key when it was written; the entry takes it over
            setattr(entry, stage.value, getattr(entry, stage.value))
    Entry.objects.bulk_create(
        rows, batch_size=_BATCH, update_conflicts=True, unique_fields=["id"], update_fields=_ENTRY_FACTS
    )
    for kept in (past.shelf.added, past.scores, past.pieces, past.appeals):
        kept.clear()


@contextmanager
def dated(kind: type[models.Model], name: str) -> Iterator[None]:
    """Let rows of the past keep the instant that they bear; outside the demonstration the clock alone writes it."""
    column = kind._meta.get_field(name)
    assert isinstance(column, models.DateTimeField)
    column.auto_now_add = False
    try:
        yield
    finally:
        column.auto_now_add = True
