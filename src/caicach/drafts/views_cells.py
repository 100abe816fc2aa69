"""The table of a draft like a sheet: each cell is saved by itself; without a script all at once with one button."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caicach.core.scoring.criteria import CriterionKind
from caicach.criteria.models import CriteriaSet, Criterion
from caicach.drafts.errors import CodeTaken
from caicach.drafts.forms_cells import CellsForm
from caicach.drafts.services import Cells, edit_cells
from caicach.drafts.views import get_draft
from caicach.people.models import User
from caicach.people.requests import Request
from caicach.ui.errors import RowMovedOn


@dataclass(slots=True)
class Line:
    """A row of the table. current: what somebody else has written into its cells meanwhile."""

    node: Criterion
    form: CellsForm
    saved: bool = False
    current: Cells | None = None

    @property
    def status(self) -> int:
        return 409 if self.current else 422 if self.form.errors else 200


@require_http_methods(["GET", "POST"])
@login_required
def draft_grid(request: Request, set_id: UUID) -> HttpResponse:
    """All criteria in one table; htmx sends a row when one of its cells is left, and may ask for one as it is kept.

    What cannot be saved comes back in its place, everything else is saved.
    """
    row = get_draft(request, set_id)
    if request.method == "GET":
        wanted = request.GET.get("dong", "")
        lines = [Line(node, CellsForm.of(node)) for node in row.node_list if wanted in ("", str(node.pk))]
        return _part(request, row, lines, "row") if wanted else _page(request, row, lines)
    sent = [node for node in row.node_list if f"{node.pk}-seen" in request.POST]
    lines = [_kept(node, request.POST, request.user) for node in sent]
    row = get_draft(request, set_id)
    if request.htmx:
        return _part(request, row, lines, "answer")
    if count := sum(line.saved for line in lines):
        messages.success(request, _("Đã lưu %(count)s dòng.") % {"count": count})
    if all(line.status == 200 for line in lines):
        return redirect("drafts:draft_grid", row.pk)
    return _page(request, row, lines)


def _kept(node: Criterion, sent: QueryDict, by: User) -> Line:
    """The row after what was typed into it is saved, or with the reason why it is not."""
    line = Line(node, CellsForm.of(node, sent))
    if not line.form.is_valid() or not line.form.is_changed:
        return line
    try:
        seen = line.form.cleaned_data["seen"]
        changed = edit_cells(criterion=node, seen=seen, cells=line.form.cells, by=by)
        return Line(changed, CellsForm.of(changed), saved=True)
    except CodeTaken as error:
        line.form.add_error("code", str(error))
    except RowMovedOn as error:
        now = Criterion.objects.filter(pk=node.pk).select_related("criteria_set").first()
        if now is None:  # taken out: there is no row to write on
            raise error from None
        line.current = Cells.of(now.as_core)
        line.form.take_version(line.current.seen)
    return line


def _part(request: Request, row: CriteriaSet, lines: list[Line], name: str) -> HttpResponse:
    """One row, or the answer to what was typed into it."""
    if len(lines) != 1:
        raise Http404
    line = lines[0]
    context = {"line": line, "node": line.node} | _sums(row)
    return render(request, f"drafts/grid_{name}.html", context, status=line.status)


def _page(request: Request, row: CriteriaSet, lines: list[Line]) -> HttpResponse:
    statuses = {line.status for line in lines}
    status = 409 if 409 in statuses else 422 if 422 in statuses else 200
    return render(request, "drafts/draft_grid.html", {"lines": lines} | _sums(row), status=status)


def _sums(row: CriteriaSet) -> dict[str, Any]:
    """The set with what its domains add up to."""
    tops = (one.max_score for one in row.as_core.criteria if one.kind is CriterionKind.NORMAL)
    return {"set": row, "sum": sum(tops), "most": row.as_core.max_score, "fault_count": len(row.faults)}
