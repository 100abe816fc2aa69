"""The step in which an issued plan is handed to the agencies: preview, confirm, texts to send."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from caicach.assigning.messages import messages_for
from caicach.assigning.services import (
    assign_plan,
    entered_count,
    preview_assignment,
    withdraw_assignments,
)
from caicach.people.requests import Request
from caicach.plans.models import Plan
from caicach.ui.errors import NotAllowed
from caicach.ui.pages import page_or_part
from caicach.work.permissions import may_assign


def _plan(request: Request, plan_id: UUID) -> Plan:
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("owner"), pk=plan_id)
    if not may_assign(request.user, plan):
        raise NotAllowed()
    return plan


@require_GET
@login_required
def assign_preview(request: Request, plan_id: UUID) -> HttpResponse:
    """Whom the plan would reach, and what stays unassigned; nobody is told yet."""
    plan = _plan(request, plan_id)
    context = {"plan": plan, "preview": preview_assignment(plan), "entered": entered_count(plan)}
    return page_or_part(request, "assigning/assign_preview.html", "preview", context)


@require_POST
@login_required
def assign_confirm(request: Request, plan_id: UUID) -> HttpResponse:
    plan = _plan(request, plan_id)
    count = assign_plan(plan=plan, by=request.user, at=timezone.now())
    messages.success(
        request, _("Đã giao %(count)s việc. Các cơ quan thấy ngay trong “Việc của tôi”.") % {"count": count}
    )
    return redirect("assigning:assign_messages", plan.pk)


@require_GET
@login_required
def assign_messages(request: Request, plan_id: UUID) -> HttpResponse:
    """A text with a link for each agency, to be copied and sent by whoever coordinates."""
    plan = _plan(request, plan_id)
    link = request.build_absolute_uri(reverse("work:my_work"))
    context = {"plan": plan, "texts": messages_for(plan=plan, link=link)}
    return page_or_part(request, "assigning/assign_messages.html", "texts", context)


@require_POST
@login_required
def assign_withdraw(request: Request, plan_id: UUID) -> HttpResponse:
    plan = _plan(request, plan_id)
    withdraw_assignments(plan=plan, by=request.user, at=timezone.now())
    messages.success(request, _("Đã thu hồi việc giao. Các cơ quan không còn thấy việc của kế hoạch này."))
    return redirect("assigning:assign_preview", plan.pk)
