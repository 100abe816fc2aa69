"""Acting for another: who does it for whom, a new one, ending one."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.models import Membership
from caicach.agencies.permissions import agencies_where
from caicach.delegations.forms import EndForm, LoanForm, PersonSearch
from caicach.delegations.lending import lendable
from caicach.delegations.models import Delegation
from caicach.delegations.services import end, lend, may_end
from caicach.people.models import User
from caicach.people.once import sent_once
from caicach.people.permissions import Permission, Role
from caicach.people.requests import Request
from caicach.ui.errors import CaicachError
from caicach.ui.pages import page_or_part
from caicach.ui.searching import searched

PER_PAGE = 50
MOST_POSTS = 100


@require_GET
@login_required
def delegation_list(request: Request) -> HttpResponse:
    """The own ones; for the head those of the agency, for the administrator all."""
    today = timezone.localdate()
    rows = Delegation.objects.visible_to(request.user).select_related("giver", "taker", "agency", "made_by", "ended_by")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lines = [(row, row.is_running(today), not row.is_over(today) and may_end(request.user, row)) for row in page]
    own = _own_posts(request.user, today)
    begin = ("delegations:delegation_new", own[0].pk) if len(own) == 1 else ("delegations:giver_choose",)
    context = {"page": page, "lines": lines, "today": today, "begin_url": reverse(begin[0], args=begin[1:])}
    return page_or_part(request, "delegations/delegation_list.html", "delegations", context)


@require_GET
@login_required
def giver_choose(request: Request) -> HttpResponse:
    """In whose place and in which role: the own roles first, then of those for whom this person may decide."""
    form, today = PersonSearch(request.GET), timezone.localdate()
    words = form.cleaned_data["q"] if form.is_valid() else ""
    posts = _posts(request.user, today).select_related("user", "agency").order_by("user__collation_key", "pk")
    own = _own_posts(request.user, today)
    others = posts.exclude(user=request.user.pk)
    if words:
        others = others.filter(user__in=searched(User.objects.all(), words))
    shown = [post for post in others[:MOST_POSTS] if lendable(Role(post.role))]
    context = {"form": form, "own": own, "others": shown, "may_search": bool(shown or words)}
    return page_or_part(request, "delegations/giver_choose.html", "posts", context)


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def delegation_new(request: Request, post_id: int) -> HttpResponse:
    today = timezone.localdate()
    posts = _posts(request.user, today).select_related("user", "agency")
    post = get_object_or_404(posts, pk=post_id)
    colleagues = _colleagues(post, today)
    data = request.POST if request.method == "POST" else None
    form = LoanForm(data, post=post, colleagues=colleagues, initial={"first_on": f"{today:%d/%m/%Y}"})
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            lend(loan=form.loan(), by=request.user, today=today)
        except CaicachError as error:
            form.add_error(None, str(error))
            status = error.status
        else:
            messages.success(request, _("Đã giao. Người làm thay thấy ngay trên trang đầu."))
            return redirect("delegations:delegation_list")
    has_others = posts.exclude(pk=post.pk).exists()
    context = {"post": post, "form": form, "has_colleagues": colleagues.exists(), "has_others": has_others}
    return render(request, "delegations/delegation_new.html", context, status=status)


@require_POST
@login_required
def delegation_end(request: Request, delegation_id: UUID) -> HttpResponse:
    row = get_object_or_404(Delegation.objects.visible_to(request.user), pk=delegation_id)
    form = EndForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    end(delegation=row, version=version, by=request.user, at=timezone.now(), on=timezone.localdate())
    messages.success(request, _("Đã kết thúc việc làm thay."))
    return redirect("delegations:delegation_list")


def _posts(user: User, today: date) -> QuerySet[Membership]:
    """The roles in which somebody may be asked to act: one's own, and those of agencies where one may decide it."""
    decided = agencies_where(user, Permission.DELEGATION_GIVE)
    return Membership.objects.valid_on(today).filter(Q(user=user.pk) | Q(agency__in=decided.values("pk")))


def _own_posts(user: User, today: date) -> list[Membership]:
    """The own roles of which anything may be lent."""
    posts = Membership.objects.valid_on(today).filter(user=user.pk).select_related("user", "agency").order_by("pk")
    return [post for post in posts if lendable(Role(post.role))]


def _colleagues(post: Membership, today: date) -> QuerySet[User]:
    there = Membership.objects.valid_on(today).filter(agency=post.agency_id).exclude(user=post.user_id)
    return User.objects.filter(pk__in=there.values("user"), is_active=True)
