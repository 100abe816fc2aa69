"""Pages with which a draft is typed, row by row, like a table in Excel."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.people.once import sent_once
from caicach.people.requests import Request
from caicach.plandrafts.forms import MoveForm, PasteForm, RowForm
from caicach.plandrafts.pasting import content_of_form, contents_of_paste
from caicach.plandrafts.row_services import (
    add_item,
    change_draft_item,
    level_below,
    move_item,
    paste_rows,
    remove_item,
    remove_rows,
    restore_rows,
)
from caicach.plandrafts.services import change_head
from caicach.plans.drafting import create_draft
from caicach.plans.errors import ProvinceMissing
from caicach.plans.forms import HeadForm
from caicach.plans.listing import lines_of
from caicach.plans.models import Plan, PlanItem, RemovedRows
from caicach.plans.permissions import drafting_agencies, may_begin, may_draft, may_issue
from caicach.plans.row_cells import prints_of, row_initial, seen_text
from caicach.plans.row_edits import CellReader, unknown_names
from caicach.plans.views.plans import get_item, get_plan
from caicach.ui.conflicts import show_conflict
from caicach.ui.errors import NotAllowed, RowMovedOn
from caicach.ui.pages import page_or_part
from caicach.ui.versions import VersionForm

ROWS_ON_A_PAGE = 60
UNPASTE_SECONDS = 600
_PASTED = "plans_pasted"


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def draft_new(request: Request) -> HttpResponse:
    owners = drafting_agencies(request.user)
    if not owners:
        raise ProvinceMissing() if may_begin(request.user) else NotAllowed()
    form = HeadForm(request.POST or None, owners=owners)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        plan = create_draft(head=form.head(), owner=data["owner"], kind=data["kind"], by=request.user)
        return redirect("plandrafts:draft_grid", plan.pk)
    return render(request, "plandrafts/draft_new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@login_required
def draft_head(request: Request, plan_id: UUID) -> HttpResponse:
    plan = get_draft(request, plan_id)
    form = HeadForm(request.POST or None, owners=[plan.owner], fixed=True, initial=head_initial(plan))
    confirm = VersionForm(request.POST or None, initial={"version": plan.version})
    status = 422
    if request.method == "POST" and form.is_valid() and confirm.is_valid():
        try:
            change_head(plan=plan, head=form.head(), version=confirm.cleaned_data["version"], by=request.user)
            return redirect("plandrafts:draft_grid", plan.pk)
        except RowMovedOn as error:
            plan, status = get_draft(request, plan_id), 409
            show_conflict(form, error, now=head_initial(plan), newest=request.path)
            confirm = VersionForm(initial={"version": plan.version})
    context = {"plan": plan, "form": form, "confirm": confirm}
    return render(request, "plandrafts/draft_head.html", context, status=status if form.errors else 200)


def head_initial(plan: Plan) -> dict[str, Any]:
    """What the form of the head shows for a draft."""
    return {name: getattr(plan, name) for name in HeadForm.base_fields if name not in ("kind", "owner")}


@require_GET
@login_required
def draft_grid(request: Request, plan_id: UUID) -> HttpResponse:
    plan = get_draft(request, plan_id)
    page = Paginator(lines_of(plan), per_page=ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    removed = plan.removed_rows.select_related("removed_by")[:5]
    rows = [(line, row_form(line.item)) for line in page]
    pasted = just_pasted(request, plan)
    context = {"plan": plan, "page": page, "rows": rows, "removed": removed, "pasted": pasted}
    context |= {"may_issue": may_issue(request.user, plan)}
    context["fresh"] = {UUID(key) for key in pasted["all"]} if pasted else set()
    return page_or_part(request, "plandrafts/draft_grid.html", "grid", context)


@require_http_methods(["GET", "POST"])
@login_required
def item_edit(request: Request, item_id: UUID) -> HttpResponse:
    """One row of a draft; a colleague's change in between is shown beside what was typed, which stays."""
    item = get_draft_item(request, item_id)
    if request.method == "GET":
        return row_page(request, item, row_form(item))
    form = RowForm(request.POST, prefix=str(item.pk))
    if not form.is_valid():
        return row_page(request, item, form, status=422)
    is_merged = form.cleaned_data["version"] != item.version and bool(form.cleaned_data["seen"])
    is_merged = is_merged and not form.clashes(item)
    try:
        version = item.version if is_merged else form.cleaned_data["version"] or 0
        level = form.changed(item).get("level", "")
        item = change_draft_item(item=item, edits=form.edits(item), level=level, version=version, by=request.user)
    except RowMovedOn:
        item = get_draft_item(request, item_id)
        return row_page(request, item, _typed_again(form, item), status=409, current=item)
    return row_page(request, item, row_form(item), saved=True, is_merged=is_merged)


def _typed_again(form: RowForm, item: PlanItem) -> RowForm:
    """What this person typed, ready to be written on purpose over the cells that somebody else has changed."""
    prints = form.seen_prints(item)
    if form.cleaned_data["seen"]:
        now = prints_of(row_initial(item))
        prints |= {name: now[name] for name in form.clashes(item)}
    typed = form.data.copy()  # type: ignore[attr-defined]
    typed[form.add_prefix("version")] = str(item.version)
    typed[form.add_prefix("seen")] = seen_text(prints)
    again = RowForm(typed, prefix=str(item.pk))
    again.is_valid()
    return again


def row_form(item: PlanItem) -> RowForm:
    return RowForm(initial=row_initial(item), prefix=str(item.pk))


def row_page(request: Request, item: PlanItem, form: RowForm, status: int = 200, **more: Any) -> HttpResponse:
    """The page of one row, or only its line of the grid where htmx asks for that."""
    context = {"item": item, "plan": item.plan, "form": form, "depth": min(item.path.count("/"), 5)} | more
    context["unknown"] = unknown_names(item)
    if request.htmx:
        is_whole = request.method == "GET" or more.get("is_merged")
        response = render(request, f"plandrafts/draft_{'row' if is_whole else 'answer'}.html", context, status=status)
        if more.get("is_merged"):  # the cells that somebody else has changed are to be seen too
            response["HX-Retarget"], response["HX-Reswap"] = f"#row-{item.pk}", "outerHTML"
        return response
    if more.get("saved"):
        messages.success(request, _("Đã lưu dòng “%(row)s”.") % {"row": item})
        return redirect(grid_address(item))
    return render(request, "plandrafts/item_edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def item_add(request: Request, plan_id: UUID) -> HttpResponse:
    plan = get_draft(request, plan_id)
    under = row_of(plan, request.GET.get("duoi", ""))
    form = RowForm(request.POST or None, initial={"level": level_below(under)})
    if request.method == "POST" and form.is_valid():
        content = content_of_form(form.cleaned_data, CellReader(plan))
        item = add_item(plan=plan, content=content, under=under, by=request.user)
        messages.success(request, _("Đã thêm dòng “%(row)s”.") % {"row": item})
        return redirect(grid_address(item))
    context = {"plan": plan, "form": form, "under": under}
    return render(request, "plandrafts/item_add.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def rows_paste(request: Request, plan_id: UUID) -> HttpResponse:
    plan = get_draft(request, plan_id)
    under = row_of(plan, request.GET.get("duoi", ""))
    form = PasteForm(request.POST or None)
    context: dict[str, Any] = {"plan": plan, "form": form, "under": under}
    if request.method == "POST" and form.is_valid():
        pasted = contents_of_paste(form.cleaned_data["text"], CellReader(plan))
        if "confirm" in request.POST and not pasted.problems and pasted.rows:
            items = paste_rows(plan=plan, contents=pasted.rows, under=under, by=request.user)
            remember_pasted(request, plan, items)
            return redirect(grid_address(items[0]))
        context["pasted"] = pasted
    bad = bool(form.errors) or ("pasted" in context and bool(context["pasted"].problems))
    return render(request, "plandrafts/rows_paste.html", context, status=422 if bad else 200)


@require_POST
@login_required
def item_move(request: Request, item_id: UUID) -> HttpResponse:
    item = get_draft_item(request, item_id)
    form = MoveForm(with_version(request, item))
    if not form.is_valid():
        return redirect("plandrafts:item_edit", item.pk)
    item = move_item(item=item, by=request.user, **form.cleaned_data)
    return redirect(grid_address(item))


@require_POST
@login_required
def item_remove(request: Request, item_id: UUID) -> HttpResponse:
    item = get_draft_item(request, item_id)
    form = VersionForm(with_version(request, item))
    if not form.is_valid():
        return redirect("plandrafts:item_edit", item.pk)
    removed = remove_item(item=item, by=request.user, **form.cleaned_data)
    messages.success(request, _("Đã bỏ “%(row)s”. Có thể khôi phục ở cuối trang.") % {"row": removed})
    return redirect("plandrafts:draft_grid", item.plan_id)


@require_POST
@login_required
def rows_restore(request: Request, removed_id: int) -> HttpResponse:
    drafts = Plan.objects.visible_to(request.user)
    removed = get_object_or_404(RemovedRows.objects.filter(plan__in=drafts), pk=removed_id)
    plan = restore_rows(removed=removed, by=request.user)
    return redirect("plandrafts:draft_grid", plan.pk)


@require_POST
@login_required
def rows_unpaste(request: Request, plan_id: UUID) -> HttpResponse:
    """Take out what was just pasted; the rows can be put back like any others that were taken out."""
    plan = get_draft(request, plan_id)
    pasted = just_pasted(request, plan)
    if pasted:
        request.session.pop(_PASTED, None)
        count = remove_rows(plan=plan, keys=[UUID(key) for key in pasted["top"]], by=request.user)
        messages.success(request, _("Đã bỏ %(count)d dòng vừa dán.") % {"count": count})
    return redirect("plandrafts:draft_grid", plan.pk)


def remember_pasted(request: Request, plan: Plan, items: list[PlanItem]) -> None:
    """Keep in the session what a paste has added, for a while in which it can be undone with one click."""
    keys = {item.pk for item in items}
    top = [str(item.pk) for item in items if item.parent_id not in keys]
    kept = {"plan": str(plan.pk), "top": top, "all": [str(key) for key in keys], "count": len(items)}
    request.session[_PASTED] = kept | {"at": timezone.now().timestamp()}


def just_pasted(request: Request, plan: Plan) -> dict[str, Any] | None:
    """What was pasted into this plan within the last minutes by this person."""
    kept: dict[str, Any] | None = request.session.get(_PASTED)
    if kept is None or kept["plan"] != str(plan.pk) or timezone.now().timestamp() - kept["at"] > UNPASTE_SECONDS:
        return None
    return kept


def with_version(request: Request, item: PlanItem) -> QueryDict:
    """The posted form; the grid sends the version under the name that it has among the cells of the row."""
    given = request.POST.copy()
    given.setdefault("version", given.get(f"{item.pk}-version", ""))
    return given


def grid_address(item: PlanItem) -> str:
    """The page of the grid on which a row stands, at the row."""
    before = PlanItem.objects.filter(plan=item.plan_id, order__lt=item.order).count()
    page = before // ROWS_ON_A_PAGE + 1
    address = reverse("plandrafts:draft_grid", args=[item.plan_id])
    return f"{address}{f'?page={page}' if page > 1 else ''}#row-{item.pk}"


def get_draft(request: Request, plan_id: UUID) -> Plan:
    """The draft: 404 out of scope, 403 where the person may see it and not change it."""
    plan = get_plan(request, plan_id)
    if not may_draft(request.user, plan):
        raise NotAllowed()
    return plan


def get_draft_item(request: Request, item_id: UUID) -> PlanItem:
    item = get_item(request, item_id)
    if not may_draft(request.user, item.plan):
        raise NotAllowed()
    return item


def row_of(plan: Plan, key: str) -> PlanItem | None:
    """The row of a plan that an address names; none where it names none."""
    if not key:
        return None
    try:
        return get_object_or_404(plan.items, pk=UUID(key))
    except ValueError:
        return None
