"""From the gaps of an agency to the draft of a plan: leaves are chosen, then what is to be done about each."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from caicach.agencies.models import Agency
from caicach.agencies.permissions import can
from caicach.assessments.models import Assessment
from caicach.criteria.models import CriteriaSet, SetState
from caicach.improvement.finding import get_assessment
from caicach.improvement.forms_plans import PlanHeadForm, wish_forms
from caicach.improvement.lifting import leaf_gaps
from caicach.improvement.planning import begin_plan, usual_title
from caicach.improvement.standing import is_provisional, stand_alone
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
    owner, kind = owner_of_plan(request.user, assessment)
    stand = stand_alone(assessment)
    gaps = leaf_gaps(assessment.round.criteria_set.as_core, stand, order="code")
    sent = request.POST if request.method == "POST" else None
    codes = set((sent or request.GET).getlist("tc"))
    chosen = [row for row in gaps if row.criterion.code in codes]
    year = assessment.round.year + 1
    head = PlanHeadForm(sent, initial={"title": usual_title(assessment, year), "year": year})
    wishes = wish_forms(sent, chosen, stand)
    context = {
        "round": assessment.round,
        "assessment": assessment,
        "gaps": gaps,
        "head": head,
        "wishes": wishes,
        "owner": owner,
        "is_provisional": is_provisional(assessment.round),
    }
    if sent is not None and chosen and all([head.is_valid(), *(form.is_valid() for form in wishes)]):
        told = {form.leaf.code: form.wish() for form in wishes}
        plan = begin_plan(head=head.head(), owner=owner, kind=kind, stand=stand, wishes=told, by=request.user)
        messages.success(
            request, _("Đã lập dự thảo. Hãy xem lại từng dòng, rồi ban hành và giao việc như mọi kế hoạch.")
        )
        return redirect("plans:draft_grid", plan.pk)
    return render(request, "improvement/plan_new.html", context, status=422 if sent is not None else 200)


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


def owner_of_plan(user: User, assessment: Assessment) -> tuple[Agency, str]:
    """Whose plan a person may draft here: the province's, else that of the agency itself."""
    if can(user, Permission.PLAN_DRAFT):
        province = Agency.objects.filter(kind="province").first()
        if province is None:
            raise ProvinceMissing()
        return province, PlanKind.IMPROVEMENT
    if can(user, Permission.AGENCY_PLAN_DRAFT, assessment.agency):
        return assessment.agency, PlanKind.AGENCY
    raise NotAllowed()
