"""Pages that show the targets of plans through the year: all of a plan, one with its history."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from caicach.agencies.models import Agency
from caicach.agencies.permissions import agencies_where, can, require
from caicach.core.targets import Standing
from caicach.core.text import fold
from caicach.files.models import Document
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.plans.models import Plan, Target
from caicach.targets.charts import SMALL, Chart, chart_of
from caicach.targets.forms import TargetFilter
from caicach.targets.models import KINDS, Gauge, TargetValue
from caicach.targets.permissions import may_set, may_tell
from caicach.targets.readings import STANDINGS, GaugeReading, read_gauges
from caicach.ui.pages import page_or_part

FEW = 12
"""So many agencies with their units are somebody's own; who sees more watches the province."""

_WORST_FIRST = (Standing.BEHIND, Standing.UNMEASURED, Standing.ON_PATH, Standing.MET)


@dataclass(slots=True)
class GaugeLine:
    """A gauge in a list: how it stands, its small drawing, who still has to tell."""

    reading: GaugeReading
    chart: Chart | None = None

    @property
    def gauge(self) -> Gauge:
        return self.reading.gauge


@dataclass(slots=True)
class TargetLine:
    """A target of a plan with its gauges; a target without any is unmeasured."""

    target: Target
    gauges: list[GaugeLine] = field(default_factory=list)

    @property
    def standings(self) -> list[Standing]:
        return [line.reading.standing for line in self.gauges] or [Standing.UNMEASURED]

    @property
    def open_places(self) -> list[int]:
        """The figures of its words that nobody has said how to measure."""
        known = {line.gauge.place for line in self.gauges}
        return [place for place in range(max(len(self.target.measures), 1)) if place not in known]


@require_GET
@login_required
def plan_targets(request: Request, plan_id: UUID) -> HttpResponse:
    """The targets of a plan against their path; those that nobody measures are shown as such."""
    plan = get_plan(request, plan_id)
    today = timezone.localdate()
    seen = seen_agencies(request)
    lines = lines_of(plan, seen, today=today)
    form = TargetFilter(request.GET)
    context = {
        "plan": plan,
        "form": form,
        "lines": [line for line in lines if _is_wanted(line, form.chosen)],
        "has_any": bool(lines),
        "has_open": any(line.open_places for line in lines),
        "counts": counts_of(lines),
        "today": today,
        "may_set": may_set(request.user, plan),
        "own_agencies": [one for one in seen if one.kind in KINDS["all"]] if len(seen) <= FEW else [],
        "may_import": can(request.user, Permission.TARGET_TELL),
    }
    return page_or_part(request, "targets/plan_targets.html", "targets", context)


@require_GET
@login_required
def agency_targets(request: Request, agency_id: int) -> HttpResponse:
    """What one agency has to reach by itself, and what it has to tell for all together."""
    agency = get_object_or_404(agencies_where(request.user, Permission.FIGURE_VIEW), pk=agency_id)
    today = timezone.localdate()
    gauges = Gauge.objects.visible_to(request.user).in_force(today.year).about(agency)
    readings = read_gauges(gauges, day=today, only=[agency])
    own = [part for one in readings for part in one.parts if part.agency == agency]
    kept = [one.whole for one in readings if one.whole and one.whole.agency != agency]
    context = {"agency": agency, "own": own, "kept": kept, "today": today}
    return render(request, "targets/agency_targets.html", context)


@require_GET
@login_required
def target_detail(request: Request, target_id: int) -> HttpResponse:
    """One target: how each of its figures is measured, its path, its history, who is behind."""
    return render(request, "targets/target_detail.html", about_target(request, get_target(request, target_id)))


def about_target(request: Request, target: Target) -> dict[str, Any]:
    today = timezone.localdate()
    gauges = Gauge.objects.filter(target=target)
    readings = read_gauges(gauges, day=today, only=seen_agencies(request))
    values = TargetValue.objects.visible_to(request.user).filter(gauge__target=target)
    history: dict[UUID, list[TargetValue]] = {}
    for row in values.select_related("agency", "written_by", "taken_back_by", "document"):
        history.setdefault(row.gauge_id, []).append(row)
    documents = {row.document_id for rows in history.values() for row in rows if row.document_id}
    line = TargetLine(target, [GaugeLine(reading) for reading in readings])
    return {
        "target": target,
        "plan": target.plan,
        "line": line,
        "parts": [_part(request, reading, history.get(reading.gauge.pk, [])) for reading in readings],
        "seen_documents": set(
            Document.objects.visible_to(request.user).filter(pk__in=documents).values_list("pk", flat=True)
        )
        if documents
        else set(),
        "may_set": may_set(request.user, target.plan),
        "today": today,
    }


def _part(request: Request, reading: GaugeReading, history: list[TargetValue]) -> dict[str, Any]:
    """What the page shows of one gauge."""
    gauge = reading.gauge
    rows = sorted(reading.parts, key=lambda part: _WORST_FIRST.index(part.standing))
    return {
        "reading": reading,
        "gauge": gauge,
        "whole": reading.whole,
        "chart": chart_of(reading.whole) if reading.whole else None,
        "rows": [] if gauge.is_whole else rows,
        "counts": counts_in(reading),
        "history": history,
        "may_tell": may_tell(request.user, gauge),
    }


def lines_of(plan: Plan, only: list[Agency], *, today: date) -> list[TargetLine]:
    """The targets of a plan in their order, with their gauges on a day."""
    lines = {target.pk: TargetLine(target) for target in plan.targets.select_related("domain")}
    for reading in read_gauges(Gauge.objects.filter(target__plan=plan), day=today, only=only):
        chart = chart_of(reading.whole, frame=SMALL) if reading.whole else None
        lines[reading.gauge.target_id].gauges.append(GaugeLine(reading, chart))
    return list(lines.values())


def counts_of(lines: list[TargetLine]) -> list[tuple[Standing, Any, int]]:
    """How many figures of targets stand how; what nobody measures counts as unmeasured."""
    told = Counter(standing for line in lines for standing in line.standings)
    return [(one, words, told[one]) for one, words in STANDINGS.items()]


def counts_in(reading: GaugeReading) -> list[tuple[Standing, Any, int]]:
    told = reading.counts
    return [(one, words, told[one]) for one, words in STANDINGS.items()]


def _is_wanted(line: TargetLine, chosen: dict[str, str]) -> bool:
    if "state" in chosen and Standing(chosen["state"]) not in line.standings:
        return False
    words = fold(chosen.get("q", "")).split()
    told = fold(" ".join([line.target.text, *(one.gauge.name for one in line.gauges)]))
    return all(word in told for word in words)


def seen_agencies(request: Request) -> list[Agency]:
    """The agencies whose own values this person sees."""
    return list(agencies_where(request.user, Permission.FIGURE_VIEW))


def get_plan(request: Request, plan_id: UUID) -> Plan:
    """The plan, or 404 where the person does not see it; 403 where figures are not shown to them."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("owner"), pk=plan_id)
    require(request.user, Permission.FIGURE_VIEW)
    return plan


def get_target(request: Request, target_id: int) -> Target:
    seen = Target.objects.filter(plan__in=Plan.objects.visible_to(request.user))
    target = get_object_or_404(seen.select_related("plan__owner", "domain"), pk=target_id)
    require(request.user, Permission.FIGURE_VIEW)
    return target


def get_gauge(request: Request, gauge_id: UUID) -> Gauge:
    seen = Gauge.objects.filter(target__plan__in=Plan.objects.visible_to(request.user))
    gauge = get_object_or_404(seen.select_related("target__plan__owner", "target__domain", "keeper"), pk=gauge_id)
    require(request.user, Permission.FIGURE_VIEW)
    return gauge
