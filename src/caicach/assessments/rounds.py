"""Every change to a round as a whole: prepared from last year's, opened, its windows moved, closed."""

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
from caicach.assessments.errors import (
    AgencyLeft,
    NotSubmitted,
    ReasonMissing,
    RoundIncomplete,
    RoundIsClosed,
    RoundNotInPreparation,
    RoundNotOpen,
    RoundUnfinished,
)
from caicach.assessments.locking import locked_assessment, locked_round, store
from caicach.assessments.models import (
    AppraisalState,
    Assessment,
    Entry,
    Phase,
    Round,
    RoundAppraiser,
    RoundState,
    Window,
)
from caicach.assessments.replacing import carry_over
from caicach.assessments.windows import windows_of
from caicach.audit.trail import record
from caicach.criteria.models import CriteriaSet, Criterion, SetState
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.formats import shown_day

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


@transaction.atomic
def set_window(
    *, round: Round, phase: Phase, span: Span, reason: str, by: User, agency: Agency | None = None
) -> Window:
    """Extend, shorten or open again a phase of a running round, for all or for one agency: an act with a reason."""
    require_or_machine(by, Permission.ROUND_MANAGE)
    row = Round.objects.select_for_update().get(pk=round.pk)
    if row.state == RoundState.DRAFT or row.state == RoundState.ENDED:
        raise RoundNotOpen(round=row)
    if not reason.strip():
        raise ReasonMissing()
    window = Window(round=row, phase=phase, agency=agency, reason=reason.strip(), set_by=by)
    window.opens_on, window.closes_on = span
    window.full_clean()
    window.save(force_insert=True)
    record(
        "assessments.window_set",
        actor=by,
        target=row,
        phase=phase,
        agency=agency and agency.name,
        opens_on=span[0],
        closes_on=span[1],
        reason=window.reason,
    )
    return window


@transaction.atomic
def reopen_assessment(*, assessment: Assessment, version: int, reason: str, by: User) -> Assessment:
    """Give a signed self-assessment back to its agency; what was signed stays in the trail."""
    require_or_machine(by, Permission.ROUND_MANAGE)
    row = locked_assessment(assessment, version)
    if not row.round.is_open:
        raise RoundNotOpen(round=row.round)
    if not reason.strip():
        raise ReasonMissing()
    if row.left_at is not None:
        raise AgencyLeft(agency=row.agency)
    if row.submitted_at is None:
        raise NotSubmitted(agency=row.agency)
    was = row.submitted_hash
    row.submitted_at, row.submitted_by, row.submitted_hash, row.ready_at, row.ready_by = None, None, "", None, None
    store(row, "submitted_at", "submitted_by", "submitted_hash", "ready_at", "ready_by")
    record("assessments.reopened", actor=by, target=row, reason=reason.strip(), signed_hash=was)
    return row


@transaction.atomic
def leave_round(*, assessment: Assessment, version: int, reason: str, by: User) -> Assessment:
    """Take an agency out, for instance because it was merged; its scores stay to be read and count nowhere."""
    require_or_machine(by, Permission.ROUND_MANAGE)
    row = locked_assessment(assessment, version)
    if not reason.strip():
        raise ReasonMissing()
    _check_may_change(row.round)
    if row.left_at is not None:
        raise AgencyLeft(agency=row.agency)
    row.left_at, row.left_reason = timezone.now(), reason.strip()
    store(row, "left_at", "left_reason")
    record("assessments.agency_left", actor=by, target=row, reason=row.left_reason)
    return row


@transaction.atomic
def set_unranked(*, round: Round, version: int, group: str, reason: str, by: User) -> Round:
    """A group is assessed and not ranked this year, with the reason; no reason: it is ranked again."""
    require_or_machine(by, Permission.ROUND_MANAGE)
    row = locked_round(round, version)
    _check_may_change(row)
    kept = {name: why for name, why in row.unranked.items() if name != group}
    row.unranked = kept | ({group: reason.strip()} if reason.strip() else {})
    store(row, "unranked")
    record("assessments.group_unranked", actor=by, target=row, group=group, reason=reason.strip())
    return row


@transaction.atomic
def close_round(*, round: Round, version: int, by: User, today: date) -> Round:
    """Nothing changes any more: what counts now may be published."""
    require_or_machine(by, Permission.ROUND_MANAGE)
    row = locked_round(round, version)
    if not row.is_open:
        raise RoundNotOpen(round=row)
    if open_ends := [*unfinished(row), *open_appeal_windows(row, today)]:
        raise RoundUnfinished(what="; ".join(open_ends))
    row.state, row.closed_at = RoundState.CLOSED, timezone.now()
    store(row, "state", "closed_at")
    record("assessments.round_closed", actor=by, target=row)
    return row


def unfinished(round: Round) -> list[str]:
    """What keeps a round from being closed: agencies that did not sign, leaves not appraised, appeals not decided."""
    standing = round.assessments.standing()
    entries = Entry.objects.filter(assessment__in=standing)
    counts = {
        _("{count} cơ quan chưa gửi bản tự đánh giá"): standing.filter(submitted_at=None).count(),
        _("{count} điểm chưa thẩm định xong"): entries.filter(
            outside=None, decided=None, appraisal__in=[AppraisalState.WAITING, AppraisalState.RETURNED],
            criterion__in=[node.pk for node in appraised_leaves(round.criteria_set)],
        ).count(),
        _("{count} giải trình chưa quyết định"): entries.filter(appeal__decided_at=None, appeal__isnull=False).count(),
    }  # fmt: skip
    return [said.format(count=count) for said, count in counts.items() if count]


def open_appeal_windows(round: Round, today: date) -> list[str]:
    """Until when agencies may still appeal: their right is not cut off by closing; the window may be, with a reason."""
    windows = windows_of(round)
    found = []
    if (general := windows.of(Phase.APPEAL)) and general.closes_on >= today:
        found.append(_("thời hạn giải trình còn đến hết {day}").format(day=shown_day(general.closes_on)))
    standing = set(round.assessments.standing().values_list("agency", flat=True))
    for (phase, agency), window in windows.own.items():
        is_longer = general is None or window.closes_on > general.closes_on
        if phase == Phase.APPEAL and window.closes_on >= today and is_longer and agency in standing:
            said = _("thời hạn giải trình của {agency} còn đến hết {day}")
            found.append(said.format(agency=window.agency, day=shown_day(window.closes_on)))
    if found:
        found.append(_("hãy chờ hết hạn, hoặc rút ngắn thời hạn có ghi lý do ở mục Gia hạn, mở lại một bước"))
    return found


def appraised_leaves(criteria_set: CriteriaSet) -> list[Criterion]:
    """The leaves that an agency scores itself and others appraise."""
    codes = {leaf.code for leaf in criteria_set.as_core.leaves() if leaf.scored_by == "appraisal"}
    return [node for node in criteria_set.node_list if node.code in codes]


def _check_may_change(round: Round) -> None:
    """What a closed round has come to holds until it is reopened; what has ended stays as it is."""
    if round.state == RoundState.CLOSED:
        raise RoundIsClosed(round=round)
    if round.state == RoundState.ENDED:
        raise RoundNotOpen(round=round)


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
