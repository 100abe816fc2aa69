"""Pages of the cascade: beginning an agency's plan, and who covers what."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from caicach.agencies.permissions import agencies_where
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.plans.cascade import cascade_plan, coverage
from caicach.plans.forms import CascadeForm
from caicach.plans.listing import duties_naming
from caicach.plans.models import Plan
from caicach.plans.views.plans import cascade_owners, get_plan
from caicach.ui.errors import NotAllowed


@require_http_methods(["GET", "POST"])
@login_required
def cascade(request: Request, plan_id: UUID) -> HttpResponse:
    plan = get_plan(request, plan_id)
    owners = cascade_owners(request)
    if not owners or not plan.is_of_province:
        raise NotAllowed()
    form = CascadeForm(request.POST or None, owners=owners, initial={"title": plan.title, "agency": owners[0].pk})
    if request.method == "POST" and form.is_valid():
        draft = cascade_plan(plan=plan, by=request.user, **form.cleaned_data)
        words = _("Đã lập dự thảo “%(plan)s”. Mỗi dòng nối với dòng của tỉnh; hãy viết cụ thể hơn cho cơ quan mình.")
        messages.success(request, words % {"plan": draft})
        return redirect("plans:draft_grid", draft.pk)
    named = [(agency, duties_naming(plan, agency).values("item").distinct().count()) for agency in owners[:20]]
    context = {"plan": plan, "form": form, "named": named}
    return render(request, "plans/cascade.html", context, status=422 if form.errors else 200)


@require_GET
@login_required
def plan_coverage(request: Request, plan_id: UUID) -> HttpResponse:
    plan = get_plan(request, plan_id)
    province = plan if plan.is_of_province else plan.parent
    seen = agencies_where(request.user, Permission.PLAN_VIEW)
    plans = Plan.objects.visible_to(request.user)
    lines = coverage(province, seen, seen=plans) if province else []
    context = {"plan": plan, "lines": lines, "asked": sum(len(line.asked) for line in lines)}
    context["covered"] = sum(line.covered for line in lines)
    return render(request, "plans/coverage.html", context)
