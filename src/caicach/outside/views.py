"""Results from outside: what is there, typing them for a leaf, and bringing them from a table."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from caicach.agencies.permissions import require
from caicach.assessments.errors import NotFromOutside
from caicach.assessments.finding import get_round
from caicach.assessments.models import Entry, Round
from caicach.outside.reading import (
    OUTSIDE_HEADINGS,
    OutsideForm,
    OutsidePlan,
    outside_entries,
    outside_leaves,
    outside_table,
    plan_results,
    sample_rows,
    typed_changes,
    write_results,
)
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.tables.sheet import TableRow, as_pasted
from caicach.tables.views_import import TableForm
from caicach.ui.downloads import as_download
from caicach.ui.errors import RowMovedOn
from caicach.ui.sheets import Sheet, columns_of, workbook

_WIDTHS = (44, 9, 44, 14, 50)


class SourceForm(forms.Form):
    """Where the results of a leaf come from."""

    source = forms.CharField(
        label=gettext_lazy("Nguồn của kết quả"),
        help_text=gettext_lazy("Ví dụ số, ngày và tên văn bản công bố. Ghi vào mọi dòng có thay đổi."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].is_wanted = True  # type: ignore[attr-defined]  # of every row that changes


@require_GET
@login_required
def outside(request: Request, round_id: UUID) -> HttpResponse:
    """Agencies by leaves: what is there, and what misses."""
    round = _round(request, round_id)
    leaves = outside_leaves(round)
    rows = outside_table(round, leaves)
    missing = [sum(entry is not None and entry.outside is None for entry in one) for one in _columns(rows, leaves)]
    context = {"round": round, "leaves": list(zip(leaves, missing, strict=True)), "rows": rows}
    return render(request, "outside/outside.html", context | {"missing": sum(missing)})


@require_http_methods(["GET", "POST"])
@login_required
def outside_leaf(request: Request, round_id: UUID, leaf_id: UUID) -> HttpResponse:
    """Type the results of one leaf for all agencies; a blank row stays missing."""
    round = _round(request, round_id)
    node = get_object_or_404(round.criteria_set.nodes.filter(is_leaf=True), pk=leaf_id)
    if node not in outside_leaves(round):
        raise NotFromOutside(code=node.code)
    entries = outside_entries(round, [node])
    given = request.POST if request.method == "POST" else None
    source, rows = SourceForm(given), [OutsideForm(given, entry=entry) for entry in entries]
    return _grid(request, round, node, rows, source) if given is None else _typed(request, round, node, rows, source)


@require_http_methods(["GET", "POST"])
@login_required
def outside_in(request: Request, round_id: UUID) -> HttpResponse:
    """Take a table, show what it would write, and write that when it was seen."""
    round = _round(request, round_id)
    form = TableForm(request.POST, request.FILES) if request.method == "POST" else TableForm()
    table = form.table(OUTSIDE_HEADINGS) if form.is_bound and form.is_valid() else None
    if table is None:
        headings = [spellings[0] for spellings in OUTSIDE_HEADINGS.values()]
        context = {"round": round, "form": form, "headings": headings}
        return render(request, "outside/outside_in.html", context, status=422 if form.is_bound else 200)
    plan, seen = plan_results(round, table), form.cleaned_data["seen"]
    if seen != plan.fingerprint or plan.problems:
        return _preview(request, round, plan, table, has_moved_on=bool(seen))
    return _written(request, round, write_results(plan.changes, by=request.user))


@require_GET
@login_required
def outside_sheet(request: Request, round_id: UUID) -> HttpResponse:
    """The table to be filled in: what misses, row by row."""
    round = _round(request, round_id)
    headings, *rows = sample_rows(round)
    sheet = Sheet(name="Kết quả", columns=columns_of(headings, _WIDTHS, "@"), rows=rows, frozen=2)
    return as_download(workbook(sheet), f"ket-qua-nguon-ngoai-{round.year}.xlsx")


def _round(request: Request, round_id: UUID) -> Round:
    round = get_round(request, round_id)
    require(request.user, Permission.OUTSIDE_SCORE_ENTER)
    return round


def _columns(rows: list[Any], leaves: list[Any]) -> list[list[Entry | None]]:
    return [[row.entries[place] for row in rows] for place in range(len(leaves))]


def _typed(request: Request, round: Round, node: Any, rows: list[OutsideForm], source: SourceForm) -> HttpResponse:
    words = source.cleaned_data["source"].strip() if source.is_valid() else ""
    changes, is_right = typed_changes(rows, words)
    if changes and not words and not source.errors:
        source.add_error("source", _("Ghi nguồn của kết quả."))
    if not is_right or source.errors:
        return _grid(request, round, node, rows, source, status=422)
    seen = {str(form.entry.pk): form.cleaned_data["version"] for form in rows}
    for one in changes:
        if seen[str(one.entry.pk)] != one.entry.version:
            raise RowMovedOn(row=one.entry)
    return _written(request, round, write_results(changes, by=request.user))


def _grid(
    request: Request, round: Round, node: Any, rows: list[OutsideForm], source: SourceForm, *, status: int = 200
) -> HttpResponse:
    context = {"round": round, "node": node, "criterion": node.as_core, "rows": rows, "form": source}
    context["wrong"] = [form for form in rows if form.is_bound and form.errors]
    return render(request, "outside/outside_leaf.html", context, status=status)


def _preview(
    request: Request, round: Round, plan: OutsidePlan, table: list[TableRow], *, has_moved_on: bool
) -> HttpResponse:
    context = {"round": round, "plan": plan, "text": as_pasted(table, OUTSIDE_HEADINGS)}
    context["has_moved_on"] = has_moved_on and not plan.problems
    status = 422 if plan.problems else 409 if has_moved_on else 200
    return render(request, "outside/outside_preview.html", context, status=status)


def _written(request: Request, round: Round, count: int) -> HttpResponse:
    messages.success(request, _("Đã ghi %(count)s kết quả.") % {"count": count})
    return redirect("outside:outside", round.pk)
