"""Bringing agencies from a sheet: read, preview row by row, write."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from caicach.agencies.columns import AGENCY_HEADINGS
from caicach.agencies.importing import plan_import
from caicach.agencies.permissions import require
from caicach.agencies.services_import import apply_import
from caicach.agencies.sheet import TableRow, UnreadableTable, as_pasted, read_pasted, read_table
from caicach.people.permissions import Permission
from caicach.people.requests import Request


class TableForm(forms.Form):
    """A table as a file or as pasted cells."""

    file = forms.FileField(
        label=gettext_lazy("Tệp XLSX hoặc CSV"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    text = forms.CharField(
        label=gettext_lazy("hoặc dán các ô, cả dòng tiêu đề"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # what the preview was made of

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("file") and not cleaned.get("text", "").strip():
            self.add_error("file", _("Chọn một tệp hoặc dán các ô."))
        return cleaned

    def table(self, headings: dict[str, tuple[str, ...]]) -> list[TableRow] | None:
        """The rows; None with the reason on the form when the table cannot be read."""
        file = self.cleaned_data["file"]
        try:
            if file:
                return read_table(file.read(), file.name, headings)
            return read_pasted(self.cleaned_data["text"], headings)
        except UnreadableTable as error:
            self.add_error("file" if file else "text", str(error))
            return None


@require_http_methods(["GET", "POST"])
@login_required
def agency_import(request: Request) -> HttpResponse:
    """Step 1 takes the table, step 2 shows what it would do; nothing is written here."""
    require(request.user, Permission.AGENCY_MANAGE)
    form = TableForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "headings": [spellings[0] for spellings in AGENCY_HEADINGS.values()]}
    if not form.is_bound:
        return render(request, "agencies/agency_import.html", context)
    table = form.table(AGENCY_HEADINGS) if form.is_valid() else None
    if table is None:
        return render(request, "agencies/agency_import.html", context, status=422)
    return _preview(request, table)


@require_POST
@login_required
def agency_import_apply(request: Request) -> HttpResponse:
    """Step 3 writes what was previewed, read again from the same cells."""
    require(request.user, Permission.AGENCY_MANAGE)
    form = TableForm(request.POST)
    table = form.table(AGENCY_HEADINGS) if form.is_valid() else None
    if table is None:
        return render(request, "agencies/agency_import.html", {"form": form}, status=422)
    plan = plan_import(table)
    if plan.problems:
        return _preview(request, table)
    if form.cleaned_data["seen"] != plan.fingerprint:
        return _preview(request, table, has_moved_on=True)
    result = apply_import(plan=plan, by=request.user)
    told = {"created": result.created, "changed": result.changed, "same": result.same}
    messages.success(request, _("Đã thêm %(created)s, sửa %(changed)s, giữ nguyên %(same)s cơ quan.") % told)
    return redirect("agencies:agency_list")


def _preview(request: Request, table: list[TableRow], *, has_moved_on: bool = False) -> HttpResponse:
    """What the table would do today. `has_moved_on`: the register is no longer as it was when this was shown before."""
    plan = plan_import(table)
    context = {
        "has_moved_on": has_moved_on,
        "plan": plan,
        "new": plan.count("new"),
        "changed": plan.count("changed"),
        "same": plan.count("same"),
        "text": as_pasted(table, AGENCY_HEADINGS),
        "problem_rows": {problem.row for problem in plan.problems},
    }
    status = 422 if plan.problems else 409 if has_moved_on else 200
    return render(request, "agencies/agency_import_preview.html", context, status=status)
