"""A set tried on what was claimed under another one: what can be carried over, and what would have come out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from caicach.core.scoring.claims import Claim, outcome_of
from caicach.core.scoring.criteria import CriteriaSet, Criterion, WhenNotApplicable
from caicach.core.scoring.crosswalk import Change, Crosswalk
from caicach.core.scoring.leaves import score_leaf
from caicach.core.scoring.losses import added, losses
from caicach.core.scoring.outcome import Missing, NotApplicable, Outcome, Scored
from caicach.core.scoring.ratios import ZERO
from caicach.core.scoring.rounding import rounded
from caicach.core.scoring.totals import Result, total
from caicach.core.text import fold

Claims = Mapping[str, Claim]
"""By the code of the leaf."""

_ONE_TO_ONE = (Change.SAME, Change.REWORDED, Change.REWEIGHTED)


@dataclass(frozen=True, slots=True)
class Carrying:
    """How leaves of the old set become leaves of the new one. pairs: new code → old code. uncarried: new leaves that
    nothing leads to; dropped: old leaves that lead nowhere."""

    pairs: dict[str, str]
    uncarried: tuple[str, ...]
    dropped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """One agency under both sets."""

    agency: str
    old: Result
    new: Result


@dataclass(frozen=True, slots=True)
class TrialRow:
    """An agency beside itself. new_share: of the part of the new set that could be carried over.

    None, and no rank: where it misses something that others have, for then it is not compared with them.
    missing: what it misses of the new set beyond what nobody has.
    """

    agency: str
    group: str
    old_share: Decimal | None
    new_share: Decimal | None
    old_rank: int | None
    new_rank: int | None
    missing: tuple[str, ...]

    @property
    def difference(self) -> Decimal | None:
        """How much the share changes."""
        return None if self.old_share is None or self.new_share is None else self.new_share - self.old_share

    @property
    def rank_change(self) -> int | None:
        """So many places up, or, below zero, down."""
        return None if self.old_rank is None or self.new_rank is None else self.old_rank - self.new_rank


def carrying(old: CriteriaSet, new: CriteriaSet, crosswalk: Crosswalk | None = None) -> Carrying:
    """By the links of a crosswalk; without one, leaves of the same code and name, or of a name that occurs once."""
    if crosswalk is not None:
        pairs = {link.new[0]: link.old[0] for link in crosswalk.links if link.change in _ONE_TO_ONE}
    else:
        pairs = _by_name(list(old.leaves()), list(new.leaves()))
    used = set(pairs.values())
    return Carrying(
        pairs,
        tuple(leaf.code for leaf in new.leaves() if leaf.code not in pairs),
        tuple(leaf.code for leaf in old.leaves() if leaf.code not in used),
    )


def _by_name(old: list[Criterion], new: list[Criterion]) -> dict[str, str]:
    names = [fold(leaf.name) for leaf in old]
    by_key = {(leaf.code, name): leaf.code for leaf, name in zip(old, names, strict=True)}
    by_name = {name: leaf.code for leaf, name in zip(old, names, strict=True) if names.count(name) == 1}
    new_names = [fold(leaf.name) for leaf in new]
    pairs: dict[str, str] = {}
    for leaf, name in zip(new, new_names, strict=True):
        same = by_key.get((leaf.code, name)) or (by_name.get(name) if new_names.count(name) == 1 else None)
        if same is not None and same not in pairs.values():
            pairs[leaf.code] = same
    return pairs


def carried(before: Criterion, after: Criterion, claim: Claim) -> Claim:
    """What was claimed of the old leaf, as a claim of the new one.

    Figures go over by the name of the input. Points that a person gave or set go over only where the maximum is the
    same: of another maximum nobody has given any. What does not apply stays so where the new leaf allows it.
    """
    wanted = set(after.rule.inputs()) if after.rule is not None else set()
    values = {name: value for name, value in claim.values.items() if name in wanted}
    is_same_maximum = before.max_score == after.max_score
    may_be_absent = after.when_not_applicable is not WhenNotApplicable.NEVER
    return replace(
        claim,
        values=values,
        given=claim.given if is_same_maximum else None,
        decided=claim.decided if is_same_maximum else None,
        is_not_applicable=claim.is_not_applicable and may_be_absent,
    )


def outcomes_under(old: CriteriaSet, new: CriteriaSet, way: Carrying, claims: Claims) -> dict[str, Outcome]:
    """The outcomes of the new leaves that something is known of; all others miss."""
    before = {leaf.code: leaf for leaf in old.leaves()}
    found: dict[str, Outcome] = {}
    for leaf in new.leaves():
        claim = claims.get(way.pairs.get(leaf.code, ""))
        if claim is not None:
            found[leaf.code] = _outcome(leaf, carried(before[way.pairs[leaf.code]], leaf, claim))
    return found


def _outcome(leaf: Criterion, claim: Claim) -> Outcome:
    """A rule of the new set may refuse figures of the old one, such as a level that it does not know: they miss.

    So does what a draft says nobody is exempt from, while its rule finds nothing to measure.
    """
    try:
        found = outcome_of(leaf, claim)
    except (TypeError, ValueError):
        return score_leaf(leaf, {}) if leaf.rule is not None else Missing(())
    is_nobody_exempt = leaf.when_not_applicable is WhenNotApplicable.NEVER
    return Missing((), found.step) if isinstance(found, NotApplicable) and is_nobody_exempt else found


def tried(
    old: CriteriaSet, new: CriteriaSet, way: Carrying, agencies: Mapping[str, Claims]
) -> tuple[list[Tried], dict[str, dict[str, Outcome]]]:
    """Every agency under both sets, and the outcomes of the new leaves by agency."""
    outcomes = {agency: outcomes_under(old, new, way, claims) for agency, claims in agencies.items()}
    leaves = {leaf.code: leaf for leaf in old.leaves()}
    rows = [
        Tried(
            agency,
            total(old, {code: outcome_of(leaves[code], claim) for code, claim in claims.items()}),
            total(new, outcomes[agency]),
        )
        for agency, claims in agencies.items()
    ]
    return rows, outcomes


def separating_nobody(
    criteria_set: CriteriaSet, outcomes: Iterable[Mapping[str, Outcome]]
) -> list[tuple[str, Decimal]]:
    """Leaves on which all agencies that have points have the same, with these points; two agencies at least."""
    several = list(outcomes)
    found = []
    for leaf in criteria_set.leaves():
        told = [one.get(leaf.code, Missing(())) for one in several]
        points = [one.points for one in told if isinstance(one, Scored)]
        is_whole = all(isinstance(one, Scored | NotApplicable) for one in told)
        if is_whole and len(points) > 1 and len(set(points)) == 1:
            found.append((leaf.code, points[0]))
    return found


def trial_table(new: CriteriaSet, rows: Iterable[Tried], way: Carrying, groups: Mapping[str, str]) -> list[TrialRow]:
    """The agencies in their order, each with its places within its group under both sets."""
    several = list(rows)
    common = set(way.uncarried)
    missing = {row.agency: tuple(code for code in row.new.missing if code not in common) for row in several}
    old = {row.agency: row.old.share for row in several}
    carried_over = {row.agency: None if missing[row.agency] else _known_share(new, row.new) for row in several}
    old_ranks, new_ranks = _ranks(old, groups), _ranks(carried_over, groups)
    return [
        TrialRow(
            row.agency,
            groups[row.agency],
            old[row.agency],
            carried_over[row.agency],
            old_ranks.get(row.agency),
            new_ranks.get(row.agency),
            missing[row.agency],
        )
        for row in several
    ]


def _known_share(criteria_set: CriteriaSet, result: Result) -> Decimal | None:
    """As `Result.share`, of the leaves that have points; the same where none misses."""
    if result.share is not None:
        return result.share
    found = losses(criteria_set, result)
    whole = added(found[one.code] for one in criteria_set.criteria if one.code in found)
    known = whole.applicable - whole.at_stake
    reached = max(result.exact + result.bonus - result.penalty, ZERO)
    return rounded(reached / known, criteria_set.roundings.share) if known else None


def _ranks(shares: Mapping[str, Decimal | None], groups: Mapping[str, str]) -> dict[str, int]:
    """One more than how many of the same group have a greater share."""
    known = {agency: share for agency, share in shares.items() if share is not None}
    return {
        agency: 1 + sum(other > share for name, other in known.items() if groups[name] == groups[agency])
        for agency, share in known.items()
    }
