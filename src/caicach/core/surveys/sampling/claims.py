"""What answers may say, by how those who gave them were found; results print it beside every figure.

Only where everybody had a known chance above zero to be asked does the sample itself tell how far it may err (Neyman,
1934; AAPOR, Report of the Task Force on Non-Probability Sampling, 2013). A QR at a desk hears whoever came, saw it and
cared: no number of such answers makes up for that, and an interval would only hide it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Origin(StrEnum):
    """How those who answered were found: all asked, drawn, sought by quota, or come by themselves (QR at a desk)."""

    CENSUS = "census"
    DRAWN = "drawn"
    QUOTA = "quota"
    CONVENIENCE = "convenience"


class Claim(StrEnum):
    """What one would like to say with the figures."""

    WHAT_THESE_PEOPLE_SAID = "what_these_people_said"
    WHERE_TO_LOOK = "where_to_look"
    POPULATION = "population"
    INTERVAL = "interval"
    DIFFERENCES = "differences"
    RANKS = "ranks"


class Verdict(StrEnum):
    MAY = "may"
    WITH_CAUTION = "with_caution"
    MAY_NOT = "may_not"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """asked, answered: numbers of people; asked None: not known. stood_in: of those who answered, from reserves.

    left_out: units of the frame in strata from which nobody was drawn. is_once_each: nobody could answer twice.
    """

    origin: Origin
    answered: int
    asked: int | None = None
    stood_in: int = 0
    left_out: int = 0
    is_once_each: bool = True

    def __post_init__(self) -> None:
        if self.answered < 0 or self.left_out < 0 or not 0 <= self.stood_in <= self.answered:
            raise ValueError("counts of people are not below zero, and who stood in has answered")
        if self.asked is not None and self.asked < self.answered:
            raise ValueError(f"{self.answered} answered, more than the {self.asked} asked")


@dataclass(frozen=True, slots=True)
class Said:
    """reasons: codes of sentences, those that weigh most first; none where nothing stands against the claim."""

    claim: Claim
    verdict: Verdict
    reasons: tuple[str, ...]


_FOR_ALL_ORIGINS = (Claim.WHAT_THESE_PEOPLE_SAID, Claim.WHERE_TO_LOOK)
_BEYOND = (Claim.POPULATION, Claim.INTERVAL, Claim.DIFFERENCES, Claim.RANKS)
_WHY_NOT = {
    Origin.QUOTA: ("chance_unknown", "chosen_by_interviewer"),
    Origin.CONVENIENCE: ("chance_unknown", "came_by_themselves", "only_who_came"),
}


def what_may_be_said(found: Circumstances, *, enough: Decimal = Decimal("0.6")) -> tuple[Said, ...]:
    """One verdict for each claim. enough: the share of those asked from which silence needs no word of caution."""
    if not found.answered:
        return tuple(Said(claim, Verdict.MAY_NOT, ("nobody_answered",)) for claim in Claim)
    again = () if found.is_once_each else ("may_answer_again",)
    said = [Said(claim, Verdict.WITH_CAUTION if again else Verdict.MAY, again) for claim in _FOR_ALL_ORIGINS]
    if found.origin in _WHY_NOT:
        reasons = (*_WHY_NOT[found.origin], *again)
        return (*said, *(Said(claim, Verdict.MAY_NOT, reasons) for claim in _BEYOND))
    cautions = (*_cautions(found, enough), *again)
    verdict = Verdict.WITH_CAUTION if cautions else Verdict.MAY
    return (*said, *(Said(claim, verdict, cautions) for claim in _BEYOND))


def _cautions(found: Circumstances, enough: Decimal) -> Iterator[str]:
    if found.left_out:
        yield "strata_left_out"
    if found.asked is None:
        yield "asked_unknown"
    elif found.answered < enough * found.asked:
        yield "many_did_not_answer"
    if found.stood_in:
        yield "others_stood_in"
