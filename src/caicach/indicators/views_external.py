"""Pages of results that others publish: all indices, one of them by year against other provinces, tables in and out."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.permissions import can, require
from caicach.indicators.external import chart_of, own_province, years_of
from caicach.indicators.external_import import EXTERNAL_HEADINGS, ExternalImport, apply_external, plan_external
from caicach.indicators.models import ExternalIndex, ExternalResult
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.tables.sheet import guarded
from caicach.tables.views_import import STATES, TableImport
from caicach.ui.downloads import as_download
from caicach.ui.fields import plain_number
from caicach.ui.sheets import Column, Sheet, workbook


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
    rows = ExternalResult.objects.visible_to(request.user).select_related("index")
    columns = [Column(spellings[0], 18, "@") for spellings in EXTERNAL_HEADINGS.values()]
    lines = ([guarded(cell) for cell in _cells(row)] for row in rows)
    return as_download(workbook(Sheet(name="Kết quả", columns=columns, rows=lines)), "ket-qua-chi-so.xlsx")


@require_http_methods(["GET", "POST"])
@login_required
def external_import(request: Request) -> HttpResponse:
    return _RESULTS.ask(request)


@require_POST
@login_required
def external_import_apply(request: Request) -> HttpResponse:
    return _RESULTS.write(request)


def _apply(plan: ExternalImport, by: User) -> str:
    counts = {state: plan.count(state) for state in STATES}
    apply_external(plan=plan, by=by)
    return _("Đã ghi %(new)s kết quả mới, thay %(changed)s, giữ nguyên %(same)s.") % counts


_RESULTS = TableImport(
    permission=Permission.FIGURE_WRITE,
    headings=EXTERNAL_HEADINGS,
    plan=plan_external,
    apply=_apply,
    name="indicators:external_import",
    after="indicators:external_list",
    template="indicators/external_import",
)


def _year_asked(request: Request, known: list[int]) -> int | None:
    asked = request.GET.get("nam", "")
    if asked.isdecimal() and int(asked) in known:
        return int(asked)
    return max(known, default=None)


def _cells(row: ExternalResult) -> list[str]:
    numbers = ["" if one is None else plain_number(one) for one in (row.value, row.most)]
    ranks = ["" if one is None else str(one) for one in (row.rank, row.rank_of)]
    return [row.index.code, str(row.year), row.province, *numbers, *ranks, row.source_text]
