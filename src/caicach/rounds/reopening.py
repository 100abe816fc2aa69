"""A closed round changes again only where two people want it: one asks with a reason, another decides."""

from django.db import transaction
from django.utils import timezone

from caicach.agencies.permissions import require
from caicach.assessments.errors import ReasonMissing, RoundNotClosed
from caicach.assessments.locking import locked_round, store
from caicach.assessments.models import Round, RoundState
from caicach.audit.trail import record
from caicach.delegations.separation import require_two
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.rounds.errors import OwnReopening, ReopeningAsked, ReopeningEnded
from caicach.rounds.models import Reopening, ReopeningState
from caicach.ui.errors import RowMovedOn

_TWO_PEOPLE = frozenset({Permission.ROUND_MANAGE, Permission.ROUND_REOPEN})


@transaction.atomic
def ask_reopening(*, round: Round, version: int, reason: str, by: User) -> Reopening:
    """Ask that a closed round may change again. The caller has made sure that it is really this person."""
    row = locked_round(round, version)
    check_may_ask(row, by=by)
    if not reason.strip():
        raise ReasonMissing()
    made = Reopening(round=row, reason=reason.strip(), asked_by=by, asked_at=timezone.now())
    made.full_clean()
    made.save(force_insert=True)
    record("rounds.reopening_asked", actor=by, target=row, reason=made.reason)
    return made


def shown_reopenings(round: Round, user: User) -> dict[str, list[Reopening]]:
    """What a page shows of a round: the request that waits, and what became of earlier ones."""
    rows = list(round.reopenings.visible_to(user).select_related("asked_by", "ended_by"))
    return {"reopenings": [one for one in rows if one.is_waiting], "ended": [one for one in rows if not one.is_waiting]}


def check_may_ask(round: Round, *, by: User) -> None:
    """Raise unless this person may ask for it now."""
    require(by, Permission.ROUND_MANAGE)
    if round.state != RoundState.CLOSED:
        raise RoundNotClosed(round=round)
    if waiting := round.reopenings.waiting().select_related("asked_by").first():
        raise ReopeningAsked(round=round, by=waiting.asked_by)


def check_decider(reopening: Reopening, *, by: User) -> None:
    """Raise unless this person may decide: with the right to, and another than who asked."""
    require(by, Permission.ROUND_REOPEN)
    _check_waits(reopening)
    if reopening.asked_by_id == by.pk:
        raise OwnReopening()
    require_two(reopening.asked_by, by, since=timezone.localdate(reopening.asked_at), acts=_TWO_PEOPLE)


@transaction.atomic
def grant_reopening(*, reopening: Reopening, version: int, by: User) -> Round:
    """Let the round change again; windows are set anew as needed. The caller has made sure who this is."""
    row = _locked(reopening, version)
    check_decider(row, by=by)
    round = Round.objects.select_for_update().get(pk=row.round_id)
    if round.state != RoundState.CLOSED:
        raise RoundNotClosed(round=round)
    _end(row, ReopeningState.GRANTED, by)
    was = round.closed_at
    round.state, round.closed_at = RoundState.OPEN, None
    store(round, "state", "closed_at")
    record(
        "assessments.round_reopened", actor=by, target=round, reason=row.reason, closed_at=was, asked_by=row.asked_by.pk
    )
    return round


@transaction.atomic
def refuse_reopening(*, reopening: Reopening, version: int, answer: str, by: User) -> Reopening:
    """The round stays closed, with the reason. The caller has made sure who this is."""
    row = _locked(reopening, version)
    check_decider(row, by=by)
    if not answer.strip():
        raise ReasonMissing()
    _end(row, ReopeningState.REFUSED, by, answer=answer)
    record("rounds.reopening_refused", actor=by, target=row.round, answer=row.answer)
    return row


@transaction.atomic
def take_back_reopening(*, reopening: Reopening, version: int, by: User) -> Reopening:
    """Whoever runs rounds no longer wants it."""
    row = _locked(reopening, version)
    require(by, Permission.ROUND_MANAGE)
    _check_waits(row)
    _end(row, ReopeningState.TAKEN_BACK, by)
    record("rounds.reopening_taken_back", actor=by, target=row.round)
    return row


def _check_waits(reopening: Reopening) -> None:
    if not reopening.is_waiting:
        raise ReopeningEnded(round=reopening.round, state=reopening.get_state_display())


def _end(row: Reopening, state: ReopeningState, by: User, *, answer: str = "") -> None:
    row.state, row.ended_by, row.ended_at, row.answer = state, by, timezone.now(), answer.strip()
    row.version += 1
    row.full_clean()
    row.save(update_fields=["state", "ended_by", "ended_at", "answer", "version"])


def _locked(reopening: Reopening, version: int) -> Reopening:
    rows = Reopening.objects.select_for_update(of=("self",)).select_related("round", "asked_by")
    row = rows.get(pk=reopening.pk)
    if row.version != version:
        raise RowMovedOn(row=row)
    return row
