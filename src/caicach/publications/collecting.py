"""From the rows of a round to the plain data of a publication."""

from typing import Any

import caicach
from caicach.agencies.models import Agency
from caicach.assessments.models import Assessment, Entry, Round, Stage
from caicach.core.publishing.bundle import (
    FORMAT,
    AgencySaid,
    Former,
    LastTime,
    LeafSaid,
    Place,
    PublicationData,
    RoundFacts,
    Said,
)
from caicach.core.scoring.claims import Claim
from caicach.core.scoring.plain import from_plain
from caicach.publications.models import Publication

_STAGES = (Stage.FILLED, Stage.APPRAISED, Stage.DECIDED, Stage.OUTSIDE)
_COUNTING = (Stage.OUTSIDE, Stage.DECIDED, Stage.APPRAISED)
"""What counts of a leaf: the first of these that there is, as `Entry.counting` says."""
_FIELDS = ("pk", "claim", "reason", "source")


def data_of(round: Round, *, number: int, corrects: Publication | None, reason: str) -> PublicationData:
    """Everything that the results of a round are computed from, as it stands now."""
    criteria_set = round.criteria_set
    return PublicationData(
        format=FORMAT,
        version=caicach.__version__,
        round=_facts(round),
        number=number,
        set=criteria_set.content,
        set_sha256=criteria_set.content_hash,
        agencies=_agencies(round),
        unranked=dict(round.unranked),
        corrects=Former(number=corrects.number, sha256=corrects.sha256, reason=reason) if corrects else None,
        last_time=_last_time(round),
    )


def standing_agencies(round: Round) -> dict[str, Agency]:
    """The agencies that a publication speaks of, by their code."""
    return {one.agency.code: one.agency for one in round.assessments.standing().select_related("agency")}


def _facts(round: Round) -> RoundFacts:
    return RoundFacts(
        key=str(round.pk),
        name=round.name,
        year=round.year,
        period_first=round.period_first.isoformat(),
        period_last=round.period_last.isoformat(),
        agencies_on=round.agencies_on.isoformat(),
    )


def _agencies(round: Round) -> tuple[AgencySaid, ...]:
    standing = list(round.assessments.standing().select_related("agency"))
    leaves: dict[object, dict[str, LeafSaid]] = {one.pk: {} for one in standing}
    words = [f"{stage.value}__{field}" for stage in _STAGES for field in _FIELDS]
    rows = Entry.objects.filter(assessment__in=standing).order_by("criterion__order")
    for key, code, *said in rows.values_list("assessment", "criterion__code", *words):  # rows of models cost twice this
        leaves[key][code] = _leaf(said)
    return tuple(_agency(one, leaves[one.pk]) for one in standing)


def _agency(assessment: Assessment, leaves: dict[str, LeafSaid]) -> AgencySaid:
    agency = assessment.agency
    return AgencySaid(code=agency.code, name=agency.name, group=assessment.group, leaves=leaves)


def _leaf(values: list[Any]) -> LeafSaid:
    """values: of each stage whether there is a score, its claim, its reason, its source."""
    said = {}
    for place, stage in enumerate(_STAGES):
        key, claim, reason, source = values[place * len(_FIELDS) : (place + 1) * len(_FIELDS)]
        if key is not None:
            said[stage.value] = Said(claim=from_plain(Claim, claim), reason=reason, source=source)
    return LeafSaid(counts=next((stage.value for stage in _COUNTING if stage.value in said), ""), said=said)


def _last_time(round: Round) -> LastTime | None:
    """What changes of rank are counted from: what holds for the round before."""
    before = Publication.objects.in_force().filter(round=round.previous_id).select_related("round").first()
    if before is None:
        return None
    ranked = before.results.exclude(rank=None).values_list("agency__code", "group", "rank")
    places = {code: Place(group=group, rank=rank) for code, group, rank in ranked if rank is not None}
    return LastTime(round=before.round.name, year=before.round.year, sha256=before.sha256, places=places)
