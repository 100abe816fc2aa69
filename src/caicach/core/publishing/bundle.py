"""A publication as plain data: what goes in, and the results that come out of it, to the same bytes at any time."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from typing import Any

from caicach.core.scoring.claims import Claim, outcome_of
from caicach.core.scoring.criteria import CriteriaSet
from caicach.core.scoring.outcome import Missing, NotApplicable, Outcome, Scored
from caicach.core.scoring.plain import from_plain
from caicach.core.scoring.ranking import Standing, rank
from caicach.core.scoring.totals import Result, total

FORMAT = "caicach.publication/1"
DATA, RESULTS, METHOD, README, SCRIPT, SUMS = (
    "data.json", "results.json", "method.md", "README.md", "verify.py", "SHA256SUMS",
)  # fmt: skip
OUTSIDE = "outside"
BY_STAGE = ("filled", "appraised")
"""Words that are added up beside what counts: the agency's own, and the appraisers'."""
_ARITHMETIC = Context(prec=28, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundFacts:
    """What was evaluated; days as YYYY-MM-DD."""

    key: str
    name: str
    year: int
    period_first: str
    period_last: str
    agencies_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """The publication that this one corrects, and why."""

    number: int
    sha256: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A rank that was published."""

    group: str
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LastTime:
    """The publication that changes of rank are counted from, with the places by the code of the agency."""

    round: str
    year: int
    sha256: str
    places: dict[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One word on a leaf: the claim, why it was changed, where it comes from."""

    claim: Claim = field(default_factory=Claim)
    reason: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeafSaid:
    """All words on a leaf, by stage; `counts` names the one that counts, and is empty where nothing does yet."""

    counts: str = ""
    said: dict[str, Said] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencySaid:
    """An agency with its leaves by code. Agencies with equal results stand in the order in which they come here."""

    code: str
    name: str
    group: str = ""
    leaves: dict[str, LeafSaid] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationData:
    """Everything that the results are computed from.

    set: the criteria set as plain data. set_sha256: as it was issued. unranked: groups without ranking, with the
    reason. version: of the program. files: the hashes of what lies beside in the bundle, code included.
    """

    format: str
    version: str
    round: RoundFacts
    number: int
    set: dict[str, Any]
    set_sha256: str
    agencies: tuple[AgencySaid, ...] = ()
    unranked: dict[str, str] = field(default_factory=dict)
    corrects: Former | None = None
    last_time: LastTime | None = None
    files: dict[str, str] = field(default_factory=dict)


def canonical(plain: Any) -> bytes:
    """The only way in which plain data is written: sorted names, figures as text, UTF-8."""
    return (_text(plain) + "\n").encode()


def set_hash(plain: Any) -> str:
    """The SHA-256 of a criteria set, as its page shows it."""
    return hashlib.sha256(_text(plain).encode()).hexdigest()


def results_of(data: PublicationData, *, data_sha256: str) -> dict[str, Any]:
    """What the claims come to, as plain data. Raises ValueError where a claim cannot be."""
    with localcontext(_ARITHMETIC):
        criteria_set = from_plain(CriteriaSet, data.set)
        said = {one.code: _outcomes(criteria_set, one) for one in data.agencies}
        if len(said) < len(data.agencies):
            raise ValueError("an agency stands twice in the data")
        results = {one.code: total(criteria_set, _counting(one, said[one.code])) for one in data.agencies}
        standings = _standings(data, criteria_set, results)
        return {
            "format": FORMAT,
            "data_sha256": data_sha256,
            "agencies": {
                one.code: _agency(data, one, said[one.code], results[one.code], standings.get(one.code))
                | {"exact_by_stage": _by_stage(criteria_set, said[one.code])}
                for one in data.agencies
            },
            "groups": _groups(data, standings),
        }


def _text(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _outcomes(criteria_set: CriteriaSet, agency: AgencySaid) -> dict[str, dict[str, Outcome]]:
    """For each leaf what each word on it comes to."""
    leaves = {leaf.code: leaf for leaf in criteria_set.leaves()}
    if unknown := sorted(set(agency.leaves) - set(leaves)):
        raise ValueError(f"{agency.code}: the set has no leaf {unknown[0]}")
    found: dict[str, dict[str, Outcome]] = {}
    for code, leaf in agency.leaves.items():
        if leaf.counts and leaf.counts not in leaf.said:
            raise ValueError(f"{agency.code} {code}: nothing was said in {leaf.counts}")
        try:
            found[code] = {stage: outcome_of(leaves[code], one.claim) for stage, one in leaf.said.items()}
        except (TypeError, ValueError) as impossible:
            raise ValueError(f"{agency.code} {code}: {impossible}") from impossible
    return found


def _counting(agency: AgencySaid, said: Mapping[str, Mapping[str, Outcome]]) -> dict[str, Outcome]:
    return {code: said[code][leaf.counts] for code, leaf in agency.leaves.items() if leaf.counts}


def _by_stage(criteria_set: CriteriaSet, said: Mapping[str, Mapping[str, Outcome]]) -> dict[str, str | None]:
    """What the total would be by one word alone, leaves from outside included; none while something misses in it."""
    found: dict[str, str | None] = {}
    for stage in BY_STAGE:
        heard = {code: words.get(OUTSIDE) or words.get(stage) for code, words in said.items()}
        result = total(criteria_set, {code: one for code, one in heard.items() if one is not None})
        found[stage] = None if result.missing else _figure(result.exact)
    return found


def _standings(
    data: PublicationData, criteria_set: CriteriaSet, results: Mapping[str, Result]
) -> dict[str, Standing]:  # fmt: skip
    groups: dict[str, dict[str, Result]] = {}
    for one in data.agencies:
        if one.group not in data.unranked:
            groups.setdefault(one.group, {})[one.code] = results[one.code]
    return {standing.agency: standing for members in groups.values() for standing in rank(criteria_set, members)}


def _agency(
    data: PublicationData,
    agency: AgencySaid,
    said: Mapping[str, Mapping[str, Outcome]],
    result: Result,
    standing: Standing | None,
) -> dict[str, Any]:
    return {
        "name": agency.name,
        "group": agency.group,
        "leaves": {code: _leaf(agency.leaves[code], words) for code, words in said.items()},
        "nodes": {
            code: {"points": _figure(node.points), "applicable": _figure(node.applicable)}
            for code, node in result.nodes.items()
        },
        "exact": _figure(result.exact),
        "printed": {code: _figure(points) for code, points in result.printed.items()},
        "printed_total": _figure(result.printed_total),
        "published": _figure(result.published),
        "applicable": _figure(result.applicable),
        "bonus": _figure(result.bonus),
        "penalty": _figure(result.penalty),
        "share": None if result.share is None else _figure(result.share),
        "missing": list(result.missing),
        "rank": standing.rank if standing else None,
        "is_tied": bool(standing and standing.is_tied),
        "band": standing.band if standing else "",
        "rank_change": _rank_change(data, agency, standing),
    }


def _leaf(leaf: LeafSaid, words: Mapping[str, Outcome]) -> dict[str, Any]:
    counting = words[leaf.counts] if leaf.counts else Missing(())
    return {"counts": leaf.counts, "said": {stage: _plain(one) for stage, one in words.items()}, **_plain(counting)}


def _plain(outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, Scored):
        return {"points": _figure(outcome.points), "step": outcome.step}
    if isinstance(outcome, NotApplicable):
        return {"is_not_applicable": True, "step": outcome.step}
    return {"missing": list(outcome.inputs), "step": outcome.step}


def _rank_change(data: PublicationData, agency: AgencySaid, standing: Standing | None) -> int | None:
    """So many places up, or, below zero, down; none where the agency had no place in the same group."""
    before = data.last_time.places.get(agency.code) if data.last_time else None
    if before is None or standing is None or before.group != agency.group:
        return None
    return before.rank - standing.rank


def _groups(data: PublicationData, standings: Mapping[str, Standing]) -> dict[str, Any]:
    """The agencies of each group from the first to the last, then those without a place, in their order."""
    order: dict[str, list[str]] = {}
    for one in data.agencies:
        order.setdefault(one.group, []).append(one.code)
    places = {code: (standing.rank, place) for place, (code, standing) in enumerate(standings.items())}
    last = (len(data.agencies) + 1, 0)
    return {
        group: {"order": sorted(codes, key=lambda code: places.get(code, last)), "unranked": data.unranked.get(group)}
        for group, codes in order.items()
    }


def _figure(points: Decimal) -> str:
    return format(points, "f")
