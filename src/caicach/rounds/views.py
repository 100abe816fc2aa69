"""Rounds: the list, one with its agencies and windows, and the acts of who runs it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.permissions import agencies_where, can, require
from caicach.assessments.bodies import appraising_for
from caicach.assessments.finding import get_round
from caicach.assessments.models import Assessment, Phase, Round, RoundState, Window
from caicach.assessments.progress import BY_POINTS, agency_rows, progress_of, sorted_by_points, with_points
from caicach.assessments.windows import newest_of, windows_of
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.rounds.forms import UnrankedForm, WindowForm
from caicach.rounds.reopening import shown_reopenings
from caicach.rounds.running import close_round, open_appeal_windows, set_unranked, set_window
from caicach.ui.conflicts import show_conflict
from caicach.ui.errors import NotAllowed, RowMovedOn
from caicach.ui.pages import page_or_part
from caicach.ui.versions import seen_version


@require_GET
@login_required
def round_list(request: Request) -> HttpResponse:
    """Rounds by year, and above them what this person has to do."""
    user, today = request.user, timezone.localdate()
    if not (can(user, Permission.ASSESSMENT_VIEW) or can(user, Permission.OUTSIDE_SCORE_ENTER)):
        raise NotAllowed()
    rounds = Round.objects.visible_to(user).select_related("criteria_set")
    mine = Assessment.objects.none()
    if can(user, Permission.ASSESSMENT_FILL):
        own = agencies_where(user, Permission.ASSESSMENT_FILL)
        mine = Assessment.objects.filter(agency__in=own, round__state=RoundState.OPEN)
    context = {
        "rounds": [(one, _open_phases(one, today)) for one in rounds.prefetch_related("windows")],
        "mine": mine.select_related("agency", "round"),
        "appraises": [one for one in rounds if one.is_open] if appraising_for(user, on=today) else [],
        "may_manage": can(user, Permission.ROUND_MANAGE),
    }
    return render(request, "rounds/round_list.html", context)


def _open_phases(round: Round, today: date) -> list[Window]:
    """What may be done in a running round today, as it holds for all agencies."""
    windows = newest_of(round.windows.all()) if round.is_open else None
    return [one for phase in Phase if windows and (one := windows.of(phase)) and one.is_open(today)]


@require_GET
@login_required
def round_detail(request: Request, round_id: UUID) -> HttpResponse:
    """The agencies of a round with how far each is."""
    round = get_round(request, round_id)
    if round.state == RoundState.DRAFT:
        return redirect("rounds:round_setup", round.pk)
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "state", "sort")}
    rows = agency_rows(round, request.user, words=asked["q"], state=asked["state"], order=asked["sort"])
    if asked["sort"].removeprefix("-") in BY_POINTS:
        rows = sorted_by_points(with_points(round, rows), asked["sort"])
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    shown = page.object_list if isinstance(rows, list) else with_points(round, page.object_list)
    context = _context(request, round) | {"page": page, "rows": shown, "asked": asked}
    return page_or_part(request, "rounds/round_detail.html", "agencies", context)


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def window_set(request: Request, round_id: UUID) -> HttpResponse:
    """Extend or reopen a phase: for all, or for one agency."""
    round = get_round(request, round_id)
    require(request.user, Permission.ROUND_MANAGE)
    form = WindowForm(request.POST or None, round=round, initial={"phase": request.GET.get("phase")})
    if not form.is_valid():
        context = {"round": round, "form": form, "windows": window_rows(round)}
        return render(request, "rounds/window_set.html", context, status=422 if form.is_bound else 200)
    given = form.cleaned_data
    set_window(
        round=round,
        phase=Phase(given["phase"]),
        span=(given["opens_on"], given["closes_on"]),
        reason=given["reason"],
        agency=given["agency"],
        by=request.user,
    )
    messages.success(request, _("Đã đặt lại thời hạn."))
    return redirect("rounds:round_detail", round.pk)


@require_http_methods(["GET", "POST"])
@login_required
def unranked_set(request: Request, round_id: UUID) -> HttpResponse:
    """A group is not ranked this year."""
    round = get_round(request, round_id)
    require(request.user, Permission.ROUND_MANAGE)
    form = UnrankedForm(request.POST or None, round=round, initial={"version": round.version})
    if not form.is_valid():
        context = {"round": round, "form": form}
        return render(request, "rounds/unranked_set.html", context, status=422 if form.is_bound else 200)
    try:
        set_unranked(round=round, by=request.user, **form.cleaned_data)
    except RowMovedOn as conflict:
        show_conflict(form, conflict, now={"version": get_round(request, round_id).version})
        return render(request, "rounds/unranked_set.html", {"round": round, "form": form}, status=409)
    messages.success(request, _("Đã ghi nhận."))
    return redirect("rounds:round_detail", round.pk)


@require_POST
@login_required
def round_close(request: Request, round_id: UUID) -> HttpResponse:
    round = get_round(request, round_id)
    version, today = seen_version(request, round), timezone.localdate()
    close_round(round=round, version=version, by=request.user, today=today)
    messages.success(request, _("Đã chốt “%(round)s”. Điểm không đổi nữa và có thể công bố.") % {"round": round})
    return redirect("rounds:round_detail", round.pk)


def _context(request: Request, round: Round) -> dict[str, Any]:
    user = request.user
    seen = agencies_where(user, Permission.ASSESSMENT_VIEW)
    is_whole = not seen.query.has_filters()
    may_manage = can(user, Permission.ROUND_MANAGE)
    progress = progress_of(round) if is_whole else None
    is_finished = may_manage and round.is_open and progress is not None and progress.is_finished
    keeps_open = open_appeal_windows(round, timezone.localdate()) if is_finished else []
    return {
        "round": round,
        "windows": window_rows(round),
        "is_whole": is_whole,
        "progress": progress,
        "may_manage": may_manage,
        "may_reopen": can(user, Permission.ROUND_REOPEN),
        **shown_reopenings(round, user),
        "may_enter_outside": can(user, Permission.OUTSIDE_SCORE_ENTER),
        "may_decide": can(user, Permission.APPEAL_DECIDE),
        "appraises": bool(appraising_for(user, on=timezone.localdate())),
        "keeps_open": keeps_open,
        "may_close": is_finished and not keeps_open,
    }


def window_rows(round: Round) -> list[dict[str, Any]]:
    """The phases with their windows of today, and the agencies that have one of their own."""
    today, windows = timezone.localdate(), windows_of(round)
    rows = []
    for phase in Phase:
        window = windows.of(phase)
        own = [one for (of_phase, _agency), one in windows.own.items() if of_phase == phase]
        is_open = round.is_open and window is not None and window.is_open(today)
        left = (window.closes_on - today).days if window and is_open else None
        rows.append({"phase": phase, "window": window, "is_open": is_open, "left": left, "own": own})
    return rows
