"""What agencies have reached: as they say themselves, as appraised, and as it counts now, computed from the claims."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from caicach.assessments.models import Assessment, Entry, Round, Score
from caicach.core.scoring.claims import outcome_of
from caicach.core.scoring.criteria import CriteriaSet
from caicach.core.scoring.ranking import Standing, rank
from caicach.core.scoring.totals import Outcomes, Result, total


class Reading(StrEnum):
    """Whose scores are added up. Leaves from outside belong to each."""

    FILLED = "filled"
    APPRAISED = "appraised"
    COUNTING = "counting"
    NEWEST = "newest"


_CHOICES: dict[Reading, Callable[[Entry], Score | None]] = {
    Reading.FILLED: lambda entry: entry.outside or entry.filled,
    Reading.APPRAISED: lambda entry: entry.outside or entry.appraised,
    Reading.COUNTING: lambda entry: entry.counting,
    Reading.NEWEST: lambda entry: entry.newest,
}


@dataclass(frozen=True, slots=True)
class AgencyResult:
    """An agency with what its leaves add up to."""

    assessment: Assessment
    result: Result


def result_of(assessment: Assessment, reading: Reading) -> Result:
    """The result of one agency."""
    entries = assessment.entries.with_scores().select_related("criterion")
    criteria_set = assessment.round.criteria_set.as_core
    return total(criteria_set, outcomes_of(criteria_set, entries, reading))


def results_of(round: Round, reading: Reading) -> list[AgencyResult]:
    """The results of all agencies that stand in the round, in their order: two queries."""
    criteria_set = round.criteria_set.as_core
    standing = list(round.assessments.standing().select_related("agency"))
    entries: dict[object, list[Entry]] = {one.pk: [] for one in standing}
    for entry in Entry.objects.filter(assessment__in=standing).with_scores().select_related("criterion"):
        entries[entry.assessment_id].append(entry)
    return [
        AgencyResult(one, total(criteria_set, outcomes_of(criteria_set, entries[one.pk], reading))) for one in standing
    ]


def outcomes_of(criteria_set: CriteriaSet, entries: Iterable[Entry], reading: Reading) -> Outcomes:
    """The outcomes of leaves under a reading; leaves without a score are left out, and miss."""
    leaves = {leaf.code: leaf for leaf in criteria_set.leaves()}
    chosen = ((entry.criterion.code, _CHOICES[reading](entry)) for entry in entries)
    return {code: outcome_of(leaves[code], score.as_core) for code, score in chosen if score is not None}


def standings_of(round: Round, results: Iterable[AgencyResult]) -> dict[str, list[Standing]]:
    """The ranks within each group that is ranked this year, by the code of the agency."""
    criteria_set = round.criteria_set.as_core
    groups: dict[str, dict[str, Result]] = {}
    for one in results:
        groups.setdefault(one.assessment.group, {})[one.assessment.agency.code] = one.result
    return {group: rank(criteria_set, members) for group, members in groups.items() if group not in round.unranked}
