"""Pages of criteria sets as files: a set as a workbook, and a file that becomes a draft."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from caicach.agencies.permissions import require
from caicach.criteria.loading import BadContent
from caicach.criteria.sentences.problems import problem_lines
from caicach.criteria.services import keep_draft
from caicach.criteria.views import get_set
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.downloads import as_download
from caicach.workbooks.forms import ReadInForm
from caicach.workbooks.writing import as_xlsx


@require_GET
@login_required
def set_xlsx(request: Request, set_id: UUID) -> HttpResponse:
    row = get_set(request, set_id)
    return as_download(as_xlsx(row.as_core), f"{row.key}.xlsx")


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def set_read_in(request: Request) -> HttpResponse:
    """A file becomes a draft, or all its problems are told with their lines or cells."""
    require(request.user, Permission.CRITERIA_DRAFT)
    form = ReadInForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    try:
        checked = form.criteria_set() if form.is_valid() else None
    except BadContent as bad:
        checked, context["problems"] = None, problem_lines(bad)
    if checked is None:
        return render(request, "workbooks/set_read_in.html", context, status=422 if form.is_bound else 200)
    row, is_changed = keep_draft(checked=checked, by=request.user)
    told = _("Đã nhập thành dự thảo. Hãy xem lại rồi ban hành.") if is_changed else _("Tệp không khác bộ đã có.")
    messages.success(request, told)
    return redirect("criteria:set_detail", row.pk)
