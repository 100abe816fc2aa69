"""An agency over the years: the rounds that led to this one, with a break wherever the method became another."""

from dataclasses import dataclass
from decimal import Decimal

from caicach.assessments.models import Assessment, Round
from caicach.core.scoring.criteria import CriteriaSet
from caicach.core.scoring.crosswalk import Comparison, Crosswalk, comparison
from caicach.core.scoring.outcome import Scored
from caicach.criteria.models import CriteriaSet as SetRow
from caicach.criteria.models import Crosswalk as CrosswalkRow
from caicach.improvement.standing import Stand, stand_alone

MOST_YEARS = 6


def crosswalk_between(old: SetRow, new: SetRow) -> Crosswalk | None:
    """The crosswalk that somebody has confirmed, or None: then the results of two sets are not set side by side."""
    row = CrosswalkRow.objects.filter(old_set=old, new_set=new).first()
    return row.as_core if row else None


@dataclass(frozen=True, slots=True)
class YearRow:
    """One round of an agency. is_break: it may not be compared with the one after it. change: of the share, if so."""

    assessment: Assessment
    stand: Stand
    is_break: bool
    change: Decimal | None = None


@dataclass(frozen=True, slots=True)
class LeafTrend:
    """A leaf this time and last time, as far as it may be compared: by points, by share of its maximum, or not."""

    code: str
    name: str
    by: Comparison
    before: Decimal
    now: Decimal

    @property
    def change(self) -> Decimal:
        return self.now - self.before


def years_of(assessment: Assessment, stand: Stand) -> list[YearRow]:
    """This round and those before it, the newest first."""
    rows: list[YearRow] = []
    current, result = assessment, stand
    while len(rows) < MOST_YEARS:
        before = _before(current)
        if before is None:
            break
        earlier = stand_alone(before)
        is_break = not _is_same(before.round, current.round)
        rows.append(YearRow(current, result, is_break, None if is_break else _change(earlier, result)))
        current, result = before, earlier
    rows.append(YearRow(current, result, is_break=False))
    return rows


def leaf_trends(rows: list[YearRow]) -> list[LeafTrend]:
    """The leaves of the two newest rounds that may be compared and changed, the greatest fall first."""
    if len(rows) < 2:
        return []
    new, old = rows[0], rows[1]
    new_set, old_set = new.assessment.round.criteria_set, old.assessment.round.criteria_set
    walk = None if new_set.pk == old_set.pk else crosswalk_between(old_set, new_set)
    if new_set.pk != old_set.pk and walk is None:
        return []
    found = _compared(old_set.as_core, new_set.as_core, walk, old.stand, new.stand)
    return sorted((one for one in found if one.change), key=lambda one: one.change)


def _compared(old: CriteriaSet, new: CriteriaSet, walk: Crosswalk | None, before: Stand, now: Stand) -> list[LeafTrend]:
    earlier, found = {leaf.code: leaf for leaf in old.leaves()}, []
    for leaf in new.leaves():
        former, by = _former(leaf.code, walk)
        then, today = before.outcomes.get(former), now.outcomes.get(leaf.code)
        if by is Comparison.NONE or not isinstance(then, Scored) or not isinstance(today, Scored):
            continue
        by_share = by is Comparison.SHARE
        most = (earlier[former].max_score, leaf.max_score) if by_share else (Decimal(1), Decimal(1))
        found.append(LeafTrend(leaf.code, leaf.name, by, then.points / most[0], today.points / most[1]))
    return found


def _former(code: str, walk: Crosswalk | None) -> tuple[str, Comparison]:
    """The leaf of the old set that a leaf comes from, and how the two may be compared."""
    if walk is None:
        return code, Comparison.POINTS
    former = next((link.old[0] for link in walk.links if link.new == (code,) and len(link.old) == 1), "")
    return former, comparison(walk, former, code)


def _before(assessment: Assessment) -> Assessment | None:
    previous = assessment.round.previous_id
    if previous is None:
        return None
    rows = Assessment.objects.standing().filter(round=previous, agency=assessment.agency_id)
    return rows.select_related("agency", "round__criteria_set").first()


def _is_same(old: Round, new: Round) -> bool:
    """Whether the totals of two rounds mean the same: the same set, or one in which no leaf became another."""
    if old.criteria_set_id == new.criteria_set_id:
        return True
    walk = crosswalk_between(old.criteria_set, new.criteria_set)
    if walk is None:
        return False
    pairs = [(link.old[0], link.new[0]) for link in walk.links if len(link.old) == 1 == len(link.new)]
    kept = [pair for pair in pairs if comparison(walk, *pair) is Comparison.POINTS]
    leaves = [{leaf.code for leaf in row.criteria_set.as_core.leaves()} for row in (old, new)]
    return [{pair[0] for pair in kept}, {pair[1] for pair in kept}] == leaves


def _change(before: Stand, now: Stand) -> Decimal | None:
    if before.result.share is None or now.result.share is None:
        return None
    return now.result.share - before.result.share
