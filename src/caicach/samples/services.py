"""What happens to frames and samples: brought in, drawn from, told of, forgotten."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from caicach.agencies.permissions import require, require_or_machine
from caicach.audit.trail import record
from caicach.core.surveys.sampling.drawing import draw
from caicach.core.surveys.sampling.errors import BadSample
from caicach.core.surveys.sampling.frames import composed, digest_of
from caicach.core.surveys.sampling.plans import Drawn, Method, Rule, Stage, Unit
from caicach.core.text import squeeze
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.samples import errors
from caicach.samples.models import LOST, Draw, Frame, FrameUnit, Outcome, SampledUnit
from caicach.samples.phrases import why
from caicach.samples.reading import ReadFrame
from caicach.samples.sizing import Wish, plan_of
from caicach.ui.errors import RowMovedOn

_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameHead:
    """What is said of a frame. place_name: what its places are called; none where it has none."""

    name: str
    source_text: str
    as_of: date
    forget_on: date
    place_name: str = ""


@transaction.atomic
def add_frame(*, head: FrameHead, read: ReadFrame, by: User | None) -> Frame:
    """Keep the rows of a list without problems as a frame."""
    require_or_machine(by, Permission.SAMPLE_DRAW)
    if read.problems:
        raise ValueError("a list with problems is no frame")
    units = [(composed(unit), label) for unit, label in read.units]
    frame = Frame.objects.create(
        name=squeeze(head.name), source_text=squeeze(head.source_text), as_of=head.as_of, forget_on=head.forget_on,
        place_names=[squeeze(head.place_name)] if read.has_places else [], totals=read.totals,
        digest=digest_of([unit for unit, _label in units]), made_by=by,
    )  # fmt: skip
    FrameUnit.objects.bulk_create(
        [
            FrameUnit(
                frame=frame, key=unit.key, stratum=unit.stratum, places=list(unit.places), size=unit.size, label=label
            )
            for unit, label in units
        ],
        batch_size=_BATCH,
    )
    record("samples.frame_added", actor=by, target=frame, units=len(units), digest=frame.digest)
    return frame


@transaction.atomic
def drop_frame(*, frame: Frame, by: User) -> None:
    """Take a frame away from which nothing was drawn."""
    require(by, Permission.SAMPLE_DRAW)
    row = Frame.objects.select_for_update().filter(pk=frame.pk).first()
    if row is None:
        raise RowMovedOn(row=frame)
    if row.draws.exists():
        raise errors.FrameDrawn(frame=row.name)
    record("samples.frame_dropped", actor=by, target=row, digest=row.digest)
    row.delete()


@transaction.atomic
def draw_sample(*, frame: Frame, wish: Wish, seed: str, reason: str, by: User | None) -> Draw:
    """Draw by the rule that a wish comes to. The first draw stays the first: each later one says why it was made."""
    require_or_machine(by, Permission.SAMPLE_DRAW)
    row = Frame.objects.select_for_update().filter(pk=frame.pk).first()
    if row is None:
        raise RowMovedOn(row=frame)
    number = row.draws.count() + 1
    if number > 1 and not squeeze(reason):
        raise errors.NoReason()
    rows = {one.key: one for one in row.rows.all()}
    try:
        plan = plan_of(row, wish)
        rule = plan.rule(wish, squeeze(seed), has_places=bool(row.place_names))
        drawn = draw([_unit(one) for one in rows.values()], rule)
    except BadSample as refused:
        raise errors.CannotDraw(why=why(refused)) from refused
    made = Draw.objects.create(
        frame=row, number=number, seed=drawn.rule.seed, rule=rule_as_plain(rule), digest=drawn.digest,
        sizing={"wish": wish.as_plain(), "steps": plan.steps, "n": plan.size.n, "asked": plan.size.asked},
        strata={name: [told.units, told.size, told.drawn] for name, told in drawn.strata.items()},
        shortages=[[list(one.place), one.wanted, one.held, one.reserves] for one in drawn.shortages],
        reason=squeeze(reason) if number > 1 else "", drawn_by=by,
    )  # fmt: skip
    SampledUnit.objects.bulk_create(_sampled(made, rows, drawn), batch_size=_BATCH)
    record("samples.drawn", actor=by, target=made, seed=made.seed, digest=made.digest, frame=row.digest)
    return made


def draws_the_same(made: Draw) -> bool:
    """Draw again by the kept rule from the rows as they are today: the digests must be the same."""
    units = [_unit(one) for one in made.frame.rows.all()]
    again = draw(units, rule_from_plain(made.rule))
    return (again.digest, again.frame_digest) == (made.digest, made.frame.digest)


@transaction.atomic
def tell_outcome(*, row: SampledUnit, version: int, outcome: str, note: str, by: User) -> SampledUnit:
    """Say what became of one that is to be asked."""
    locked = _locked(row, version, by)
    if not locked.is_asked:
        raise errors.NotAsked(unit=locked.unit.key)
    stand_in = stand_in_of(locked)
    if stand_in is not None and outcome not in LOST:
        raise errors.AlreadyReplaced(unit=locked.unit.key, stand_in=stand_in.unit.key)
    locked.outcome, locked.note = outcome, squeeze(note)
    _store(locked)
    record("samples.outcome_told", actor=by, target=locked, outcome=outcome, note=locked.note)
    return locked


@transaction.atomic
def call_reserve(*, row: SampledUnit, version: int, by: User) -> SampledUnit:
    """The next of the reserves of the same place is asked instead of one who refused or was not met."""
    locked = _locked(row, version, by)
    if not locked.is_asked or locked.outcome not in LOST:
        raise errors.NotAsked(unit=locked.unit.key)
    standing = stand_in_of(locked)
    if standing is not None:
        raise errors.AlreadyReplaced(unit=locked.unit.key, stand_in=standing.unit.key)
    free = SampledUnit.objects.filter(draw=locked.draw_id, reserve__gte=1, stands_in_for=None)
    free = free.filter(unit__stratum=locked.unit.stratum, unit__places=locked.unit.places)
    found = free.select_related("unit").order_by("reserve").first()
    if found is None:
        raise errors.NobodyLeft(place=", ".join([locked.unit.stratum, *locked.unit.places]))
    found.stands_in_for, found.outcome = locked, Outcome.WAITING
    _store(found, "stands_in_for")
    record("samples.reserve_called", actor=by, target=found, stands_in_for=locked.unit.key)
    return found


def stand_in_of(row: SampledUnit) -> SampledUnit | None:
    """Who is asked in the place of this one."""
    return SampledUnit.objects.filter(stands_in_for=row).select_related("unit").first()


@transaction.atomic
def forget_labels(*, today: date) -> int:
    """Empty the names and addresses of frames whose day has come; keys, chances and answers stay. Returns how many."""
    frames = list(Frame.objects.select_for_update().filter(forget_on__lte=today, forgotten_at=None))
    for frame in frames:
        count = frame.rows.exclude(label="").update(label="")
        frame.forgotten_at = timezone.now()
        frame.save(update_fields=["forgotten_at"])
        record("samples.labels_forgotten", actor=None, target=frame, count=count)
    return len(frames)


def rule_as_plain(rule: Rule) -> dict[str, Any]:
    """A rule as JSON keeps it."""
    later = [[stage.take, stage.method] for stage in rule.later]
    return {
        "seed": rule.seed, "takes": dict(rule.takes), "first": rule.first, "later": later, "reserves": rule.reserves,
    }  # fmt: skip


def rule_from_plain(plain: dict[str, Any]) -> Rule:
    """The rule again."""
    later = tuple(Stage(take, Method(method)) for take, method in plain["later"])
    first = Method(plain["first"])
    return Rule(seed=plain["seed"], takes=plain["takes"], first=first, later=later, reserves=plain["reserves"])


def _unit(row: FrameUnit) -> Unit:
    return Unit(row.key, row.stratum, tuple(row.places), row.size)


def _sampled(made: Draw, rows: dict[str, FrameUnit], drawn: Drawn) -> Iterable[SampledUnit]:
    for one in drawn.units:
        chance = one.probability
        yield SampledUnit(
            draw=made, unit=rows[one.unit.key], order=one.order, reserve=one.reserve,
            chance_numerator=str(chance.numerator), chance_denominator=str(chance.denominator),
            outcome=Outcome.RESERVE if one.reserve else Outcome.WAITING,
        )  # fmt: skip


def _locked(row: SampledUnit, version: int, by: User) -> SampledUnit:
    require(by, Permission.SAMPLE_DRAW)
    Draw.objects.select_for_update().get(pk=row.draw_id)  # reserves are called in turn; always before the unit
    found = SampledUnit.objects.select_for_update(of=("self",)).select_related("unit", "draw").get(pk=row.pk)
    if found.version != version:
        raise RowMovedOn(row=found)
    return found


def _store(row: SampledUnit, *also: str) -> None:
    row.version += 1
    row.save(update_fields=["outcome", "note", "version", *also])
