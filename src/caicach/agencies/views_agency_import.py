"""Bringing agencies from a sheet."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from caicach.agencies.columns import AGENCY_HEADINGS
from caicach.agencies.importing import AgencyImport, plan_import
from caicach.agencies.services_import import apply_import
from caicach.agencies.views_import import TableImport
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.people.requests import Request


@require_http_methods(["GET", "POST"])
@login_required
def agency_import(request: Request) -> HttpResponse:
    return _AGENCIES.ask(request)


@require_POST
@login_required
def agency_import_apply(request: Request) -> HttpResponse:
    return _AGENCIES.write(request)


def _apply(plan: AgencyImport, by: User) -> str:
    result = apply_import(plan=plan, by=by)
    told = {"created": result.created, "changed": result.changed, "same": result.same}
    return _("Đã thêm %(created)s, sửa %(changed)s, giữ nguyên %(same)s cơ quan.") % told


_AGENCIES = TableImport(
    permission=Permission.AGENCY_MANAGE,
    headings=AGENCY_HEADINGS,
    plan=plan_import,
    apply=_apply,
    name="agencies:agency_import",
    after="agencies:agency_list",
    template="agencies/agency_import",
)
