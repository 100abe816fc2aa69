"""Bringing agencies from a sheet."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.views import filtered_agencies
from caicach.agencyfiles.columns import AGENCY_HEADINGS
from caicach.agencyfiles.exporting import agencies_as_csv, agencies_as_xlsx
from caicach.agencyfiles.importing import AgencyImport, plan_import
from caicach.agencyfiles.services import apply_import
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.tables.views_import import TableImport
from caicach.ui.downloads import as_download


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
    name="agencyfiles:agency_import",
    after="agencies:agency_list",
    template="agencyfiles/agency_import",
)


@require_GET
@login_required
def agency_export(request: Request, form: str) -> HttpResponse:
    """The list as it is filtered, as a file that the import reads back."""
    agencies = filtered_agencies(request)[2]
    content = agencies_as_xlsx(agencies) if form == "xlsx" else agencies_as_csv(agencies)
    name = f"co-quan-{timezone.localdate():%Y-%m-%d}.{form}"
    return as_download(content, name)
