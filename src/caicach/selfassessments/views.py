"""An agency's self-assessment: the list of leaves, the check before it is signed, signing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from caicach.agencies.permissions import can, require
from caicach.assessments.filling_rules import may_appeal
from caicach.assessments.finding import get_assessment
from caicach.assessments.ledger import outdated_leaves
from caicach.assessments.models import Assessment, Phase
from caicach.assessments.windows import windows_of
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.selfassessments import filling
from caicach.selfassessments.desk import desk_of
from caicach.ui.pages import page_or_part
from caicach.ui.versions import seen_version

FILTERS = {"open": ("not_begun", "begun", "returned"), "returned": ("returned",), "differs": ("differs",)}


@require_GET
@login_required
def assessment_detail(request: Request, assessment_id: UUID) -> HttpResponse:
    """The list of leaves by domain, with what is there and what is wanted."""
    assessment = get_assessment(request, assessment_id)
    desk = desk_of(assessment, today=timezone.localdate())
    wanted = request.GET.get("loc", "")
    words = FILTERS.get(wanted)
    rows = [row for row in desk.rows if words is None or (row.state and row.state.code in words)]
    context = _context(request, assessment) | {"desk": desk, "rows": rows, "wanted": wanted}
    return page_or_part(request, "selfassessments/assessment_detail.html", "leaves", context)


@require_GET
@login_required
def assessment_check(request: Request, assessment_id: UUID) -> HttpResponse:
    """Everything once more before the head signs, and what is still missing."""
    assessment = get_assessment(request, assessment_id)
    require(request.user, Permission.ASSESSMENT_FILL, assessment.agency)
    desk = desk_of(assessment, today=timezone.localdate())
    missing = [row for row in desk.rows if row.entry and row.is_own and not row.entry.is_done]
    outdated = outdated_leaves(assessment)
    blank = [row for row in desk.rows if row.entry and not row.is_own and row.entry.outside is None]
    context = _context(request, assessment) | {
        "desk": desk,
        "missing": missing,
        "blank": blank,
        "outdated": [row for row in desk.rows if row.node.code in outdated],
    }
    return render(request, "selfassessments/assessment_check.html", context)


@require_POST
@login_required
def assessment_ready(request: Request, assessment_id: UUID) -> HttpResponse:
    assessment = get_assessment(request, assessment_id)
    version, today = seen_version(request, assessment), timezone.localdate()
    filling.put_before_head(assessment=assessment, version=version, by=request.user, today=today)
    messages.success(request, _("Đã trình thủ trưởng. Thủ trưởng ký trên trang này bằng tài khoản của mình."))
    return redirect("selfassessments:assessment_detail", assessment.pk)


@require_POST
@login_required
def assessment_sign(request: Request, assessment_id: UUID) -> HttpResponse:
    assessment = get_assessment(request, assessment_id)
    version, today = seen_version(request, assessment), timezone.localdate()
    filling.sign(assessment=assessment, version=version, by=request.user, today=today)
    messages.success(request, _("Đã ký và gửi bản tự đánh giá. Có thể lấy lại khi chưa ai thẩm định."))
    return redirect("selfassessments:assessment_detail", assessment.pk)


@require_POST
@login_required
def assessment_take_back(request: Request, assessment_id: UUID) -> HttpResponse:
    assessment = get_assessment(request, assessment_id)
    version, today = seen_version(request, assessment), timezone.localdate()
    filling.take_back(assessment=assessment, version=version, by=request.user, today=today)
    messages.success(request, _("Đã lấy lại bản tự đánh giá để sửa."))
    return redirect("selfassessments:assessment_detail", assessment.pk)


def _context(request: Request, assessment: Assessment) -> dict[str, Any]:
    """What every page about an agency's assessment shows."""
    today, user, agency = timezone.localdate(), request.user, assessment.agency
    windows = windows_of(assessment.round)
    window = windows.of(Phase.FILLING, agency)
    is_time = assessment.round.is_open and windows.is_open(Phase.FILLING, agency, today)
    may_fill = can(user, Permission.ASSESSMENT_FILL, agency) and is_time and assessment.submitted_at is None
    signs = can(user, Permission.ASSESSMENT_SIGN, agency)
    return {
        "assessment": assessment,
        "round": assessment.round,
        "window": window,
        "appeal_window": windows.of(Phase.APPEAL, agency),
        "days_left": (window.closes_on - today).days if window and is_time else None,
        "may_fill": may_fill,
        "fills": can(user, Permission.ASSESSMENT_FILL, agency),
        "may_sign": signs and is_time and assessment.submitted_at is None,
        "may_take_back": signs and is_time and assessment.submitted_at is not None,
        "may_manage": can(user, Permission.ROUND_MANAGE),
        "differs": _differences(request, assessment),
    }


def _differences(request: Request, assessment: Assessment) -> int:
    """How many leaves the agency may still answer to."""
    if not can(request.user, Permission.ASSESSMENT_FILL, assessment.agency) or assessment.submitted_at is None:
        return 0
    today = timezone.localdate()
    rows = assessment.entries.with_scores().select_related("assessment__agency", "assessment__round", "appeal")
    return sum(may_appeal(entry, today) for entry in rows if entry.appraised_id and entry.agreed_at is None)
