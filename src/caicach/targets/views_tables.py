"""Values as tables: a workbook out, filled in and brought back; the few numbers on the leader's page."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.permissions import require
from caicach.core.targets import Standing
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.plans.models import Plan, PlanKind, PlanState
from caicach.tables.views_import import TableImport
from caicach.targets.columns import VALUE_HEADINGS
from caicach.targets.exporting import values_as_xlsx
from caicach.targets.importing import ValueImport, apply_values, plan_values
from caicach.targets.readings import read_plan
from caicach.targets.views import counts_of, get_plan, lines_of, seen_agencies
from caicach.ui.downloads import as_download

MOST_BEHIND = 3


@require_GET
@login_required
def values_export(request: Request, plan_id: UUID) -> HttpResponse:
    """The typed values of a plan with a line for each that is missing."""
    plan = get_plan(request, plan_id)
    content = values_as_xlsx(read_plan(plan, day=timezone.localdate(), only=seen_agencies(request)))
    return as_download(content, f"chi-tieu-{plan.year}.xlsx")


@require_http_methods(["GET", "POST"])
@login_required
def values_import(request: Request) -> HttpResponse:
    return _VALUES.ask(request)


@require_POST
@login_required
def values_import_apply(request: Request) -> HttpResponse:
    return _VALUES.write(request)


@require_GET
@login_required
def today(request: Request) -> HttpResponse:
    """How the targets of the province's newest yearly plan stand, for the leader's page."""
    require(request.user, Permission.FIGURE_VIEW)
    plans = Plan.objects.visible_to(request.user).filter(kind=PlanKind.ANNUAL, state=PlanState.ISSUED)
    plan = plans.select_related("owner").order_by("-year", "-issued_on").first()
    context: dict[str, object] = {"plan": plan}
    if plan is not None:
        lines = lines_of(plan, seen_agencies(request), today=timezone.localdate())
        behind = [one for line in lines for one in line.gauges if one.reading.standing is Standing.BEHIND]
        context |= {"counts": counts_of(lines), "behind": behind[:MOST_BEHIND]}
    return render(request, "targets/today.html", context)


def _apply(plan: ValueImport, by: User) -> str:
    told = apply_values(plan, by)
    counts = {"new": told.new, "changed": told.changed, "same": told.same}
    return _("Đã ghi %(new)s giá trị mới, thay %(changed)s, giữ nguyên %(same)s.") % counts


_VALUES = TableImport(
    permission=Permission.TARGET_TELL,
    headings=VALUE_HEADINGS,
    plan=plan_values,
    apply=_apply,
    name="targets:values_import",
    after="plans:plan_list",
    template="targets/values_import",
)
