"""Pages of results that others publish: all indices, one of them by year against other provinces, tables in and out."""

import io
from typing import Any

import xlsxwriter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.permissions import can, require
from caicach.agencies.sheet import TableRow, as_pasted, guarded
from caicach.agencies.views_import import TableForm
from caicach.indicators.exporting import XLSX_TYPE
from caicach.indicators.external import chart_of, own_province, years_of
from caicach.indicators.external_import import EXTERNAL_HEADINGS, apply_external, plan_external
from caicach.indicators.models import ExternalIndex, ExternalResult
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.fields import plain_number


@require_GET
@login_required
def external_list(request: Request) -> HttpResponse:
    require(request.user, Permission.FIGURE_VIEW)
    own = own_province()
    results = ExternalResult.objects.visible_to(request.user).filter(province_key=own).order_by("-year")
    newest: dict[int, ExternalResult] = {}
    for result in results:
        newest.setdefault(result.index_id, result)
    rows = [{"index": index, "newest": newest.get(index.pk)} for index in ExternalIndex.objects.all()]
    context = {"rows": rows, "own": own, "may_write": can(request.user, Permission.FIGURE_WRITE)}
    return render(request, "indicators/external_list.html", context)


@require_GET
@login_required
def external_detail(request: Request, index_code: str) -> HttpResponse:
    """One index: own province by year, against the best, the worst and the mean of those that are known."""
    require(request.user, Permission.FIGURE_VIEW)
    index = get_object_or_404(ExternalIndex, code=index_code)
    results = list(ExternalResult.objects.visible_to(request.user).filter(index=index))
    years = years_of(index, results, own_province())
    year = _year_asked(request, [one.year for one in years])
    ranked = sorted((one for one in results if one.year == year), key=lambda one: -one.value)
    context = {"index": index, "years": years[::-1], "chart": chart_of(years), "year": year, "ranked": ranked}
    context |= {"own": own_province(), "may_write": can(request.user, Permission.FIGURE_WRITE)}
    return render(request, "indicators/external_detail.html", context)


@require_GET
@login_required
def external_export(request: Request) -> HttpResponse:
    """All published results as a table that the import reads back."""
    require(request.user, Permission.FIGURE_VIEW)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Kết quả")
        text = book.add_format({"num_format": "@", "font_name": "Times New Roman"})
        sheet.set_column(0, len(EXTERNAL_HEADINGS) - 1, 18)
        for line, cells in enumerate(_lines(request)):
            for place, cell in enumerate(cells):
                sheet.write_string(line, place, guarded(cell), text)
    name = 'attachment; filename="ket-qua-chi-so.xlsx"'
    return HttpResponse(out.getvalue(), content_type=XLSX_TYPE, headers={"Content-Disposition": name})


@require_http_methods(["GET", "POST"])
@login_required
def external_import(request: Request) -> HttpResponse:
    """Step 1 takes the table, step 2 shows what it would do; nothing is written here."""
    require(request.user, Permission.FIGURE_WRITE)
    form = TableForm(request.POST or None, request.FILES or None)
    table = form.table(EXTERNAL_HEADINGS) if form.is_bound and form.is_valid() else None
    if table is not None:
        return _preview(request, table)
    context = {"form": form, "headings": [spellings[0] for spellings in EXTERNAL_HEADINGS.values()]}
    return render(request, "indicators/external_import.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def external_import_apply(request: Request) -> HttpResponse:
    """Step 3 writes what was previewed, read again from the same cells."""
    require(request.user, Permission.FIGURE_WRITE)
    form = TableForm(request.POST)
    table = form.table(EXTERNAL_HEADINGS) if form.is_valid() else None
    if table is None:
        return render(request, "indicators/external_import.html", {"form": form}, status=422)
    plan = plan_external(table)
    if plan.problems:
        return _preview(request, table)
    if form.cleaned_data["seen"] != plan.fingerprint:
        return _preview(request, table, has_moved_on=True)
    counts = {state: plan.count(state) for state in ("new", "changed", "same")}
    apply_external(plan=plan, by=request.user)
    messages.success(request, _("Đã ghi %(new)s kết quả mới, thay %(changed)s, giữ nguyên %(same)s.") % counts)
    return redirect("indicators:external_list")


def _preview(request: Request, table: list[TableRow], *, has_moved_on: bool = False) -> HttpResponse:
    plan = plan_external(table)
    context: dict[str, Any] = {"has_moved_on": has_moved_on, "plan": plan, "text": as_pasted(table, EXTERNAL_HEADINGS)}
    context |= {state: plan.count(state) for state in ("new", "changed", "same")}
    status = 422 if plan.problems else 409 if has_moved_on else 200
    return render(request, "indicators/external_import_preview.html", context, status=status)


def _year_asked(request: Request, known: list[int]) -> int | None:
    asked = request.GET.get("nam", "")
    if asked.isdecimal() and int(asked) in known:
        return int(asked)
    return max(known, default=None)


def _lines(request: Request) -> list[list[str]]:
    rows = ExternalResult.objects.visible_to(request.user).select_related("index")
    return [[spellings[0] for spellings in EXTERNAL_HEADINGS.values()], *(_cells(row) for row in rows)]


def _cells(row: ExternalResult) -> list[str]:
    numbers = ["" if one is None else plain_number(one) for one in (row.value, row.most)]
    ranks = ["" if one is None else str(one) for one in (row.rank, row.rank_of)]
    return [row.index.code, str(row.year), row.province, *numbers, *ranks, row.source_text]
