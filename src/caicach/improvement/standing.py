"""How agencies stand in a round: what counts of each leaf, or is claimed so far, computed anew."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from caicach.assessments.models import Assessment, Entry, Round, RoundState, Stage
from caicach.core.scoring import criteria as core
from caicach.core.scoring.claims import Claim, outcome_of
from caicach.core.scoring.losses import Loss, added, losses
from caicach.core.scoring.outcome import Outcome
from caicach.core.scoring.plain import from_plain
from caicach.core.scoring.totals import Result, total
from caicach.people.models import User

COUNTING = (Stage.OUTSIDE, Stage.DECIDED, Stage.APPRAISED)
NEWEST = (*COUNTING, Stage.FILLED)
"""The first of these that there is, as `Entry.counting` and `Entry.newest` say."""


@dataclass(frozen=True, slots=True)
class Word:
    """The claim that holds for a leaf, and whose word it is."""

    claim: Claim
    stage: Stage


@dataclass(frozen=True, slots=True)
class Stand:
    """An agency in a round. words, outcomes: by the code of the leaf; losses: by the code of each node.

    lost: of the whole total.
    """

    assessment: Assessment
    words: dict[str, Word]
    outcomes: dict[str, Outcome]
    result: Result
    losses: dict[str, Loss]
    lost: Loss

    @property
    def claims(self) -> dict[str, Claim]:
        return {code: word.claim for code, word in self.words.items()}


@dataclass(frozen=True, slots=True)
class Board:
    """The agencies of a round that somebody sees, in their order."""

    round: Round
    criteria_set: core.CriteriaSet
    stands: list[Stand]

    @property
    def is_provisional(self) -> bool:
        """Whether what agencies say of themselves is in it, since the round is not closed."""
        return is_provisional(self.round)

    def results(self) -> dict[str, Result]:
        return {stand.assessment.agency.code: stand.result for stand in self.stands}


def is_provisional(round: Round) -> bool:
    return round.state == RoundState.OPEN


def board_of(round: Round, user: User) -> Board:
    """The agencies of a round that a person sees: two queries."""
    return board_over(round, round.assessments.standing().visible_to(user))


def board_over(round: Round, assessments: QuerySet[Assessment]) -> Board:
    """How some agencies of a round stand."""
    criteria_set = round.criteria_set.as_core
    standing = list(assessments.select_related("agency"))
    words = words_of(round, standing)
    return Board(round, criteria_set, [stand_of(criteria_set, one, words[one.pk]) for one in standing])


def stand_of(criteria_set: core.CriteriaSet, assessment: Assessment, words: dict[str, Word]) -> Stand:
    """An agency with these claims."""
    outcomes = outcomes_for(criteria_set, {code: word.claim for code, word in words.items()})
    result = total(criteria_set, outcomes)
    found = losses(criteria_set, result)
    lost = added(found[one.code] for one in criteria_set.criteria if one.code in found)
    return Stand(assessment, words, outcomes, result, found, lost)


def stand_alone(assessment: Assessment) -> Stand:
    """One agency without the others."""
    words = words_of(assessment.round, [assessment])
    return stand_of(assessment.round.criteria_set.as_core, assessment, words[assessment.pk])


def outcomes_for(criteria_set: core.CriteriaSet, claims: Mapping[str, Claim]) -> dict[str, Outcome]:
    leaves = {leaf.code: leaf for leaf in criteria_set.leaves()}
    return {code: outcome_of(leaves[code], claim) for code, claim in claims.items()}


def words_of(round: Round, assessments: Iterable[Assessment]) -> dict[object, dict[str, Word]]:
    """The claims that hold, by agency and code of the leaf: those that count, or the newest while the round runs."""
    stages = NEWEST if is_provisional(round) else COUNTING
    found: dict[object, dict[str, Word]] = {one.pk: {} for one in assessments}
    claims = [f"{stage.value}__claim" for stage in stages]
    rows = Entry.objects.filter(assessment__in=list(found)).order_by("criterion__order")
    for key, code, *said in rows.values_list(
        "assessment", "criterion__code", *claims
    ):  # rows of models cost twice this
        word = _first(stages, said)
        if word is not None:
            found[key][code] = word
    return found


def _first(stages: tuple[Stage, ...], said: list[Any]) -> Word | None:
    for stage, claim in zip(stages, said, strict=True):
        if claim is not None:
            return Word(from_plain(Claim, claim), stage)
    return None
