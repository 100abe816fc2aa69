"""An agency's self-assessment as its people see it: the tree with what each leaf has and still wants."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from caicach.assessments.filling_rules import is_different, is_returned
from caicach.assessments.leaves import LeafKey, before_of, counted_before
from caicach.assessments.models import AppraisalState, Assessment, Entry, Score
from caicach.assessments.results import Reading, outcomes_of
from caicach.core.scoring import criteria as core
from caicach.core.scoring.totals import NodeTotal, Result, total
from caicach.criteria.models import Criterion


@dataclass(frozen=True, slots=True)
class LeafState:
    """What a leaf wants next. kind: the colour of its word."""

    code: str
    kind: str


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A node of the tree; entry and what belongs to it only of leaves."""

    node: Criterion
    criterion: core.Criterion
    sum: NodeTotal
    entry: Entry | None = None
    pieces: int = 0
    state: LeafState | None = None
    before: Score | None = None

    @property
    def has_points(self) -> bool:
        """Whether any leaf below has points: a sum of nothing is not zero."""
        return len(self.sum.missing) < sum(1 for _leaf in self.criterion.leaves())

    @property
    def is_own(self) -> bool:
        """Whether the agency scores it itself."""
        return self.criterion.scored_by is core.ScoredBy.APPRAISAL


@dataclass(frozen=True, slots=True)
class Desk:
    """The whole self-assessment."""

    rows: list[DeskRow]
    result: Result
    done: int
    own: int

    @property
    def has_points(self) -> bool:
        return any(row.entry is None and row.has_points for row in self.rows)

    @property
    def open(self) -> int:
        return self.own - self.done


def desk_of(assessment: Assessment, *, today: date, reading: Reading = Reading.FILLED) -> Desk:
    """The tree of an agency with its own scores, last year's beside them."""
    nodes = assessment.round.criteria_set.node_list
    known = {one.code: one for one in assessment.round.criteria_set.as_core.nodes()}
    entries = {one.criterion_id: one for one in entries_of(assessment)}
    before = counted_before(assessment.round, [assessment.agency_id])
    criteria_set = assessment.round.criteria_set.as_core
    result = total(criteria_set, outcomes_of(criteria_set, entries.values(), reading))
    rows = [_row(node, known[node.code], result, entries.get(node.pk), before, today) for node in nodes]
    own = [row for row in rows if row.entry is not None and row.is_own]
    return Desk(rows, result, sum(row.entry.is_done for row in own if row.entry), len(own))


def entries_of(assessment: Assessment) -> Iterable[Entry]:
    """The leaves of an agency with their scores and the number of documents that prove them."""
    rows = assessment.entries.with_scores().select_related("criterion", "assessment__round", "appeal")
    return rows.annotate(pieces=Count("evidence", filter=Q(evidence__removed_at=None)))


def state_of(entry: Entry, criterion: core.Criterion, *, pieces: int, today: date) -> LeafState:
    """The word for a leaf on the agency's desk."""
    if criterion.scored_by is not core.ScoredBy.APPRAISAL:
        return LeafState("from_outside" if entry.outside else "awaits_outside", "plain")
    if is_returned(entry, today):
        return LeafState("returned", "bad")
    if entry.assessment.submitted_at is not None:
        return _after_signing(entry)
    if entry.is_done:
        return LeafState("done", "plain")
    has_begun = entry.filled is not None or bool(entry.explanation) or pieces > 0
    return LeafState("begun", "info") if has_begun else LeafState("not_begun", "warning")


def _after_signing(entry: Entry) -> LeafState:
    if entry.decided is not None:
        return LeafState("decided", "plain")
    if entry.appraisal == AppraisalState.WAITING:
        return LeafState("waits", "plain")
    return LeafState("differs", "warning") if is_different(entry) else LeafState("accepted", "plain")


def _row(
    node: Criterion,
    criterion: core.Criterion,
    result: Result,
    entry: Any,
    before: Mapping[LeafKey, Score],
    today: date,
) -> DeskRow:
    reached = result.nodes[node.code]
    if entry is None:
        return DeskRow(node, criterion, reached)
    state = state_of(entry, criterion, pieces=entry.pieces, today=today)
    return DeskRow(node, criterion, reached, entry, entry.pieces, state, before_of(entry, before))
