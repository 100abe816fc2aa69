"""Pages of agencies: the list and one agency, as they are now or were on a day; entering and changing them."""

from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Case, Count, Exists, OuterRef, QuerySet, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.fields import agency_options, refused, version_of
from caicach.agencies.forms import AgencyFilter, AgencyForm, EndForm, NameForm, RenameForm
from caicach.agencies.models import Agency, AgencyGroup, AgencyKind, AgencyName, DomainLead
from caicach.agencies.notes import notes_on
from caicach.agencies.permissions import can, require
from caicach.agencies.services import add_name, change_agency, create_agency, end_name, rename_agency
from caicach.agencies.succession import changes_of, history_of, is_valid_on, name_among, names_on, successors_on
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.pages import page_or_part
from caicach.ui.searching import closest_first, searched

SORTS = {
    "name": "collation_key",
    "kind": "kind",
    "code": "code",
    "from": "valid_from",
    "-name": "-collation_key",
    "-kind": "-kind",
    "-code": "-code",
    "-from": "-valid_from",
}
BY_KIND = (
    Case(*(When(kind=kind.value, then=place) for place, kind in enumerate(AgencyKind))),
    "protocol_order",
    "collation_key",
    "pk",
)
PER_PAGE = 50


@require_GET
@login_required
def agency_list(request: Request) -> HttpResponse:
    form, day, found = _found(request)
    agencies, is_by_kind = _in_order(request, form, _of_kind(form, found))
    page = Paginator(agencies.select_related("parent"), PER_PAGE).get_page(request.GET.get("page"))
    names = names_on(page.object_list, day)
    rows = [{"agency": agency, "name": names[agency.pk], "is_ended": not is_valid_on(agency, day)} for agency in page]
    context: dict[str, Any] = {"form": form, "day": day, "page": page, "rows": rows}
    context |= {"is_today": day == timezone.localdate(), "is_by_kind": is_by_kind, "kinds": _kinds(request, found)}
    context |= {"may_manage": can(request.user, Permission.AGENCY_MANAGE), "is_empty": not Agency.objects.exists()}
    return page_or_part(request, "agencies/agency_list.html", "agencies", context)


@require_GET
@login_required
def agency_detail(request: Request, agency_id: int) -> HttpResponse:
    agency = _visible(request, agency_id)
    return render(request, "agencies/agency_detail.html", _about(request, agency))


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def agency_create(request: Request) -> HttpResponse:
    require(request.user, Permission.AGENCY_MANAGE)
    form = AgencyForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "options": agency_options()}
    if not form.is_valid():
        return render(request, "agencies/agency_form.html", context, status=422 if form.is_bound else 200)
    if refused(form, lambda: create_agency(fields=form.fields_given(), by=request.user)):
        return render(request, "agencies/agency_form.html", context, status=409)
    messages.success(request, _("Đã thêm cơ quan."))
    return redirect("agencies:agency_detail", Agency.objects.get(code=form.fields_given().code).pk)


@require_http_methods(["GET", "POST"])
@login_required
def agency_change(request: Request, agency_id: int) -> HttpResponse:
    agency = _visible(request, agency_id)
    require(request.user, Permission.AGENCY_MANAGE, agency)
    form = AgencyForm(request.POST or None, initial=AgencyForm.initial_of(agency))
    context = {"form": form, "agency": agency, "options": agency_options()}
    if not form.is_valid():
        return render(request, "agencies/agency_form.html", context, status=422 if form.is_bound else 200)
    given = {"fields": form.fields_given(), "version": form.cleaned_data["version"]}
    now = partial(AgencyForm.initial_now, agency)
    if refused(form, lambda: change_agency(agency=agency, by=request.user, **given), now=now):
        return render(request, "agencies/agency_form.html", context, status=409)
    messages.success(request, _("Đã lưu."))
    return redirect("agencies:agency_detail", agency.pk)


@require_http_methods(["GET", "POST"])
@login_required
def agency_rename(request: Request, agency_id: int) -> HttpResponse:
    agency = _visible(request, agency_id)
    require(request.user, Permission.AGENCY_MANAGE, agency)
    form = RenameForm(request.POST or None, initial={"version": agency.version})
    context = {"form": form, "agency": agency}
    if not form.is_valid():
        return render(request, "agencies/agency_rename.html", context, status=422 if form.is_bound else 200)
    now = partial(RenameForm.initial_now, agency)
    if refused(form, lambda: rename_agency(agency=agency, by=request.user, **form.cleaned_data), now=now):
        return render(request, "agencies/agency_rename.html", context, status=409)
    messages.success(request, _("Đã ghi tên mới. Tên cũ vẫn đúng cho những ngày trước đó."))
    return redirect("agencies:agency_detail", agency.pk)


@require_POST
@login_required
def name_add(request: Request, agency_id: int) -> HttpResponse:
    agency = _visible(request, agency_id)
    require(request.user, Permission.AGENCY_MANAGE, agency)
    form = NameForm(request.POST)
    status = 422
    if form.is_valid():
        given = form.cleaned_data
        if not refused(form, lambda: add_name(agency=agency, by=request.user, **given), now=version_of(agency)):
            return redirect("agencies:agency_detail", agency.pk)
        status = 409
    return render(request, "agencies/agency_detail.html", _about(request, agency, name_form=form), status=status)


@require_http_methods(["GET", "POST"])
@login_required
def name_end(request: Request, name_id: int) -> HttpResponse:
    name = get_object_or_404(AgencyName.objects.select_related("agency"), pk=name_id)
    agency = _visible(request, name.agency_id)
    require(request.user, Permission.AGENCY_MANAGE, agency)
    form = EndForm(request.POST or None, initial={"version": agency.version, "on": timezone.localdate()})
    context = {"form": form, "what": name.text, "back": agency, "crumb": agency.name}
    if not form.is_valid():
        return render(request, "agencies/end_form.html", context, status=422 if form.is_bound else 200)
    given = form.cleaned_data
    if refused(form, lambda: end_name(name=name, by=request.user, **given), now=version_of(agency)):
        return render(request, "agencies/end_form.html", context, status=409)
    return redirect("agencies:agency_detail", agency.pk)


def filtered_agencies(request: Request) -> tuple[AgencyFilter, date, QuerySet[Agency]]:
    """What the address asks for, in the order that it asks for."""
    form, day, found = _found(request)
    return form, day, _in_order(request, form, _of_kind(form, found))[0]


def _in_order(request: Request, form: AgencyFilter, agencies: QuerySet[Agency]) -> tuple[QuerySet[Agency], bool]:
    """By the asked column; what is closest to the words first; else kind by kind, and then True."""
    words = form.cleaned_data.get("q", "") if form.is_valid() else ""
    if sort := SORTS.get(request.GET.get("sort", "")):
        return agencies.order_by(sort, "pk"), False
    if words:
        return closest_first(agencies, words, "name", "short_name", is_shortest_first=True), False
    return agencies.order_by(*BY_KIND), True


def _found(request: Request) -> tuple[AgencyFilter, date, QuerySet[Agency]]:
    """The agencies of the day that hold the words, of every kind."""
    form = AgencyFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    day = asked.get("on") or timezone.localdate()
    agencies = Agency.objects.visible_to(request.user)
    if not asked.get("all"):
        agencies = agencies.valid_on(day)
    agencies = searched(agencies, asked.get("q", ""))
    return form, day, agencies


def _of_kind(form: AgencyFilter, agencies: QuerySet[Agency]) -> QuerySet[Agency]:
    kind = form.cleaned_data.get("kind") if form.is_valid() else ""
    return agencies.filter(kind=kind) if kind else agencies


def _kinds(request: Request, found: QuerySet[Agency]) -> list[dict[str, Any]]:
    """The kinds that occur, each with how many and the address that shows only it; all of them first."""
    counts = dict(found.order_by().values_list("kind").annotate(Count("pk")))
    lines = [("", _("Tất cả"), sum(counts.values()))]
    lines += [(kind.value, str(kind.label), counts[kind.value]) for kind in AgencyKind if kind.value in counts]
    return [{"code": code, "label": label, "count": count, "url": _with(request, code)} for code, label, count in lines]


def _with(request: Request, kind: str) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    query["kind"] = kind
    if not kind:
        query.pop("kind")
    return f"?{query.urlencode()}"


def _visible(request: Request, agency_id: int) -> Agency:
    visible = Agency.objects.visible_to(request.user).select_related("parent")
    return get_object_or_404(visible, pk=agency_id)


def _about(request: Request, agency: Agency, *, name_form: NameForm | None = None) -> dict[str, Any]:
    """Everything that the page of an agency shows, as of the day in the address or today."""
    asked = AgencyFilter(request.GET)
    day = (asked.is_valid() and asked.cleaned_data["on"]) or timezone.localdate()
    history, names = history_of(agency), list(agency.names.order_by("-valid_from", "kind"))
    listed = agency.group_memberships.valid_on(day).filter(group=OuterRef("pk"))
    groups = AgencyGroup.objects.annotate(is_listed=Exists(listed))
    living = is_valid_on(agency, day)
    may_manage_people = can(request.user, Permission.PERSON_MANAGE, agency)
    return {
        "agency": agency,
        "day": day,
        "form": asked,
        "is_today": day == timezone.localdate(),
        "name": name_among(names, agency, day),
        "is_living": living,
        "names": names,
        "units": agency.children.valid_on(day),
        "groups": [group for group in groups if group.is_listed or (living and agency.kind in group.rule_kinds)],
        "leads": DomainLead.objects.filter(agency=agency).select_related("domain").order_by("domain__order"),
        "changes": changes_of(history),
        "notes": notes_on(agency, request.user),
        "heirs": [] if living else successors_on(agency, day),
        "memberships": agency.memberships.valid_on(day).select_related("user").order_by("role", "user__collation_key"),
        "may_manage": can(request.user, Permission.AGENCY_MANAGE, agency),
        "may_manage_people": may_manage_people,
        "may_see_people": may_manage_people or can(request.user, Permission.ASSIGNMENT_VIEW, agency),
        "name_form": name_form or NameForm(initial={"version": agency.version}),
    }
