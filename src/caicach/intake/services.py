"""Everything that is written on the way of a document into a room."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from caicach.audit.trail import record
from caicach.files.models import StoredFile
from caicach.intake.errors import DecisionMovedOn, DecisionWithdrawn, RunIsOver
from caicach.intake.importers import known_importers
from caicach.intake.models import Decision, ImportRun, RunState
from caicach.intake.permissions import require_import
from caicach.jobs.faults import faultpoint
from caicach.jobs.services import cancel, enqueue
from caicach.people.models import User

READ = "intake.read"
LIVING = (RunState.READING, RunState.REVIEW, RunState.DONE)
OPEN = (RunState.READING, RunState.REVIEW, RunState.FAILED)


@dataclass(frozen=True, slots=True)
class BegunRun:
    """The run of a file: a new one, or the one that this file already has."""

    run: ImportRun
    is_new: bool


@transaction.atomic
def begin_run(
    *, importer: str, file: StoredFile, file_name: str, params: dict[str, Any], by: User, again: bool = False
) -> BegunRun:
    """Have a file read. The same file for the same purpose gives its earlier run, unless it is to be read again."""
    require_import(by, known_importers()[importer], params)
    file = StoredFile.objects.select_for_update(of=("self",)).get(pk=file.pk)  # a double click waits here
    if not again and (earlier := _earlier_run(importer, file, params, by)):
        return BegunRun(earlier, is_new=False)
    run = ImportRun(importer=importer, file=file, file_name=file_name, params=params, begun_by=by)
    run.job = enqueue(kind=READ, params={"run": str(run.pk)}, by=by)
    run.full_clean()
    run.save(force_insert=True)
    record("intake.run_begun", actor=by, target=run, importer=importer, sha256=file.sha256)
    faultpoint("intake.run_begun")
    return BegunRun(run, is_new=True)


@transaction.atomic
def read_again(*, run: ImportRun, by: User) -> ImportRun:
    """Read the file of a run once more, as a new run; the earlier one stays as it is. A double click reads once."""
    file = StoredFile.objects.select_for_update(of=("self",)).get(pk=run.file_id)
    later = ImportRun.objects.visible_to(by).filter(importer=run.importer, file=file, begun_at__gt=run.begun_at)
    if already := next((one for one in later.filter(state=RunState.READING) if one.params == run.params), None):
        return already
    begun = begin_run(importer=run.importer, file=file, file_name=run.file_name, params=run.params, by=by, again=True)
    return begun.run


@transaction.atomic
def abandon_run(*, run: ImportRun, by: User) -> ImportRun:
    """Give a run up before anything came of it; its decisions stay for the record."""
    run = _locked(run, by, states=OPEN)
    run.state, run.version = RunState.ABANDONED, run.version + 1
    run.save(update_fields=["state", "version"])
    if run.job and not run.job.has_ended and run.job.asked_by_id == by.pk:
        cancel(job=run.job, by=by)
    record("intake.run_abandoned", actor=by, target=run)
    return run


@transaction.atomic
def decide(*, run: ImportRun, key: str, value: Any, version: int, by: User) -> Decision:
    """Answer one question of a run with whatever JSON holds but null.

    version: that of the answer that was seen, 0 where there was none.
    """
    run = _locked(run, by, states=(RunState.REVIEW,))
    return _decide(run, key, value, version, by)


@transaction.atomic
def decide_many(*, run: ImportRun, keys: Mapping[str, int], value: Any, by: User) -> list[Decision]:
    """Give the same answer to questions that are alike: all of them, or none. `keys`: each with the version seen."""
    run = _locked(run, by, states=(RunState.REVIEW,))
    return [_decide(run, key, value, version, by) for key, version in keys.items()]


@transaction.atomic
def undo_decision(*, run: ImportRun, key: str, version: int, by: User) -> None:
    """Take an answer back, so that its question is open again."""
    _undo(_locked(run, by, states=(RunState.REVIEW,)), key, version, by)


@transaction.atomic
def undo_many(*, run: ImportRun, keys: Mapping[str, int], by: User) -> None:
    """Take back the answers to questions that are alike: all of them, or none. `keys`: each with the version seen."""
    run = _locked(run, by, states=(RunState.REVIEW,))
    for key, version in keys.items():
        _undo(run, key, version, by)


@transaction.atomic
def finish_run(*, run: ImportRun, result_key: str, by: User) -> ImportRun:
    """Mark a run as done; called in the transaction in which the importer writes what came of it: both or neither."""
    run = _locked(run, by, states=(RunState.REVIEW,))
    run.state, run.result_key, run.version = RunState.DONE, result_key, run.version + 1
    run.save(update_fields=["state", "result_key", "version"])
    record("intake.run_finished", actor=by, target=run, result=result_key)
    faultpoint("intake.applied")
    return run


def _earlier_run(importer: str, file: StoredFile, params: dict[str, Any], by: User) -> ImportRun | None:
    runs = ImportRun.objects.visible_to(by).filter(importer=importer, file=file, state__in=LIVING)
    return next((run for run in runs if run.params == params), None)


def _locked(run: ImportRun, by: User, *, states: tuple[RunState, ...]) -> ImportRun:
    """The newest row, locked: in one of the states, and open to this person."""
    run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    require_import(by, known_importers()[run.importer], run.params)
    if run.state not in states:
        raise RunIsOver(name=run.file_name, state=run.get_state_display())
    return run


def _decide(run: ImportRun, key: str, value: Any, version: int, by: User) -> Decision:
    decision = run.decisions.select_for_update(of=("self",)).filter(key=key).first()
    if decision is None and version:
        raise DecisionWithdrawn(yours=_as_text(value))
    if decision and decision.value == value:
        return decision
    if decision and decision.version != version:
        params = {"theirs": _as_text(decision.value), "yours": _as_text(value), "decision": decision}
        raise DecisionMovedOn(who=decision.made_by, **params)
    before = decision.value if decision else None
    decision = decision or Decision(run=run, key=key, version=0)
    decision.value, decision.made_by, decision.version = value, by, decision.version + 1
    decision.full_clean(exclude=["value"])  # an empty answer is an answer
    decision.save()
    record("intake.decided", actor=by, target=run, key=key, value=value, before=before)
    faultpoint("intake.decided")
    return decision


def _undo(run: ImportRun, key: str, version: int, by: User) -> None:
    decision = run.decisions.select_for_update(of=("self",)).filter(key=key).first()
    if decision is None:
        return
    if decision.version != version:
        raise DecisionMovedOn(who=decision.made_by, theirs=_as_text(decision.value), yours="—", decision=decision)
    record("intake.decision_undone", actor=by, target=run, key=key, value=decision.value)
    decision.delete()


def _as_text(value: Any) -> str:
    """An answer as a person reads it: its own words where it has them."""
    if isinstance(value, dict):
        value = value.get("label") or value.get("text") or json.dumps(value, ensure_ascii=False)
    return str(value)
