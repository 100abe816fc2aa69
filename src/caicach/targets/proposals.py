"""What the words of a target say of how to measure it: proposals that a person confirms; nothing is linked silently."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from caicach.agencies.models import AgencyKind, DomainLead
from caicach.core.text import fold, squeeze
from caicach.indicators.models import Indicator
from caicach.plans.models import Plan, Target
from caicach.targets.models import Course, Direction, Gauge, Reach, Way

ENOUGH, LIKELY = 60, 75
"""Likeness of words from 0 to 100 from which an indicator is proposed, and from which the form begins with it."""

MOST = 3
_SAME_DOMAIN = 8
_CLAUSE = re.compile(r";|, trong đó|,? trong đó|\.\s")
_DIRECTIONS = {
    ">=": (Direction.AT_LEAST, False),
    ">": (Direction.AT_LEAST, True),
    "<=": (Direction.AT_MOST, False),
    "<": (Direction.AT_MOST, True),
    "range": (Direction.BETWEEN, False),
    "=": (Direction.EXACTLY, False),
}
_EACH = ((Reach.COMMUNES, ("moi xa", "tung xa", "100% xa, phuong")), (Reach.ALL, ("moi co quan", "tung co quan")))


@dataclass(frozen=True, slots=True)
class Proposal:
    """One figure in a target's words and what would measure it; indicators: with their likeness, the best first."""

    target: Target
    place: int
    name: str
    facts: dict[str, Any]
    indicators: Sequence[tuple[Indicator, int]] = ()

    @property
    def best(self) -> Indicator | None:
        """The one with which the form begins; None where none is like enough."""
        found: Indicator | None = self.facts["indicator"]
        return found


def proposals_of(plan: Plan, *, today: date) -> list[Proposal]:
    """For each figure of the plan's targets that nobody has said how to measure yet."""
    known = set(Gauge.objects.filter(target__plan=plan).values_list("target", "place"))
    indicators = list(Indicator.objects.valid_on(today))
    leads = {lead.domain_id: lead.agency for lead in DomainLead.objects.valid_on(today).select_related("agency")}
    found = []
    for target in plan.targets.select_related("domain", "plan__owner"):
        for place in range(max(len(target.measures), 1)):
            if (target.pk, place) not in known:
                proposal = propose(target, place, indicators)
                proposal.facts["keeper"] = leads.get(target.domain_id or 0) if plan.is_of_province else None
                found.append(proposal)
    return found


def propose(target: Target, place: int, indicators: Iterable[Indicator]) -> Proposal:
    """What one figure of a target would be measured by. Where the words have no figure, the aim is left to a person."""
    measure = target.measures[place] if place < len(target.measures) else {}
    name = clause_of(target.text, place, len(target.measures))
    ranked = _ranked(name, target, indicators) if measure.get("unit") in ("%", "", None) else []
    direction, is_strict = _direction_of(measure)
    upper = _decimal(measure.get("upper"))
    best = ranked[0][0] if ranked and ranked[0][1] >= LIKELY else None
    facts = {
        "name": name[:300],
        "unit": measure.get("unit") or "",
        "way": Way.LEDGER if best else Way.TYPED,
        "indicator": best,
        "reach": _reach_of(target),
        "direction": direction,
        "aim": _decimal(measure.get("value")),
        "upper": upper,
        "is_strict": is_strict,
        "course": _course_of(best, measure),
        "first_on": date(target.plan.year, 1, 1),
        "last_on": date(target.plan.year, 12, 31),
        "start": None,
        "quarters": ["", "", "", ""],
    }
    return Proposal(target, place, name, facts, ranked)


def clause_of(text: str, place: int, count: int) -> str:
    """The part of a sentence in which one of its figures stands, where it has as many parts as figures."""
    parts = [squeeze(part).strip(" .") for part in _CLAUSE.split(text) if squeeze(part).strip(" .")]
    words = parts[place] if 1 < count == len(parts) else squeeze(text)
    return words[:1].upper() + words[1:]


def _ranked(words: str, target: Target, indicators: Iterable[Indicator]) -> list[tuple[Indicator, int]]:
    from rapidfuzz import fuzz  # late: start-up of commands that compare nothing

    folded = fold(re.sub(r"[0-9.,%]+", " ", words))
    domain = target.domain.code if target.domain else ""
    told = []
    for indicator in indicators:
        named = fold(f"{indicator.name} {indicator.numerator_label}")
        likeness = fuzz.token_set_ratio(folded, named) * 0.6 + fuzz.token_sort_ratio(folded, fold(indicator.name)) * 0.4
        likeness += _SAME_DOMAIN if domain and indicator.domain_code == domain else 0
        told.append((indicator, min(round(likeness), 100)))
    ranked = sorted(told, key=lambda pair: (-pair[1], pair[0].order))
    return [pair for pair in ranked if pair[1] >= ENOUGH][:MOST]


def _direction_of(measure: dict[str, Any]) -> tuple[Direction, bool]:
    """What the words ask for, and whether the value itself is not enough. All of something is reached from below."""
    if measure.get("comparator") == "=" and measure.get("unit") == "%" and measure.get("value") == "100":
        return Direction.AT_LEAST, False
    return _DIRECTIONS.get(str(measure.get("comparator")), (Direction.AT_LEAST, False))


def _reach_of(target: Target) -> Reach:
    if target.plan.owner.kind != AgencyKind.PROVINCE:
        return Reach.WHOLE
    words = fold(target.text)
    return next((reach for reach, signs in _EACH if any(sign in words for sign in signs)), Reach.WHOLE)


def _course_of(indicator: Indicator | None, measure: dict[str, Any]) -> Course:
    """A rate of the ledger is kept all the year; what grows by itself is shown against a straight line."""
    if indicator is None:
        return Course.END
    grows = indicator.code in ("duties_completed", "public_investment_disbursed", "budget_collected")
    return Course.LINEAR if grows else Course.LEVEL


def _decimal(text: object) -> Decimal | None:
    return Decimal(str(text)) if text else None
