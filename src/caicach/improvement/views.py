"""Pages about gaps: the rounds, where one loses points, what would lift one agency."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from caicach.agencies.permissions import agencies_where, can, require
from caicach.assessments.models import Assessment, Round, RoundState
from caicach.criteria.models import CriteriaSet, SetState
from caicach.improvement.finding import get_assessment, get_round
from caicach.improvement.gaps import By, Source, by_source, cells_of, gap_rows
from caicach.improvement.lifting import leaf_gaps
from caicach.improvement.sheets import gaps_xlsx, leaves_xlsx
from caicach.improvement.standing import board_of, is_provisional, stand_alone
from caicach.improvement.trends import leaf_trends, years_of
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.plans.models import Plan, PlanKind, PlanState
from caicach.ui.downloads import as_download
from caicach.ui.pages import page_or_part

_ASKED = ("by", "source", "group", "q", "sort")


@require_GET
@login_required
def round_list(request: Request) -> HttpResponse:
    """The rounds that have begun, the newest first; for the people of an agency their own place in each."""
    require(request.user, Permission.ASSESSMENT_VIEW)
    seen = agencies_where(request.user, Permission.ASSESSMENT_VIEW)
    rounds = Round.objects.visible_to(request.user).exclude(state=RoundState.DRAFT).select_related("criteria_set")
    own = Assessment.objects.none()
    if seen.query.has_filters():
        own = Assessment.objects.visible_to(request.user).standing().select_related("agency", "round")
    drafts = CriteriaSet.objects.none()
    if can(request.user, Permission.CRITERIA_DRAFT):
        drafts = CriteriaSet.objects.visible_to(request.user).filter(state=SetState.DRAFT).defer("content")
    plans = Plan.objects.visible_to(request.user).filter(kind=PlanKind.IMPROVEMENT)
    context = {
        "rounds": rounds,
        "drafts": drafts,
        "plans": plans.exclude(state=PlanState.AMENDED),
        "own": own.order_by("-round__year", "agency__protocol_order"),
    }
    return render(request, "improvement/round_list.html", context)


@require_GET
@login_required
def round_gaps(request: Request, round_id: UUID) -> HttpResponse:
    """Where a round loses points, added up by criterion, domain or agency."""
    round = get_round(request, round_id)
    board = board_of(round, request.user)
    asked = {name: request.GET.get(name, "").strip() for name in _ASKED}
    by = By(asked["by"]) if asked["by"] in By.values else By.CRITERION
    cells = cells_of(board, source=asked["source"], group=asked["group"])
    rows = gap_rows(board, cells, by, words=asked["q"], order=asked["sort"] or "-lost")
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "round": round,
        "board": board,
        "by": by,
        "ways": By,
        "sources": Source,
        "sums": by_source(cells_of(board, group=asked["group"])),
        "groups": sorted({one.assessment.group for one in board.stands if one.assessment.group}),
        "asked": asked,
        "page": page,
        "rows": page.object_list,
        "may_draft": can(request.user, Permission.PLAN_DRAFT),
        "most": max((row.loss.lost for row in rows), default=0),
    }
    return page_or_part(request, "improvement/round_gaps.html", "gaps", context)


@require_GET
@login_required
def round_gaps_xlsx(request: Request, round_id: UUID) -> HttpResponse:
    """The same, whole: a sheet for each way of adding up."""
    round = get_round(request, round_id)
    board = board_of(round, request.user)
    cells = cells_of(board, source=request.GET.get("source", ""), group=request.GET.get("group", ""))
    sheets = [(str(by.label), gap_rows(board, cells, by)) for by in By]
    return as_download(gaps_xlsx(sheets), f"mat-diem-{round.year}.xlsx")


@require_GET
@login_required
def agency_gaps(request: Request, assessment_id: UUID) -> HttpResponse:
    """What would lift one agency, leaf by leaf, and how it stood in the rounds before."""
    assessment = get_assessment(request, assessment_id)
    round, stand = assessment.round, stand_alone(assessment)
    asked = {name: request.GET.get(name, "").strip() for name in ("source", "sort")}
    rows = leaf_gaps(round.criteria_set.as_core, stand, source=asked["source"], order=asked["sort"] or "-lost")
    years = years_of(assessment, stand)
    context = {
        "round": round,
        "assessment": assessment,
        "stand": stand,
        "lost": stand.lost,
        "rows": rows,
        "asked": asked,
        "sources": Source,
        "is_provisional": is_provisional(round),
        "years": years,
        "trends": leaf_trends(years),
        "may_draft": can(request.user, Permission.PLAN_DRAFT)
        or can(request.user, Permission.AGENCY_PLAN_DRAFT, assessment.agency),
        "sees_indices": can(request.user, Permission.FIGURE_VIEW),
    }
    return render(request, "improvement/agency_gaps.html", context)


@require_GET
@login_required
def agency_gaps_xlsx(request: Request, assessment_id: UUID) -> HttpResponse:
    assessment = get_assessment(request, assessment_id)
    rows = leaf_gaps(assessment.round.criteria_set.as_core, stand_alone(assessment))
    name = f"mat-diem-{assessment.agency.code}-{assessment.round.year}.xlsx"
    return as_download(leaves_xlsx(rows, assessment.agency.brief), name)
