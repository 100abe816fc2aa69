"""The page on which all duties of a person who leaves go to a successor: shown first, then done."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from caicach.agencies.permissions import require
from caicach.manyduties.forms import HandOverForm
from caicach.manyduties.handing_over import duties_with, hand_over, holders
from caicach.manyduties.views import ticked_in
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.errors import CaicachError, NotAllowed
from caicach.work.lists import people_in
from caicach.work.selection import Desk, duty_rows


@require_GET
@login_required
def hand_over_list(request: Request) -> HttpResponse:
    """Whose duties can be handed over."""
    require(request.user, Permission.ASSIGNMENT_HAND_OUT)
    today = timezone.localdate()
    found = holders(Desk.of(request.user, on=today), on=today)
    return render(request, "manyduties/hand_over_list.html", {"holders": found})


@require_http_methods(["GET", "POST"])
@login_required
def person_hand_over(request: Request, user_id: int) -> HttpResponse:
    """Asked by GET it shows what would go to whom; sent by POST it is done."""
    require(request.user, Permission.ASSIGNMENT_HAND_OUT)
    desk = Desk.of(request.user, on=timezone.localdate())
    leaver = get_object_or_404(User, pk=user_id)
    if not duties_with(leaver, desk).exists():
        raise Http404
    given = request.POST if request.method == "POST" else request.GET
    form = _form(given or None, leaver, desk)
    if request.method != "POST" or not form.is_valid():
        return _page(request, leaver, desk, form, status=422 if form.is_bound and not form.is_valid() else 200)
    try:
        seen = ticked_in(request)
        count = hand_over(leaver=leaver, desk=desk, seen=seen, by=request.user, **form.cleaned_data)
    except NotAllowed:
        raise
    except CaicachError as error:
        form.add_error(None, str(error))
        return _page(request, leaver, desk, form, status=409)
    told = {"count": count, "leaver": leaver, "person": form.cleaned_data["person"]}
    messages.success(request, _("Đã bàn giao %(count)s việc của %(leaver)s cho %(person)s.") % told)
    return redirect("manyduties:hand_over_list")


def _form(given: object, leaver: User, desk: Desk) -> HandOverForm:
    today = timezone.localdate()
    people = [one for one in people_in(desk.distributes, on=today) if one.pk != leaver.pk]
    return HandOverForm(given, people=people, initial={"from_on": f"{today:%d/%m/%Y}"})


def _page(request: Request, leaver: User, desk: Desk, form: HandOverForm, *, status: int) -> HttpResponse:
    today = timezone.localdate()
    shown = duties_with(leaver, desk).with_status(today).select_related("item", "agency").order_by("due_on", "pk")
    is_fit = form.is_bound and form.is_valid()
    context = {"leaver": leaver, "form": form, "rows": duty_rows(shown, today=today), "is_fit": is_fit}
    context["given"] = form.cleaned_data if is_fit else {}
    return render(request, "manyduties/hand_over.html", context, status=status)
