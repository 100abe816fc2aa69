"""Why a score is what it is, in one sentence."""

from caicach.assessments.models import Score
from caicach.core.scoring.claims import Claim, outcome_of
from caicach.core.scoring.criteria import Criterion
from caicach.criteria.sentences import outcome_sentence


def score_sentence(criterion: Criterion, score: Score | None) -> str:
    """The explanation of a score, or nothing where there is none."""
    return "" if score is None else claim_sentence(criterion, score.as_core)


def claim_sentence(criterion: Criterion, claim: Claim) -> str:
    """The explanation of a claim. Raises ValueError for a claim that cannot be."""
    return outcome_sentence(criterion, claim.values, outcome_of(criterion, claim))
