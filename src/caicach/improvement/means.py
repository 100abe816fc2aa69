"""Where the agencies of a round lose points in the mean, domain by domain, and what is proposed about it.

Only agencies with points of a leaf count for its mean: what misses is no nought, and how many count is told.
The words for the plan are Vietnamese whatever language a person reads the site in, so they are not translated.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from caicach.agencies.models import DomainLead
from caicach.core.scoring.criteria import Criterion, ScoredBy
from caicach.core.scoring.outcome import Missing, Scored
from caicach.core.scoring.whatif import reaches
from caicach.improvement.planning import LastScores, printed
from caicach.improvement.sentences import best_of
from caicach.improvement.standing import Board, Stand
from caicach.plans.domains import DomainFinder

MOST_PROPOSED = 10
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class MeanGap:
    """A leaf over the agencies of a round. lost, reached: means over the `counted` agencies that have points.

    missing: how many should have points and have none. losing: those that lose something, the most first.
    """

    criterion: Criterion
    lost: Decimal
    reached: Decimal
    counted: int
    missing: int
    losing: tuple[Stand, ...]

    @property
    def is_own_work(self) -> bool:
        """Whether agencies can do something about it by themselves."""
        return self.criterion.scored_by is ScoredBy.APPRAISAL


@dataclass(frozen=True, slots=True)
class DomainGaps:
    """The leaves of a domain that lose points. leads: the agencies in charge of it; empty where nobody is entered."""

    top: Criterion
    leads: str
    rows: tuple[MeanGap, ...]

    @property
    def lost(self) -> Decimal:
        return sum((row.lost for row in self.rows), Decimal(0))


def domain_gaps(board: Board, *, today: date) -> list[DomainGaps]:
    """The domains of the set in which the agencies of a round lose points, in the order of the set."""
    found = []
    leads = leads_of([top.name for top in board.criteria_set.criteria], today)
    for top in board.criteria_set.criteria:
        rows = [row for leaf in top.leaves() if (row := _mean(leaf, board.stands)) is not None and row.lost]
        if rows:
            found.append(DomainGaps(top, leads[top.name], tuple(rows)))
    return found


def leads_of(names: Iterable[str], today: date) -> dict[str, str]:
    """For each heading the agencies that lead the domain it names; nobody where it names none for certain."""
    agencies: dict[int, list[str]] = defaultdict(list)
    rows = DomainLead.objects.valid_on(today).order_by("agency__protocol_order", "pk")
    for domain, agency in rows.values_list("domain", "agency__name"):
        agencies[domain].append(agency)
    finder = DomainFinder(today)
    domains = {name: finder.find(name) for name in names}
    return {name: "; ".join(agencies[domain.pk]) if domain else "" for name, domain in domains.items()}


def usually_chosen(domains: Iterable[DomainGaps]) -> set[str]:
    """The leaves that lose most of those that agencies can work on."""
    rows = [row for one in domains for row in one.rows if row.is_own_work]
    return {row.criterion.code for row in sorted(rows, key=lambda row: -row.lost)[:MOST_PROPOSED]}


def mean_scores(board: Board) -> LastScores:
    """What the leaves have reached in the mean, as it is printed in a plan."""
    rows = [_mean(leaf, board.stands) for leaf in board.criteria_set.leaves()]
    return {row.criterion.code: printed(row.reached) for row in rows if row is not None}


def proposed_measures(row: MeanGap) -> str:
    """What is to be done, from the nearest steps of the agencies that lose most; "" where agencies can do nothing."""
    if not row.is_own_work or not row.losing:
        return ""
    named = row.losing[:_MOST_NAMED]
    labels = list(dict.fromkeys(filter(None, (_next_input(row.criterion, stand) for stand in named))))
    what = f"Cải thiện {', '.join(f'“{label}”' for label in labels)}" if labels else "Đôn đốc, hướng dẫn các cơ quan"
    full = f" (đạt tối đa khi: {row.criterion.full_mark})" if row.criterion.full_mark else ""
    return f"{what}{full}; tập trung vào {', '.join(one.assessment.agency.brief for one in named)}."


def _mean(leaf: Criterion, stands: Iterable[Stand]) -> MeanGap | None:
    """None for a leaf outside the total, or one for which nobody has points."""
    held = [stand for stand in stands if leaf.code in stand.losses]
    points = {stand.assessment.pk: one.points for stand in held if isinstance(one := _outcome(leaf, stand), Scored)}
    if not points:
        return None
    counted = [stand for stand in held if stand.assessment.pk in points]
    lost = {stand.assessment.pk: stand.losses[leaf.code].lost for stand in counted}
    losing = sorted((one for one in counted if lost[one.assessment.pk]), key=lambda one: -lost[one.assessment.pk])
    missing = sum(isinstance(_outcome(leaf, stand), Missing) for stand in held)
    return MeanGap(leaf, _mean_of(lost), _mean_of(points), len(counted), missing, tuple(losing))


def _outcome(leaf: Criterion, stand: Stand) -> object:
    return stand.outcomes.get(leaf.code, Missing(()))


def _mean_of(points: Mapping[UUID, Decimal]) -> Decimal:
    return sum(points.values(), Decimal(0)) / len(points)


def _next_input(leaf: Criterion, stand: Stand) -> str:
    """The label of the input whose change brings the next points."""
    word = stand.words.get(leaf.code)
    found = best_of(reaches(leaf, word.claim)) if word else None
    return next((one.label for one in leaf.inputs if found and one.name == found.input), "")
