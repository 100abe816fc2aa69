"""From the gaps of an agency to the draft of a plan: leaves are chosen, then what is to be done about each."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from caicach.agencies.models import Agency
from caicach.agencies.permissions import can, require
from caicach.assessments.models import Assessment, Round
from caicach.core.scoring import criteria as core
from caicach.criteria.models import CriteriaSet, SetState
from caicach.improvement.finding import get_assessment, get_round
from caicach.improvement.forms_plans import Owner, PlanHeadForm, WishForm, wish_forms
from caicach.improvement.forms_round_plan import round_wish_forms
from caicach.improvement.lifting import leaf_gaps
from caicach.improvement.means import domain_gaps, mean_scores, usually_chosen
from caicach.improvement.planning import LastScores, begin_plan, last_scores, usual_title
from caicach.improvement.standing import board_of, is_provisional, stand_alone
from caicach.improvement.tables import PRINTED, fit_of, rows_of_plan, table_of
from caicach.people.models import User
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.plans.errors import ProvinceMissing
from caicach.plans.models import Plan, PlanKind
from caicach.ui.errors import NotAllowed


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def plan_new(request: Request, assessment_id: UUID) -> HttpResponse:
    assessment = get_assessment(request, assessment_id)
    owners = owners_of_plan(request.user, assessment)
    stand, criteria_set = stand_alone(assessment), assessment.round.criteria_set.as_core
    gaps = leaf_gaps(criteria_set, stand, order="code")
    sent, codes = asked_leaves(request)
    chosen = [row for row in gaps if row.criterion.code in codes]
    head = _head_form(sent, owners, assessment.agency.name, assessment.round)
    wishes = wish_forms(sent, chosen, stand)
    if is_whole(head, wishes):
        return _begin(request, head, wishes, criteria_set, last_scores(stand))
    context = {
        "round": assessment.round,
        "assessment": assessment,
        "gaps": gaps,
        "head": head,
        "wishes": wishes,
        "owner": owners[0].agency,
        "is_provisional": is_provisional(assessment.round),
    }
    return render(request, "improvement/plan_new.html", context, status=422 if sent is not None else 200)


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def round_plan_new(request: Request, round_id: UUID) -> HttpResponse:
    """A plan of the province from what all agencies of a round lose in the mean, domain by domain."""
    round = get_round(request, round_id)
    require(request.user, Permission.PLAN_DRAFT)
    owner = _province()
    board = board_of(round, request.user)
    domains = domain_gaps(board, today=timezone.localdate())
    sent, codes = asked_leaves(request)
    head = _head_form(sent, [owner], owner.agency.name, round)
    wishes = round_wish_forms(sent, domains, codes)
    if is_whole(head, wishes):
        return _begin(request, head, wishes, board.criteria_set, mean_scores(board))
    context = {
        "round": round,
        "domains": domains,
        "assessed": len(board.stands),
        "proposed": usually_chosen(domains),
        "head": head,
        "wishes": wishes,
        "owner": owner.agency,
        "is_provisional": board.is_provisional,
    }
    return render(request, "improvement/round_plan_new.html", context, status=422 if sent is not None else 200)


@require_GET
@login_required
def plan_scores(request: Request, plan_id: UUID) -> HttpResponse:
    """The sums of an improvement plan by their rules, what does not add up, and how it fits a criteria set."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), pk=plan_id)
    rows = rows_of_plan(plan.items.exclude(scores={}))
    sets = CriteriaSet.objects.visible_to(request.user).exclude(state=SetState.DRAFT)
    chosen = next((one for one in sets if str(one.pk) == request.GET.get("bo")), None)
    table = table_of(rows, chosen.as_core.roundings if chosen else PRINTED) if rows else None
    fit = fit_of(table, chosen.as_core) if table and chosen else None
    context = {"plan": plan, "table": table, "sets": sets, "chosen": chosen, "fit": fit}
    return render(request, "improvement/plan_scores.html", context)


def owners_of_plan(user: User, assessment: Assessment) -> list[Owner]:
    """Whose plan a person may draft here: the province's, that of the agency itself, or either."""
    found = [_province()] if can(user, Permission.PLAN_DRAFT) else []
    if can(user, Permission.AGENCY_PLAN_DRAFT, assessment.agency):
        found.append(Owner(assessment.agency, PlanKind.AGENCY))
    if not found:
        raise NotAllowed()
    return found


def asked_leaves(request: Request) -> tuple[QueryDict | None, set[str]]:
    """What was sent, None for a page that is only looked at; and the codes of the chosen leaves."""
    sent = request.POST if request.method == "POST" else None
    return sent, set((request.GET if sent is None else sent).getlist("tc"))


def is_whole(head: PlanHeadForm, wishes: Sequence[WishForm]) -> bool:
    """Whether the forms were sent, with at least one leaf, and none comes back; all are looked at."""
    return head.is_bound and bool(wishes) and all([head.is_valid(), *(form.is_valid() for form in wishes)])


def _head_form(sent: QueryDict | None, owners: Sequence[Owner], whose: str, round: Round) -> PlanHeadForm:
    year = round.year + 1
    return PlanHeadForm(sent, owners=owners, initial={"title": usual_title(whose, year), "year": year})


def _begin(
    request: Request, head: PlanHeadForm, wishes: Sequence[WishForm], criteria_set: core.CriteriaSet, last: LastScores
) -> HttpResponse:
    owner = head.owner()
    plan = begin_plan(
        head=head.head(),
        owner=owner.agency,
        kind=owner.kind,
        criteria_set=criteria_set,
        last=last,
        wishes={form.leaf.code: form.wish() for form in wishes},
        by=request.user,
    )
    messages.success(request, _("Đã lập dự thảo. Hãy xem lại từng dòng, rồi ban hành và giao việc như mọi kế hoạch."))
    return redirect("plandrafts:draft_grid", plan.pk)


def _province() -> Owner:
    province = Agency.objects.filter(kind="province").first()
    if province is None:
        raise ProvinceMissing()
    return Owner(province, PlanKind.IMPROVEMENT)
