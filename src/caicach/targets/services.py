"""Every change of how targets are measured and of their typed values; a value is never overwritten."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from caicach.agencies.models import Agency, AgencyKind
from caicach.agencies.permissions import require_or_machine
from caicach.audit.trail import record
from caicach.core.text import fold, squeeze
from caicach.files.models import Document
from caicach.indicators.entries import check_digits
from caicach.indicators.models import Figure, Indicator
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.plans.models import Plan, Target
from caicach.plans.permissions import drafting_permission
from caicach.targets import errors
from caicach.targets.models import KINDS, Gauge, TargetValue
from caicach.targets.permissions import IN_FORCE
from caicach.ui.errors import RowMovedOn


@dataclass(frozen=True, slots=True, kw_only=True)
class GaugeFacts:
    """How a figure of a target shall be measured, as a person has confirmed it."""

    name: str
    unit: str
    way: str
    indicator: Indicator | None
    reach: str
    keeper: Agency | None
    direction: str
    aim: Decimal
    upper: Decimal | None
    is_strict: bool
    course: str
    first_on: date
    last_on: date
    start: Decimal | None
    quarters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueEntry:
    """A value that somebody brings: of which gauge and agency, of which day, and from where."""

    gauge: Gauge
    agency: Agency
    as_of: date
    value: Decimal
    source_text: str
    document: Document | None = None

    @property
    def key(self) -> tuple[object, int, date]:
        return self.gauge.pk, self.agency.pk, self.as_of


@dataclass(frozen=True, slots=True)
class Written:
    """What became of some values: new ones, changed ones, those that were known already."""

    new: int
    changed: int
    same: int


@transaction.atomic
def set_gauge(*, target: Target, place: int, facts: GaugeFacts, version: int, by: User) -> Gauge:
    """Say how a figure of a target is measured, or say it anew. version: 0 where nothing was said yet."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("owner").get(pk=target.plan_id)
    require_or_machine(by, drafting_permission(plan.kind), plan.owner)
    if plan.state not in IN_FORCE:
        raise errors.PlanNotInForce()
    _refuse_sum_of_values(facts, plan)
    gauge = Gauge.objects.filter(target=target, place=place).first()
    if (gauge.version if gauge else 0) != version:
        raise RowMovedOn(row=gauge or target)
    if gauge is None:
        gauge = Gauge(target=target, place=place, version=0)
    for name in GaugeFacts.__dataclass_fields__:
        value = getattr(facts, name)
        setattr(gauge, name, list(value) if isinstance(value, tuple) else value)
    gauge.is_to_check, gauge.set_by, gauge.version = False, by, gauge.version + 1
    gauge.full_clean()
    gauge.save()
    record("targets.gauge_set", actor=by, target=gauge, way=gauge.way, aim=gauge.aim, course=gauge.course)
    return gauge


def _refuse_sum_of_values(facts: GaugeFacts, plan: Plan) -> None:
    """Ratios of agencies have a sum, single values have none: of the province one has to be in the ledger itself."""
    indicator = facts.indicator
    if indicator is None or indicator.is_ratio or KINDS[facts.reach] or plan.owner.kind != AgencyKind.PROVINCE:
        return
    if not Figure.objects.current().filter(indicator=indicator, agency=plan.owner).exists():
        raise errors.NotOneValue(indicator=indicator)


@transaction.atomic
def drop_gauge(*, gauge: Gauge, version: int, by: User) -> None:
    """Say that a figure of a target is not measured; refused where there are values, which would be lost."""
    row = _locked(gauge, version)
    plan = row.target.plan
    require_or_machine(by, drafting_permission(plan.kind), plan.owner)
    if TargetValue.objects.filter(gauge=row).exists():
        raise errors.HasValues(gauge=row)
    record("targets.gauge_dropped", actor=by, target=row)
    row.delete()


@transaction.atomic
def write_values(*, entries: Iterable[ValueEntry], by: User | None, today: date) -> Written:
    """Write values with one event in the trail. The same value of the same day again adds no row."""
    listed = list(entries)
    if len({entry.key for entry in listed}) < len(listed):
        raise ValueError("two values for one gauge, agency and day")
    gauges = {entry.gauge.pk: entry.gauge for entry in listed}
    list(Gauge.objects.select_for_update(of=("self",)).filter(pk__in=gauges).order_by("pk"))  # one writer at a time
    for gauge in gauges.values():
        _require_open(gauge)
    for entry in listed:
        gauge = entry.gauge
        require_or_machine(by, Permission.TARGET_TELL, gauge.teller if gauge.is_whole else entry.agency)
        check_value(entry, today=today)
    known = _current(listed)
    fresh = [entry for entry in listed if not (entry.key in known and _is_same(known[entry.key], entry))]
    changed = [entry for entry in fresh if entry.key in known]
    told = Written(len(fresh) - len(changed), len(changed), len(listed) - len(fresh))
    if fresh:
        TargetValue.objects.filter(pk__in=[known[one.key].pk for one in changed]).update(superseded_at=timezone.now())
        rows = TargetValue.objects.bulk_create([_row(one, known.get(one.key), by) for one in fresh], batch_size=200)
        record("targets.values_written", actor=by, target=rows[0].gauge, **asdict(told))
    return told


def check_value(entry: ValueEntry, *, today: date) -> None:
    """Raise what stands against a value; nothing is rounded and nothing is guessed."""
    gauge = entry.gauge
    if not gauge.is_typed:
        raise errors.MeasuredByLedger()
    is_measured = entry.agency == gauge.target.plan.owner if gauge.is_whole else entry.agency.kind in KINDS[gauge.reach]
    if not is_measured:
        raise errors.NotMeasuredThere(gauge=gauge, agency=entry.agency)
    if entry.as_of > today:
        raise errors.DayAhead(day=entry.as_of)
    if not gauge.first_on <= entry.as_of <= gauge.last_on:
        raise errors.DayOutside(day=entry.as_of, first=gauge.first_on, last=gauge.last_on)
    if not squeeze(entry.source_text):
        raise errors.NoSource()
    check_digits(entry.value)


@transaction.atomic
def take_back_value(*, value: TargetValue, reason: str, by: User) -> TargetValue:
    """Take a wrong value back; the one before it holds again, the wrong one stays in the history with the reason."""
    rows = TargetValue.objects.select_for_update(of=("self",)).select_related("gauge__target__plan__owner", "agency")
    row = rows.get(pk=value.pk)
    gauge = row.gauge
    require_or_machine(by, Permission.TARGET_TELL, gauge.teller if gauge.is_whole else row.agency)
    _require_open(gauge)
    if row.superseded_at is not None:
        raise errors.AlreadyTakenBack()
    if not squeeze(reason):
        raise errors.NoReason()
    row.superseded_at, row.taken_back_reason, row.taken_back_by = timezone.now(), squeeze(reason), by
    row.save(update_fields=["superseded_at", "taken_back_reason", "taken_back_by"])
    record("targets.value_taken_back", actor=by, target=row, reason=row.taken_back_reason)
    return row


def follow_version(old: Plan, new: Plan, by: User) -> None:
    """Measure the same targets in the version that is now in force; other words want another look by a person."""
    targets = {target.lineage: target for target in new.targets.all()}
    for gauge in Gauge.objects.filter(target__plan=old).select_related("target", "target__plan"):
        target = targets.get(gauge.target.lineage)
        if target is None:
            continue
        is_other = fold(target.text) != fold(gauge.target.text) or target.measures != gauge.target.measures
        gauge.target, gauge.is_to_check = target, gauge.is_to_check or is_other
        gauge.version += 1
        gauge.save(update_fields=["target", "is_to_check", "version"])
        if is_other:
            record("targets.gauge_to_check", actor=by, target=gauge)


def _locked(gauge: Gauge, version: int) -> Gauge:
    rows = Gauge.objects.select_for_update(of=("self",)).select_related("target__plan__owner")
    row = rows.filter(pk=gauge.pk).first()
    if row is None or row.version != version:  # none: dropped a moment ago
        raise RowMovedOn(row=gauge)
    return row


def _require_open(gauge: Gauge) -> None:
    if gauge.target.plan.state not in IN_FORCE:
        raise errors.PlanNotInForce()


def _current(entries: list[ValueEntry]) -> dict[tuple[object, int, date], TargetValue]:
    rows = TargetValue.objects.current().filter(
        gauge__in={one.gauge.pk for one in entries}, agency__in={one.agency.pk for one in entries}
    )
    locked = rows.select_for_update(of=("self",)).order_by("pk")
    return {(row.gauge_id, row.agency_id, row.as_of): row for row in locked}


def _is_same(row: TargetValue, entry: ValueEntry) -> bool:
    told = entry.value, squeeze(entry.source_text), entry.document.pk if entry.document else None
    return (row.value, row.source_text, row.document_id) == told


def _row(entry: ValueEntry, now: TargetValue | None, by: User | None) -> TargetValue:
    return TargetValue(
        gauge=entry.gauge,
        agency=entry.agency,
        as_of=entry.as_of,
        value=entry.value,
        source_text=squeeze(entry.source_text),
        document=entry.document,
        supersedes=now,
        written_by=by,
    )
