"""Where values differ: the agency's and the appraiser's, the first reading and the second, one appraiser and others."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from caicach.appraisals.grid import FAR
from caicach.assessments.filling_rules import is_different
from caicach.assessments.models import Assessment, Entry, Round
from caicach.people.models import User


@dataclass(frozen=True, slots=True)
class JudgeRow:
    """An appraiser over all agencies. mean: of (appraised − self) as a rate of the maximum."""

    person: User
    judged: int
    changed: int
    mean: Decimal
    far: int

    @property
    def percent(self) -> Decimal:
        return self.mean * 100


@dataclass(frozen=True, slots=True)
class Pair:
    """A leaf with two values that lie apart."""

    entry: Entry
    first: Decimal
    second: Decimal

    @property
    def distance(self) -> Decimal:
        return self.second - self.first


def different_entries(assessment: Assessment) -> list[Entry]:
    """The leaves of an agency that were appraised otherwise than it scored itself."""
    rows = assessment.entries.with_scores().select_related(
        "criterion__criteria_set", "assessment__agency", "assessment__round", "appeal"
    )
    return [entry for entry in rows.filter(appraised__isnull=False) if is_different(entry)]


def appraised_entries(round: Round) -> list[Entry]:
    """Every leaf of a round that was appraised, of agencies that stand in it: read once for the whole comparison."""
    rows = Entry.objects.filter(assessment__round=round, assessment__left_at=None, appraised__isnull=False)
    whole = rows.with_scores().select_related("criterion", "assessment__agency", "appraised__by", "second__by")
    return list(whole)


def judges_of(appraised: Iterable[Entry]) -> list[JudgeRow]:
    """The appraisers of a round side by side: one who takes more off than others is seen at once."""
    held: dict[int, list[Entry]] = defaultdict(list)
    people: dict[int, User] = {}
    for entry in appraised:
        assert entry.appraised is not None
        if entry.appraised.by is not None:
            held[entry.appraised.by.pk].append(entry)
            people[entry.appraised.by.pk] = entry.appraised.by
    return [_judge_row(people[key], entries) for key, entries in held.items()]


def far_changes(appraised: Iterable[Entry]) -> list[Pair]:
    """Appraisals that took or gave more than a fifth of the maximum, the largest first."""
    pairs = (_pair(entry, entry.filled, entry.appraised) for entry in appraised)
    far = [pair for pair in pairs if pair and abs(pair.distance) > FAR * pair.entry.criterion.max_score]
    return sorted(far, key=lambda pair: -abs(pair.distance))


def second_readings(appraised: Iterable[Entry]) -> list[Pair]:
    """Leaves that were read twice and came to different points, the largest difference first."""
    pairs = (_pair(entry, entry.appraised, entry.second) for entry in appraised)
    return sorted((pair for pair in pairs if pair and pair.distance), key=lambda pair: -abs(pair.distance))


def _judge_row(person: User, entries: list[Entry]) -> JudgeRow:
    pairs = [pair for entry in entries if (pair := _pair(entry, entry.filled, entry.appraised))]
    rates = [pair.distance / pair.entry.criterion.max_score for pair in pairs]
    mean = sum(rates, Decimal(0)) / len(rates) if rates else Decimal(0)
    changed = sum(bool(rate) for rate in rates)
    return JudgeRow(person, len(entries), changed, mean, sum(abs(rate) > FAR for rate in rates))


def _pair(entry: Entry, one: object, other: object) -> Pair | None:
    first, second = getattr(one, "points", None), getattr(other, "points", None)
    return None if first is None or second is None else Pair(entry, first, second)
