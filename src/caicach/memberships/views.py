"""Pages of people: who works where in which role; invitations, links, ending and beginning again."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.fields import agency_options, refused, version_of
from caicach.agencies.forms import EndForm
from caicach.agencies.models import Membership
from caicach.agencies.permissions import require
from caicach.memberships.columns import PERSON_HEADINGS
from caicach.memberships.forms import InviteForm, MembershipForm, PersonFilter
from caicach.memberships.importing import plan_people, username_from
from caicach.memberships.services import (
    Person,
    add_membership,
    end_membership,
    invite_person,
    shut_out,
)
from caicach.people.errands import errands_of
from caicach.people.invitations import VALID_FOR, invitation_url
from caicach.people.models import User
from caicach.people.once import led_to, sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.people.services import reactivate, renew_invitation
from caicach.tables.sheet import TableRow, as_pasted
from caicach.tables.views_import import TableForm
from caicach.ui.pages import page_or_part
from caicach.ui.searching import closest_first, searched
from caicach.ui.versions import VersionForm

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class InvitedPerson:
    """Somebody and the address of the one-time link, for the one page that shows it."""

    person: User
    link: str


@require_GET
@login_required
def person_list(request: Request) -> HttpResponse:
    require(request.user, Permission.PERSON_MANAGE)
    form = PersonFilter(request.GET)
    people = _filtered(form.cleaned_data if form.is_valid() else {})
    memberships = Membership.objects.valid_on(timezone.localdate()).select_related("agency")
    people = people.prefetch_related(Prefetch("memberships", memberships))
    page = Paginator(people, PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "options": agency_options()}
    context["errands"] = errands_of(request.user, timezone.localdate())
    return page_or_part(request, "memberships/person_list.html", "people", context)


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def person_invite(request: Request) -> HttpResponse:
    require(request.user, Permission.PERSON_MANAGE)
    form = InviteForm(request.POST or None, initial={"valid_from": timezone.localdate()})
    context = {"form": form, "options": agency_options(timezone.localdate())}
    if not form.is_valid():
        return render(request, "memberships/person_invite.html", context, status=422 if form.is_bound else 200)
    invited: list[InvitedPerson] = []
    if refused(form, lambda: invited.append(_invite(request, **form.cleaned_data))):
        return render(request, "memberships/person_invite.html", context, status=409)
    page = reverse("memberships:person_detail", args=[invited[0].person.pk])
    return led_to(_show_links(request, invited), page)


@require_http_methods(["GET", "POST"])
@login_required
def person_import(request: Request) -> HttpResponse:
    """Takes a list of people and shows what it would do; nothing is written here."""
    require(request.user, Permission.PERSON_MANAGE)
    form = TableForm(request.POST or None, request.FILES or None)
    table = form.table(PERSON_HEADINGS) if form.is_valid() else None
    return _ask(request, form) if table is None else _preview(request, table)


@require_POST
@login_required
@sent_once
def person_import_apply(request: Request) -> HttpResponse:
    """Invites everybody of the list that was previewed, or nobody."""
    require(request.user, Permission.PERSON_MANAGE)
    form = TableForm(request.POST)
    table = form.table(PERSON_HEADINGS) if form.is_valid() else None
    if table is None:
        return _ask(request, form)
    plan = plan_people(table)
    if plan.problems:
        return _preview(request, table)
    invited = []
    with transaction.atomic():
        for row in plan.rows:
            user, secret = invite_person(
                person=row.person, agency=row.agency, role=row.role, valid_from=row.valid_from, by=request.user
            )
            invited.append(InvitedPerson(user, invitation_url(request, secret)))
    return led_to(_show_links(request, invited), reverse("memberships:person_list"))


@require_GET
@login_required
def person_detail(request: Request, user_id: int) -> HttpResponse:
    return render(request, "memberships/person_detail.html", _about(_person(request, user_id)))


@require_POST
@login_required
def membership_add(request: Request, user_id: int) -> HttpResponse:
    person = _person(request, user_id)
    form = MembershipForm(request.POST)
    status = 422
    if form.is_valid():
        given = form.cleaned_data
        if not refused(form, lambda: add_membership(user=person, by=request.user, **given), now=version_of(person)):
            return redirect("memberships:person_detail", person.pk)
        status = 409
    return render(request, "memberships/person_detail.html", _about(person, form=form), status=status)


@require_http_methods(["GET", "POST"])
@login_required
def membership_end(request: Request, membership_id: int) -> HttpResponse:
    require(request.user, Permission.PERSON_MANAGE)
    membership = get_object_or_404(Membership.objects.select_related("user", "agency"), pk=membership_id)
    person = membership.user
    form = EndForm(request.POST or None, initial={"on": timezone.localdate(), "version": person.version})
    context = {"form": form, "what": f"{membership.get_role_display()}, {membership.agency}", "crumb": membership.user}
    if not form.is_valid():
        return render(request, "agencies/end_form.html", context, status=422 if form.is_bound else 200)
    given = form.cleaned_data
    end = partial(end_membership, membership=membership, by=request.user, **given)
    if refused(form, end, now=version_of(person)):
        return render(request, "agencies/end_form.html", context, status=409)
    return redirect("memberships:person_detail", membership.user_id)


@require_POST
@login_required
def person_link(request: Request, user_id: int) -> HttpResponse:
    """Make a new one-time link; the earlier ones end."""
    person = _person(request, user_id)
    secret = renew_invitation(user=person, by=request.user)
    return _show_links(request, [InvitedPerson(person, invitation_url(request, secret))])


@require_POST
@login_required
def person_deactivate(request: Request, user_id: int) -> HttpResponse:
    person, form = _person(request, user_id), VersionForm(request.POST)
    if form.is_valid():
        shut_out(user=person, by=request.user, **form.cleaned_data)
        messages.success(request, _("Đã ngừng tài khoản; mọi phiên làm việc đã đóng."))
    return redirect("memberships:person_detail", person.pk)


@require_POST
@login_required
def person_reactivate(request: Request, user_id: int) -> HttpResponse:
    person, form = _person(request, user_id), VersionForm(request.POST)
    if not form.is_valid():
        return redirect("memberships:person_detail", person.pk)
    secret = reactivate(user=person, by=request.user, **form.cleaned_data)
    return _show_links(request, [InvitedPerson(person, invitation_url(request, secret))])


def _filtered(asked: dict[str, Any]) -> QuerySet[User]:
    people = User.objects.all()
    if asked.get("state") != "all":
        people = people.filter(is_active=asked.get("state") != "off")
    today = Membership.objects.valid_on(timezone.localdate())
    if asked.get("agency"):
        people = people.filter(pk__in=today.filter(agency=asked["agency"]).values("user"))
    if asked.get("role"):
        people = people.filter(pk__in=today.filter(role=asked["role"]).values("user"))
    words = asked.get("q", "")
    return closest_first(searched(people, words), words, "full_name", "position")


def _person(request: Request, user_id: int) -> User:
    require(request.user, Permission.PERSON_MANAGE)
    return get_object_or_404(User, pk=user_id)


def _invite(request: Request, *, agency: Any, role: str, valid_from: Any, **known: str) -> InvitedPerson:
    taken = set(User.objects.values_list("username", flat=True))
    person = Person(**known | {"username": known["username"] or username_from(known["full_name"], taken)})
    user, secret = invite_person(person=person, agency=agency, role=role, valid_from=valid_from, by=request.user)
    return InvitedPerson(user, invitation_url(request, secret))


def _show_links(request: Request, invited: list[InvitedPerson]) -> HttpResponse:
    """The only page on which the links are ever seen; it is not kept by the browser."""
    context = {"invited": invited, "expires_at": timezone.now() + VALID_FOR}
    response = render(request, "memberships/invitation_links.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def _ask(request: Request, form: TableForm) -> HttpResponse:
    context = {"form": form, "headings": [spellings[0] for spellings in PERSON_HEADINGS.values()]}
    return render(request, "memberships/person_import.html", context, status=422 if form.is_bound else 200)


def _preview(request: Request, table: list[TableRow]) -> HttpResponse:
    plan = plan_people(table)
    context = {"plan": plan, "text": as_pasted(table, PERSON_HEADINGS)}
    context |= {"first_page": "memberships:person_import", "written_at": "memberships:person_import_apply"}
    return render(request, "memberships/person_import_preview.html", context, status=422 if plan.problems else 200)


def _about(person: User, *, form: MembershipForm | None = None) -> dict[str, Any]:
    return {
        "person": person,
        "memberships": person.memberships.select_related("agency").order_by("-valid_from", "pk"),
        "today": timezone.localdate(),
        "form": form or MembershipForm(initial={"valid_from": timezone.localdate(), "version": person.version}),
        "options": agency_options(timezone.localdate()),
        "has_open_link": person.invitations.filter(used_at=None, expires_at__gt=timezone.now()).exists(),
    }
