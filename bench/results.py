"""A closed round of the whole province, published, with one more that waits for a leader, and a ledger of figures."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from caicach.agencies.models import Agency, AgencyKind
from caicach.assessments.models import Assessment, Entry, Round, RoundState, Score, Stage
from caicach.assessments.scores import rounded_points
from caicach.core.period import Period
from caicach.core.reporting import reporting_year_of
from caicach.core.scoring.claims import Claim, outcome_of
from caicach.core.scoring.criteria import Criterion
from caicach.core.scoring.plain import to_plain
from caicach.criteria.loading import shipped_set
from caicach.criteria.models import CriteriaSet
from caicach.criteria.services import issue_set, keep_draft
from caicach.demo.figures import figures_of
from caicach.demo.stories import chance
from caicach.indicators.loading import load_indicators
from caicach.indicators.services import write_figures
from caicach.people.models import User
from caicach.people.permissions import Role
from caicach.publications.services import approve, prepare
from caicach.rounds.preparing import Setting, prepare_round
from caicach.workfigures.figures import work_entries

SET = "department-2026"
_BATCH = 500


@transaction.atomic
def give_results(*, today: date) -> None:
    """The same each time; asks for the province with its duties."""
    load_indicators(by=None)
    for year in (today.year - 1, today.year):
        span = reporting_year_of(date(year, 6, 1))
        write_figures(entries=list(work_entries(Period(span.first, span.last), on=min(span.last, today))), by=None)
    draft, _is_new = keep_draft(checked=shipped_set(SET), by=None)
    criteria_set = issue_set(criteria_set=draft, version=draft.version, by=None)
    coordinator, leader = (User.objects.filter(memberships__role=role)[0] for role in (Role.COORDINATOR, Role.LEADER))
    made = prepare(round=_closed_round(criteria_set, today.year - 1, today), by=coordinator)
    approve(publication=made, version=made.version, sha256=made.sha256, by=leader)
    prepare(round=_closed_round(criteria_set, today.year, today), by=coordinator)


def _closed_round(criteria_set: CriteriaSet, year: int, today: date) -> Round:
    """Every agency with an appraised score of every leaf; past the services, which would take a day of clicks."""
    kinds = [AgencyKind.DEPARTMENT, AgencyKind.BODY, AgencyKind.COMMUNE]
    agencies = dict.fromkeys(Agency.objects.filter(kind__in=kinds), criteria_set.as_core.groups[0])
    name, period = f"Chỉ số cải cách hành chính năm {year}", (date(year - 1, 12, 15), date(year, 12, 14))
    setting = Setting(name=name, year=year, period=period, agencies_on=today, agencies=agencies, windows={}, bodies=[])
    round = prepare_round(criteria_set=criteria_set, setting=setting, by=None)
    leaves = {node: node.as_core for node in criteria_set.nodes.filter(is_leaf=True)}
    assessments = list(round.assessments.select_related("agency"))
    entries = [Entry(assessment=one, criterion=node) for one in assessments for node in leaves]
    Entry.objects.bulk_create(entries, batch_size=_BATCH)
    scores = [_score(entry, leaves[entry.criterion], entry.assessment, year) for entry in entries]
    for entry, score in zip(entries, Score.objects.bulk_create(scores, batch_size=_BATCH), strict=True):
        entry.appraised = score
    Entry.objects.bulk_update(entries, ["appraised"], batch_size=_BATCH)
    Round.objects.filter(pk=round.pk).update(state=RoundState.CLOSED)
    round.refresh_from_db()
    return round


def _score(entry: Entry, leaf: Criterion, assessment: Assessment, year: int) -> Score:
    key = f"{assessment.agency.code} {year}"
    quality = 40 + chance(key, "quality") // 2
    values = figures_of(leaf, key=key, quality=quality)
    claim = (
        Claim(values=values) if values else Claim(decided=(leaf.max_score * quality / 100).quantize(Decimal("0.01")))
    )
    return Score(
        entry=entry, stage=Stage.APPRAISED, claim=to_plain(claim), points=rounded_points(outcome_of(leaf, claim))
    )
