"""What could be done about a result: the options that are open for a leaf, and the best set for a chosen effort."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from caicach.core.scoring.claims import Claim, outcome_of
from caicach.core.scoring.criteria import Criterion, ScoredBy
from caicach.core.scoring.outcome import Scored, Value
from caicach.core.scoring.ratios import ZERO
from caicach.core.scoring.shapes.base import Shape
from caicach.core.scoring.shapes.composite import Composite
from caicach.core.scoring.shapes.conditions import ChecklistSum, ComplianceCheck
from caicach.core.scoring.shapes.outside import ExternalOnly
from caicach.core.scoring.steps import next_step

LEAST_GAIN = Decimal("0.05")
MOST_EFFORT = 1000


@dataclass(frozen=True, slots=True)
class Reach:
    """One input changed, all others as they are: what it is, what it becomes, and what that gains.

    change: how many more or, below zero, fewer; None for a yes or a level.
    """

    input: str
    value: Value
    change: Decimal | None
    gain: Decimal


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be done about a leaf. effort: a whole number from 1 on, in a unit that the user chose."""

    key: str
    gain: Decimal
    effort: int


@dataclass(frozen=True, slots=True)
class BestSet:
    """Measures that together gain most, in the order in which they were given."""

    options: tuple[Option, ...]
    gain: Decimal
    effort: int


def reaches(criterion: Criterion, claim: Claim, least_gain: Decimal = LEAST_GAIN) -> list[Reach]:
    """What would lift a leaf, the smallest change of each input that gains at least `least_gain` or all that is left.

    Empty where the points are all there, where something misses or does not apply, where the rule is not known or
    says nothing below full points, where a person has set the points, and where they come from outside: there no
    figure of the agency moves them.
    """
    rule = criterion.rule
    is_by_rule = claim.decided is None and not claim.is_not_applicable and not criterion.only_full_mark
    if rule is None or criterion.scored_by is not ScoredBy.APPRAISAL or not is_by_rule:
        return []
    now = outcome_of(criterion, claim)
    if not isinstance(now, Scored) or now.points >= criterion.max_score:
        return []
    return list(_reaches(criterion, rule, claim, now.points, least_gain))


def best_set(options: Sequence[Option], effort: int) -> BestSet:
    """The set of options that gains most points for at most so much effort; of equals, the one with least effort.

    This is the 0/1 knapsack problem, solved exactly by dynamic programming over the whole effort that is left:

        best(n, e) = max(best(n - 1, e), best(n - 1, e - effort(n)) + gain(n))

    with exact decimals, in len(options) × effort steps (Bellman, 1957; Kellerer, Pferschy, Pisinger: Knapsack
    Problems, 2004, section 2.3). Leaves add up to the total, so gains of different leaves add up too; there must be
    one option at most for each leaf.
    """
    if not 0 <= effort <= MOST_EFFORT:
        raise ValueError(f"effort from 0 to {MOST_EFFORT}: {effort}")
    if any(one.effort < 1 or one.gain < 0 for one in options):
        raise ValueError("an option costs at least 1 and never loses points")
    rows = [[ZERO] * (effort + 1)]
    for one in options:
        before = rows[-1]
        rows.append(
            [
                max(before[e], before[e - one.effort] + one.gain) if e >= one.effort else before[e]
                for e in range(effort + 1)
            ]
        )
    left = rows[-1].index(rows[-1][effort])  # the least effort that gains as much
    chosen: list[Option] = []
    for place in range(len(options), 0, -1):
        if rows[place][left] != rows[place - 1][left]:
            chosen.append(options[place - 1])
            left -= options[place - 1].effort
    chosen.reverse()
    return BestSet(tuple(chosen), rows[-1][effort], sum(one.effort for one in chosen))


def _reaches(criterion: Criterion, rule: Shape, claim: Claim, now: Decimal, least_gain: Decimal) -> Iterator[Reach]:
    answers = dict(_answers(rule))
    for name in rule.inputs():
        if name in answers:
            found = [_tried(criterion, claim, name, value, now) for value in answers[name]]
            better = [one for one in found if one is not None]
            if better:
                yield _smallest(better, least_gain)
        else:
            step = next_step(rule, claim.values, criterion.max_score, input_name=name, least_gain=least_gain)
            held = claim.values.get(name)
            if step is not None and isinstance(held, Decimal):
                yield Reach(name, held + step.change, step.change, step.gain)


def _smallest(better: Sequence[Reach], least_gain: Decimal) -> Reach:
    """The answer nearest above; where none gains enough, the one that gains most."""
    enough = [one for one in better if one.gain >= least_gain]
    return min(enough, key=lambda one: one.gain) if enough else max(better, key=lambda one: one.gain)


def _tried(criterion: Criterion, claim: Claim, name: str, value: Value, now: Decimal) -> Reach | None:
    then = outcome_of(criterion, replace(claim, values={**claim.values, name: value}))
    gained = then.points - now if isinstance(then, Scored) else ZERO
    return Reach(name, value, None, gained) if gained > 0 else None


def _answers(rule: Shape) -> Iterator[tuple[str, Sequence[Value]]]:
    """Inputs that are no figures, with the answers that there are; points given by others have none to choose."""
    if isinstance(rule, ChecklistSum):
        yield from ((name, (True,)) for name in rule.inputs())
    elif isinstance(rule, ComplianceCheck):
        yield rule.level, tuple(level.code for level in rule.levels)
    elif isinstance(rule, ExternalOnly):
        yield rule.points, ()
    elif isinstance(rule, Composite):
        for part in rule.parts:
            yield from _answers(part.shape)
