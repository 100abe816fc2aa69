"""What an appraiser sees: leaves that wait, and a leaf of all agencies, or an agency with all leaves, as a grid."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q

from caicach.assessments.appraising import is_second_read
from caicach.assessments.bodies import agencies_of, appraising_for, bodies_of
from caicach.assessments.desk import meaning_of
from caicach.assessments.filling_rules import is_returned
from caicach.assessments.models import AppraisalState, Assessment, Entry, EntryEvidence, Round, Score
from caicach.assessments.rounds import appraised_leaves
from caicach.criteria.models import Criterion
from caicach.people.models import User

FAR = Decimal("0.2")
"""A change or a distance of so much of the maximum wants a second look."""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A leaf with how many agencies wait for it."""

    node: Criterion
    waiting: int
    returned: int
    judged: int
    again: int

    @property
    def all(self) -> int:
        return self.waiting + self.returned + self.judged


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that an appraiser should look at. code: of `signs.html`; value: the figure that belongs to it."""

    code: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class GridRow:
    """A leaf of an agency before its appraiser."""

    entry: Entry
    pieces: int
    before: Score | None
    signs: tuple[Sign, ...]
    is_own: bool
    is_back: bool
    may: bool
    again: bool

    @property
    def waits(self) -> bool:
        return self.entry.appraisal == AppraisalState.WAITING

    @property
    def may_be_accepted(self) -> bool:
        """Whether accepting would change anything: not what was accepted, is with its agency or is read again."""
        is_free = not self.is_back and not self.again and not hasattr(self.entry, "appeal")
        return is_free and self.entry.appraisal != AppraisalState.ACCEPTED


@dataclass(frozen=True, slots=True)
class Judge:
    """A person as an appraiser on a day: for which bodies, and of which agencies never."""

    user: User
    bodies: set[int]
    own: set[int]
    today: date

    @classmethod
    def of(cls, user: User, *, today: date) -> "Judge":
        return cls(user, appraising_for(user, on=today), agencies_of(user, on=today), today)

    def may(self, entry: Entry) -> bool:
        """Whether this leaf of this agency is the person's to appraise."""
        route = entry.assessment.route.get(entry.criterion.code, ())
        return entry.assessment.agency_id not in self.own and bool(self.bodies & set(route))


def queue_of(round: Round, judge: Judge) -> list[QueueRow]:
    """The leaves that a person appraises, in the order of the set."""
    leaves = leaves_of(round, judge)
    mine = {leaf.pk for leaf in leaves}
    counts: dict[UUID, Counter[str]] = defaultdict(Counter)
    for entry in _judged_entries(round, judge).filter(criterion__in=mine):
        counts[entry.criterion_id][entry.appraisal] += 1
        if _wants_again(entry, judge):
            counts[entry.criterion_id]["again"] += 1
    return [_queue_row(leaf, counts[leaf.pk]) for leaf in leaves if counts[leaf.pk]]


def leaves_of(round: Round, judge: Judge) -> list[Criterion]:
    """The leaves that the bodies of a person appraise, in the order of the set."""
    bodies = bodies_of(round)
    mine = {leaf for leaf, found in bodies.items() if judge.bodies & {agency.pk for agency in found}}
    return [node for node in appraised_leaves(round.criteria_set) if node.pk in mine]


def agencies_waiting(round: Round, judge: Judge) -> list[tuple[Assessment, int, int]]:
    """The agencies with how many leaves wait for a person, and how many there are."""
    counts: dict[UUID, Counter[bool]] = defaultdict(Counter)
    assessments: dict[UUID, Assessment] = {}
    for entry in _judged_entries(round, judge):
        if judge.may(entry):
            counts[entry.assessment_id][entry.appraisal == AppraisalState.WAITING] += 1
            assessments[entry.assessment_id] = entry.assessment
    return [(one, counts[key][True], counts[key].total()) for key, one in assessments.items()]


def rows_of_criterion(round: Round, node: Criterion, judge: Judge) -> list[GridRow]:
    """One leaf of all agencies that have signed."""
    return _rows(round, _signed(round).filter(criterion=node), judge)


def rows_of_agency(assessment: Assessment, judge: Judge) -> list[GridRow]:
    """The leaves of one agency that are the person's to appraise."""
    rows = _signed(assessment.round).filter(assessment=assessment)
    return [row for row in _rows(assessment.round, rows, judge) if row.may]


def row_of(entry: Entry, judge: Judge) -> GridRow:
    """One row again, after something was done with it."""
    return _rows(entry.assessment.round, _signed(entry.assessment.round).filter(pk=entry.pk), judge)[0]


def _signed(round: Round) -> Any:
    """The leaves of agencies that have signed, with all that a row shows."""
    rows = Entry.objects.filter(
        assessment__round=round, assessment__submitted_at__isnull=False, assessment__left_at=None
    )
    whole = rows.with_scores().select_related("assessment__agency", "assessment__round", "criterion", "appeal")
    held, late = Q(evidence__removed_at=None), Q(evidence__added_at__gt=F("assessment__submitted_at"))
    counted = whole.annotate(pieces=Count("evidence", filter=held), late=Count("evidence", filter=held & late))
    order = ("assessment__agency__protocol_order", "assessment__agency__collation_key", "criterion__order")
    return counted.order_by(*order)


def _judged_entries(round: Round, judge: Judge) -> Any:
    rows = Entry.objects.filter(
        assessment__round=round, assessment__submitted_at__isnull=False, assessment__left_at=None
    ).exclude(assessment__agency__in=judge.own)
    return rows.select_related("assessment__agency", "assessment__round", "criterion", "appraised", "second").order_by(
        "assessment__agency__protocol_order", "assessment__agency__collation_key"
    )


def _queue_row(node: Criterion, counts: Counter[str]) -> QueueRow:
    judged = counts[AppraisalState.ACCEPTED] + counts[AppraisalState.CHANGED]
    return QueueRow(node, counts[AppraisalState.WAITING], counts[AppraisalState.RETURNED], judged, counts["again"])


def _wants_again(entry: Entry, judge: Judge) -> bool:
    """Whether this person is asked for the second reading."""
    if entry.appraised is None or entry.second is not None or entry.appraised.by_id == judge.user.pk:
        return False
    return judge.may(entry) and is_second_read(entry)


def _rows(round: Round, entries: Iterable[Any], judge: Judge) -> list[GridRow]:
    entries = list(entries)
    middle, elsewhere, before = _middles(round, entries), _uses_elsewhere(round, entries), _before(round, entries)
    return [
        GridRow(
            entry=entry,
            pieces=entry.pieces,
            before=before.get(_key(entry)),
            signs=tuple(_signs(entry, middle, elsewhere, before.get(_key(entry)))),
            is_own=entry.assessment.agency_id in judge.own,
            is_back=is_returned(entry, judge.today),
            may=judge.may(entry),
            again=_wants_again(entry, judge),
        )
        for entry in entries
    ]


def _signs(
    entry: Any, middle: dict[tuple[UUID, str], Decimal], elsewhere: dict[UUID, int], before: Score | None
) -> Iterable[Sign]:
    """What should be looked at, the gravest first."""
    most, filled = entry.criterion.max_score, entry.filled
    points = filled.points if filled else None
    if points is not None and points == most and not entry.pieces:
        yield Sign("full_without_proof")
    if entry.late:
        yield Sign("late_proof", entry.late)
    usual = middle.get((entry.criterion_id, entry.assessment.group))
    if points is not None and usual is not None and abs(points - usual) > FAR * most:
        yield Sign("above" if points > usual else "below", usual)
    if points is not None and before and before.points is not None and abs(points - before.points) > FAR * most:
        yield Sign("leap", before.points)
    if elsewhere.get(entry.pk):
        yield Sign("same_file", elsewhere[entry.pk])
    if entry.answered_at is not None and entry.appraisal == AppraisalState.WAITING:
        yield Sign("answered")


def _middles(round: Round, entries: Sequence[Any]) -> dict[tuple[UUID, str], Decimal]:
    """The middle of what the agencies of a group give themselves for a leaf, of at least five."""
    leaves = {entry.criterion_id for entry in entries}
    peers = Entry.objects.filter(
        assessment__round=round,
        assessment__submitted_at__isnull=False,
        criterion__in=leaves,
        filled__points__isnull=False,
    )
    held: dict[tuple[UUID, str], list[Decimal]] = defaultdict(list)
    for leaf, group, points in peers.order_by().values_list("criterion", "assessment__group", "filled__points"):
        if points is not None:
            held[leaf, group].append(points)
    return {key: median(points) for key, points in held.items() if len(points) >= 5}


def _uses_elsewhere(round: Round, entries: Sequence[Any]) -> dict[UUID, int]:
    """For each leaf how many other leaves of the round its files prove too."""
    keys = [entry.pk for entry in entries]
    own = EntryEvidence.objects.filter(entry__in=keys, removed_at=None, document__file__isnull=False)
    files: dict[UUID, set[UUID]] = defaultdict(set)
    for entry, file in own.values_list("entry", "document__file"):
        files[entry].add(file)
    used: dict[UUID, set[UUID]] = defaultdict(set)
    wanted = {file for some in files.values() for file in some}
    uses = EntryEvidence.objects.filter(removed_at=None, document__file__in=wanted, entry__assessment__round=round)
    for entry, file in uses.values_list("entry", "document__file"):
        used[file].add(entry)
    return {entry: len(set().union(*(used[file] for file in some)) - {entry}) for entry, some in files.items()}


def _before(round: Round, entries: Sequence[Any]) -> dict[str, Score]:
    """What counted in the round before, for the same agency and a leaf of the same code and name."""
    if round.previous_id is None:
        return {}
    codes = {entry.criterion.code for entry in entries}
    agencies = {entry.assessment.agency_id for entry in entries}
    rows = Entry.objects.filter(
        assessment__round=round.previous_id, assessment__agency__in=agencies, criterion__code__in=codes
    )
    found = rows.with_scores().select_related("criterion", "assessment")
    return {_key(one): one.newest for one in found if one.newest is not None}


def _key(entry: Entry) -> str:
    return f"{entry.assessment.agency_id} {meaning_of(entry.criterion)}"
