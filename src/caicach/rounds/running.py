"""A round that runs: its windows are moved, an agency leaves or gets its form back, and it is closed."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from caicach.agencies.models import Agency
from caicach.agencies.permissions import require_or_machine
from caicach.assessments.errors import (
    AgencyLeft,
    NotSubmitted,
    ReasonMissing,
    RoundIsClosed,
    RoundNotOpen,
    RoundUnfinished,
)
from caicach.assessments.leaves import appraised_leaves
from caicach.assessments.locking import locked_assessment, locked_round, store
from caicach.assessments.models import AppraisalState, Assessment, Entry, Phase, Round, RoundState, Window
from caicach.assessments.windows import windows_of
from caicach.audit.trail import record
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.rounds.preparing import Span
from caicach.ui.formats import shown_day


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


def _check_may_change(round: Round) -> None:
    """What a closed round has come to holds until it is reopened; what has ended stays as it is."""
    if round.state == RoundState.CLOSED:
        raise RoundIsClosed(round=round)
    if round.state == RoundState.ENDED:
        raise RoundNotOpen(round=round)
