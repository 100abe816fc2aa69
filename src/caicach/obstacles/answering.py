"""What is done about an obstacle: answered, passed on, closed, told again. Each act stays as a step."""

from datetime import date

from django.db import transaction

from caicach.agencies.models import Agency
from caicach.agencies.permissions import acts
from caicach.audit.trail import record
from caicach.core.text import squeeze
from caicach.obstacles.errors import NotAsked, ObstacleClosed, ObstacleStands, TextMissing
from caicach.obstacles.models import Obstacle, ObstacleState, ObstacleStep, StepKind
from caicach.obstacles.permissions import allow, may_answer, may_end
from caicach.obstacles.raising import addressees
from caicach.people.models import User
from caicach.ui.errors import RowMovedOn

_ENDED = (ObstacleState.CLOSED, ObstacleState.ENDED)


@transaction.atomic
def answer(*, obstacle: Obstacle, version: int, text: str, by: User, on: date) -> Obstacle:
    """Say what is done about it. A later answer may add to it; all of them stay."""
    row = _locked(obstacle)
    allow(may_answer(by, row, ask=acts))
    _check_stands(row, version)
    _check_words(text)
    row.answered_on = on
    return _step(row, StepKind.ANSWERED, by, on, text=text)


@transaction.atomic
def pass_on(*, obstacle: Obstacle, version: int, to_agency: Agency, text: str, by: User, on: date) -> Obstacle:
    """Put it before another agency that has part in the row; since when it stands does not change."""
    row = _locked(obstacle)
    allow(may_answer(by, row, ask=acts) or may_end(by, row, ask=acts))
    _check_stands(row, version)
    _check_words(text)
    others = addressees(row.assignment, on=on).exclude(pk=row.addressed_to_id)
    if not others.filter(pk=to_agency.pk).exists():
        raise NotAsked(agency=to_agency)
    row.addressed_to, row.answered_on = to_agency, None
    return _step(row, StepKind.PASSED_ON, by, on, text=text, to_agency=to_agency)


@transaction.atomic
def close(*, obstacle: Obstacle, version: int, text: str, by: User, on: date) -> Obstacle:
    """Say that it no longer stands in the way."""
    row = _locked(obstacle)
    allow(may_end(by, row, ask=acts))
    _check_stands(row, version)
    row.closed_on = on
    return _step(row, StepKind.CLOSED, by, on, text=text)


@transaction.atomic
def reopen(*, obstacle: Obstacle, version: int, text: str, by: User, on: date) -> Obstacle:
    """Say that it is there again, or that the answer did not help."""
    row = _locked(obstacle)
    allow(may_end(by, row, ask=acts))
    if row.version != version:
        raise RowMovedOn(row=row)
    _check_words(text)
    if row.assignment.confirmed_on or row.assignment.withdrawn_at:
        raise ObstacleClosed()
    if row.state is ObstacleState.WAITING:
        raise ObstacleStands()
    row.closed_on, row.answered_on = None, None
    return _step(row, StepKind.REOPENED, by, on, text=text)


def _locked(obstacle: Obstacle) -> Obstacle:
    """Read without whom it is put before: PostgreSQL finds no row that was waited for and joins another now."""
    rows = Obstacle.objects.select_for_update(of=("self",))
    return rows.select_related("assignment__agency", "assignment__item__plan__owner").get(pk=obstacle.pk)


def _check_stands(row: Obstacle, version: int) -> None:
    if row.version != version:
        raise RowMovedOn(row=row)
    if row.state in _ENDED:
        raise ObstacleClosed()


def _check_words(text: str) -> None:
    if not squeeze(text):
        raise TextMissing()


def _step(row: Obstacle, kind: StepKind, by: User, on: date, *, text: str, to_agency: Agency | None = None) -> Obstacle:
    step = ObstacleStep(obstacle=row, kind=kind, text=text.strip(), to_agency=to_agency, on=on, by=by)
    step.full_clean()
    step.save(force_insert=True)
    row.version += 1
    row.save(update_fields=["addressed_to", "answered_on", "closed_on", "version"])
    to = {"to": to_agency.name} if to_agency else {}
    record(f"obstacles.{kind.value}", actor=by, target=row.assignment, obstacle=str(row), text=step.text, on=on, **to)
    return row
