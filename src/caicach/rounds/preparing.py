"""A round that has not begun: prepared from last year's, set up anew, thrown away, opened."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from caicach.agencies.models import Agency
from caicach.agencies.permissions import require_or_machine
from caicach.assessments.bodies import bodies_of
from caicach.assessments.errors import RoundIncomplete, RoundNotInPreparation
from caicach.assessments.leaves import appraised_leaves
from caicach.assessments.locking import locked_round, store
from caicach.assessments.models import Assessment, Entry, Phase, Round, RoundAppraiser, RoundState, Window
from caicach.audit.trail import record
from caicach.criteria.models import CriteriaSet, Criterion, SetState
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.rounds.replacing import carry_over

Span = tuple[date, date]
_BATCH = 500
USUAL_SHARE = Decimal("0.05")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a round is made of. agencies: each with the group of its ranking. bodies: who appraises which node."""

    name: str
    year: int
    period: Span
    agencies_on: date
    agencies: Mapping[Agency, str]
    windows: Mapping[Phase, Span]
    bodies: Iterable[tuple[Criterion, Agency]] = ()
    second_share: Decimal = USUAL_SHARE
    may_lower: bool = False
    unranked: Mapping[str, str] = field(default_factory=dict)
    seed: str = ""


@transaction.atomic
def prepare_round(
    *, criteria_set: CriteriaSet, setting: Setting, by: User | None, previous: Round | None = None,
    replaces: Round | None = None,
) -> Round:  # fmt: skip
    """Begin a round that nobody but its makers sees yet."""
    require_or_machine(by, Permission.ROUND_MANAGE)
    row = Round(criteria_set=criteria_set, previous=previous, replaces=replaces, made_by=by)
    _take_over(row, setting)
    row.save(force_insert=True)
    _write_parts(row, setting, by)
    record("assessments.round_prepared", actor=by, target=row, set=criteria_set.key, agencies=len(setting.agencies))
    return row


@transaction.atomic
def change_round(*, round: Round, version: int, setting: Setting, by: User | None) -> Round:
    """Set a round in preparation up anew."""
    require_or_machine(by, Permission.ROUND_MANAGE)
    row = locked_round(round, version)
    if row.state != RoundState.DRAFT:
        raise RoundNotInPreparation(round=row)
    _take_over(row, setting)
    row.version += 1
    row.save()
    for rows in (row.windows, row.appraisers, row.assessments):
        rows.all().delete()
    _write_parts(row, setting, by)
    record("assessments.round_changed", actor=by, target=row, agencies=len(setting.agencies))
    return row


@transaction.atomic
def discard_round(*, round: Round, version: int, by: User) -> None:
    """Throw away a round that has not begun."""
    require_or_machine(by, Permission.ROUND_MANAGE)
    row = locked_round(round, version)
    if row.state != RoundState.DRAFT:
        raise RoundNotInPreparation(round=row)
    record("assessments.round_discarded", actor=by, target=row)
    row.assessments.all().delete()
    row.delete()


@transaction.atomic
def open_round(*, round: Round, version: int, by: User | None) -> Round:
    """Begin: every agency has a leaf for each criterion, and sees what it has to fill in."""
    require_or_machine(by, Permission.ROUND_MANAGE)
    row = locked_round(round, version)
    if row.state != RoundState.DRAFT:
        raise RoundNotInPreparation(round=row)
    if missing := missing_of(row):
        raise RoundIncomplete(missing="; ".join(missing))
    leaves = list(row.criteria_set.nodes.filter(is_leaf=True))
    entries = (Entry(assessment=one, criterion=leaf) for one in row.assessments.all() for leaf in leaves)
    Entry.objects.bulk_create(entries, batch_size=_BATCH)
    carried = carry_over(row, by=by)
    row.state, row.opened_at = RoundState.OPEN, timezone.now()
    store(row, "state", "opened_at")
    record("assessments.round_opened", actor=by, target=row, carried=carried)
    return row


def _take_over(row: Round, setting: Setting) -> None:
    row.name, row.year, row.agencies_on = setting.name, setting.year, setting.agencies_on
    row.period_first, row.period_last = setting.period
    row.second_share, row.may_lower = setting.second_share, setting.may_lower
    row.unranked = dict(setting.unranked)
    row.seed = setting.seed or row.seed or secrets.token_hex(8)
    row.full_clean(exclude=["made_by"])


def _write_parts(row: Round, setting: Setting, by: User | None) -> None:
    Window.objects.bulk_create(
        Window(round=row, phase=phase, opens_on=span[0], closes_on=span[1], set_by=by)
        for phase, span in setting.windows.items()
    )
    RoundAppraiser.objects.bulk_create(
        RoundAppraiser(round=row, criterion=criterion, agency=agency) for criterion, agency in setting.bodies
    )
    Assessment.objects.bulk_create(
        Assessment(round=row, agency=agency, group=group) for agency, group in setting.agencies.items()
    )


def missing_of(row: Round) -> list[str]:
    """What a round cannot begin without, as a person reads it."""
    found = []
    if row.criteria_set.is_draft:
        found.append(_("bộ tiêu chí chưa ban hành"))
    elif row.criteria_set.state == SetState.WITHDRAWN:
        found.append(_("bộ tiêu chí đã thu hồi"))
    if not row.assessments.exists():
        found.append(_("chưa có cơ quan nào"))
    if not row.windows.filter(phase=Phase.FILLING).exists() or not row.windows.filter(phase=Phase.APPRAISAL).exists():
        found.append(_("chưa có thời hạn tự đánh giá và thẩm định"))
    if bare := leaves_without_body(row):
        found.append(_("chưa có cơ quan thẩm định cho tiêu chí {codes}").format(codes=", ".join(bare)))
    for agency, codes in own_judges(row).items():
        said = _("{agency} sẽ phải tự thẩm định mình ở tiêu chí {codes}; hãy thêm một cơ quan thẩm định khác")
        found.append(said.format(agency=agency.brief, codes=", ".join(codes)))
    return found


def leaves_without_body(round: Round) -> list[str]:
    """Codes of leaves that nobody would appraise."""
    bodies = bodies_of(round)
    return [leaf.code for leaf in appraised_leaves(round.criteria_set) if not bodies[leaf.pk]]


def own_judges(round: Round) -> dict[Agency, list[str]]:
    """Agencies that would have nobody but themselves to appraise them, with the codes of those leaves."""
    assessed = {one.agency_id: one.agency for one in round.assessments.standing().select_related("agency")}
    bodies, found = bodies_of(round), dict[Agency, list[str]]()
    for leaf in appraised_leaves(round.criteria_set):
        if len(bodies[leaf.pk]) == 1 and (agency := assessed.get(bodies[leaf.pk][0].pk)):
            found.setdefault(agency, []).append(leaf.code)
    return found
