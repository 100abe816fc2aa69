"""Setting a round up: begun from last year's, corrected, checked, opened."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from caicach.agencies.models import Agency
from caicach.agencies.permissions import require
from caicach.assessments.finding import get_round
from caicach.assessments.models import Phase, Round, RoundState
from caicach.assessments.windows import windows_of
from caicach.criteria.models import Criterion
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.rounds.beginnings import Bodies, agencies_for, beginning, pairs_of
from caicach.rounds.forms_setup import SEPARATOR, NewRoundForm, SetupForm, typed_bodies
from caicach.rounds.preparing import Setting, change_round, discard_round, missing_of, open_round, prepare_round
from caicach.ui.conflicts import show_conflict
from caicach.ui.errors import RowMovedOn
from caicach.ui.versions import seen_version


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A node with the names of the bodies that appraise it, as they are typed."""

    node: Criterion
    names: str
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency that may be assessed."""

    agency: Agency
    is_in: bool
    group: str


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def round_new(request: Request) -> HttpResponse:
    """Choose what the round is made from."""
    require(request.user, Permission.ROUND_MANAGE)
    today = timezone.localdate()
    form = NewRoundForm(request.POST or None, year=today.year, initial=_newest(today.year))
    if not form.is_valid():
        context = {"form": form, "has_sets": bool(form.sets)}
        return render(request, "rounds/round_new.html", context, status=422 if form.is_bound else 200)
    criteria_set, previous = form.chosen()
    setting = beginning(criteria_set, year=form.cleaned_data["year"], previous=previous, today=today)
    round = prepare_round(
        criteria_set=criteria_set, setting=setting, previous=previous, replaces=form.replaced(), by=request.user
    )
    return redirect("rounds:round_setup", round.pk)


@require_http_methods(["GET", "POST"])
@login_required
def round_setup(request: Request, round_id: UUID) -> HttpResponse:
    """Correct facts, agencies and bodies; what still keeps the round from beginning is listed."""
    round = get_round(request, round_id)
    require(request.user, Permission.ROUND_MANAGE)
    if round.state != RoundState.DRAFT:
        return redirect("rounds:round_detail", round.pk)
    nodes = list(round.criteria_set.nodes.all())
    if request.method == "GET":
        context = {"form": SetupForm(initial=_begun(round)), "bodies": _body_rows(nodes, _held_bodies(round))}
        return _page(request, round, context)
    form = SetupForm(request.POST)
    typed = {str(node.pk): request.POST.get(f"body-{node.pk}", "") for node in nodes}
    bodies, wrong = typed_bodies(typed, nodes)
    if not form.is_valid() or wrong:
        rows = [BodyRow(node, typed[str(node.pk)], wrong.get(str(node.pk), "")) for node in nodes]
        return _page(request, round, {"form": form, "bodies": rows, "wrong": wrong}, status=422)
    setting = _setting(request, round, form, bodies)
    try:
        change_round(round=round, version=form.cleaned_data["version"], setting=setting, by=request.user)
    except RowMovedOn as conflict:
        show_conflict(form, conflict, now=_begun(get_round(request, round_id)))
        rows = [BodyRow(node, typed[str(node.pk)]) for node in nodes]
        return _page(request, round, {"form": form, "bodies": rows}, status=409)
    messages.success(request, _("Đã lưu thiết lập."))
    return redirect("rounds:round_setup", round.pk)


@require_POST
@login_required
def round_open(request: Request, round_id: UUID) -> HttpResponse:
    round = get_round(request, round_id)
    open_round(round=round, version=seen_version(request, round), by=request.user)
    messages.success(request, _("Đã mở “%(round)s”. Các cơ quan thấy bài tự chấm của mình.") % {"round": round})
    return redirect("rounds:round_detail", round.pk)


@require_POST
@login_required
def round_discard(request: Request, round_id: UUID) -> HttpResponse:
    round = get_round(request, round_id)
    discard_round(round=round, version=seen_version(request, round), by=request.user)
    messages.success(request, _("Đã bỏ “%(round)s”.") % {"round": round})
    return redirect("rounds:round_list")


def _newest(year: int) -> dict[str, Any]:
    """The year now, and the newest round as the one to follow."""
    newest = Round.objects.exclude(state=RoundState.DRAFT).filter(year__lt=year).first()
    return {"year": year, "previous": str(newest.pk) if newest else ""}


def _page(request: Request, round: Round, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    rows = _agency_rows(request, round)
    chosen = dict(Counter(row.group for row in rows if row.is_in))  # a template would ask a Counter for its "items"
    context |= {"round": round, "agencies": rows, "chosen": chosen, "groups": list(round.criteria_set.as_core.groups)}
    context |= {"missing": missing_of(round) if status == 200 else [], "running": _running_already(round)}
    return render(request, "rounds/round_setup.html", context, status=status)


def _running_already(round: Round) -> list[Round]:
    """Running rounds of the same year with the same agencies, which this one does not replace: most likely a slip."""
    agencies = round.assessments.values("agency")
    same = Round.objects.filter(state=RoundState.OPEN, year=round.year, assessments__agency__in=agencies)
    return [one for one in same.distinct() if one.pk != round.replaces_id]


def _begun(round: Round) -> dict[str, Any]:
    names = ("version", "name", "period_first", "period_last", "agencies_on", "may_lower")
    held: dict[str, Any] = {name: getattr(round, name) for name in names}
    held["second_share"] = (round.second_share * 100).normalize()
    windows = windows_of(round)
    for phase in Phase:
        if window := windows.of(phase):
            held |= {f"{phase}_opens": window.opens_on, f"{phase}_closes": window.closes_on}
    return held


def _held_bodies(round: Round) -> Bodies:
    held: Bodies = {}
    for one in round.appraisers.select_related("agency"):
        held.setdefault(one.criterion_id, []).append(one.agency)
    return held


def _body_rows(nodes: list[Criterion], bodies: Bodies) -> list[BodyRow]:
    return [BodyRow(node, f"{SEPARATOR} ".join(agency.name for agency in bodies.get(node.pk, ()))) for node in nodes]


def _agency_rows(request: Request, round: Round) -> list[AgencyRow]:
    """All agencies of the kind on the day, ticked where they take part: as typed, else as they are held."""
    held = dict(round.assessments.values_list("agency", "group"))
    candidates = agencies_for(round.criteria_set, round.agencies_on)
    others = Agency.objects.filter(pk__in=held).exclude(pk__in=[agency.pk for agency in candidates])
    rows = [AgencyRow(agency, agency.pk in held, held.get(agency.pk, "")) for agency in [*candidates, *others]]
    if request.method != "POST":
        return rows
    ticked = request.POST.getlist("agency")
    return [AgencyRow(row.agency, str(row.agency.pk) in ticked, _typed_group(request, row.agency)) for row in rows]


def _setting(request: Request, round: Round, form: SetupForm, bodies: Bodies) -> Setting:
    given = form.cleaned_data
    ticked = set(request.POST.getlist("agency"))
    agencies = [row.agency for row in _agency_rows(request, round) if str(row.agency.pk) in ticked]
    return Setting(
        name=given["name"],
        year=round.year,
        period=(given["period_first"], given["period_last"]),
        agencies_on=given["agencies_on"],
        agencies={agency: _typed_group(request, agency) for agency in agencies},
        windows=form.windows(),
        bodies=pairs_of(round.criteria_set, bodies),
        second_share=given["second_share"] / 100,
        may_lower=given["may_lower"],
        unranked=round.unranked,
    )


def _typed_group(request: Request, agency: Agency) -> str:
    return request.POST.get(f"group-{agency.pk}", "").replace("\0", "").strip()[:100]
