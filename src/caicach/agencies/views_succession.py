"""Pages on which agencies are merged, split, dissolved, or hand functions over."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from caicach.agencies.fields import agency_options
from caicach.agencies.forms_succession import ArrowForm, SuccessionForm, arrow_forms
from caicach.agencies.models import Agency, SuccessionKind
from caicach.agencies.permissions import require
from caicach.agencies.services_succession import Handover, ending_agencies, refuse_unsound, succeed
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.errors import CaicachError, NotAllowed
from caicach.ui.formats import shown_day, shown_number


@require_GET
@login_required
def succession_create(request: Request) -> HttpResponse:
    """Step 1: what happens, when, between whom. A complete answer leads on to the arrows."""
    require(request.user, Permission.AGENCY_MANAGE)
    is_sent = "kind" in request.GET
    form = SuccessionForm(request.GET if is_sent else None, initial={"from_1": _first_giver(request)})
    if is_sent and form.is_valid():
        return redirect(f"{reverse('agencies:succession_arrows')}?{request.GET.urlencode()}")
    context = {"form": form, "options": agency_options()}
    return render(request, "agencies/succession_form.html", context, status=422 if is_sent else 200)


@require_http_methods(["GET", "POST"])
@login_required
def succession_arrows(request: Request) -> HttpResponse:
    """Step 2: share and scope of each arrow, what will happen in words, and writing it."""
    require(request.user, Permission.AGENCY_MANAGE)
    form = SuccessionForm(request.GET)
    if not form.is_valid():
        return redirect(f"{reverse('agencies:succession_create')}?{request.GET.urlencode()}")
    answers = request.POST if request.method == "POST" else None
    kind, on = form.cleaned_data["kind"], form.cleaned_data["on"]
    arrows = arrow_forms(form.chosen("from"), form.chosen("to"), kind, answers=answers)
    context = {"form": form, "arrows": arrows, "kind": SuccessionKind(kind).label, "on": on, "query": request.GET}
    if answers is None:
        return render(request, "agencies/succession_arrows.html", context)
    problem, handovers = _read(arrows, kind=kind, on=on)
    if problem is None and "save" in answers:
        try:
            succeed(
                kind=kind, on=on, handovers=handovers, legal_basis=form.cleaned_data["legal_basis"], by=request.user
            )
        except NotAllowed:
            raise
        except CaicachError as error:
            problem = str(error)
        else:
            messages.success(request, _("Đã ghi. Việc đang mở chuyển theo cơ quan tiếp nhận."))
            return redirect("agencies:agency_detail", handovers[0].from_agency.pk)
    context |= {"problem": problem, "sentences": [] if problem else sentences(handovers, kind=kind, on=on)}
    return render(request, "agencies/succession_arrows.html", context, status=422 if problem else 200)


def sentences(handovers: Sequence[Handover], *, kind: str, on: date) -> list[str]:
    """What will happen, in words, before anything is written."""
    told = []
    for handover in handovers:
        words = {"giver": handover.from_agency.name, "share": shown_number(handover.share * 100)}
        if handover.to_agency is None:
            continue
        text = _("%(heir)s tiếp nhận %(share)s %% của %(giver)s") % {**words, "heir": handover.to_agency.name}
        told.append(f"{text}: {handover.scope}." if handover.scope else f"{text}.")
    for agency in ending_agencies(kind=kind, handovers=handovers):
        last = shown_day(on - timedelta(days=1))
        told.append(
            _("%(agency)s hoạt động đến hết ngày %(last)s; tên và số liệu trước đó giữ nguyên.")
            % {"agency": agency.name, "last": last}
        )
    if any(handover.to_agency for handover in handovers):
        told.append(_("Việc đang mở chuyển sang cơ quan tiếp nhận từ ngày %(on)s.") % {"on": shown_day(on)})
    return told


def _read(arrows: list[ArrowForm], *, kind: str, on: date) -> tuple[str | None, list[Handover]]:
    """The arrows as they were answered, or what is wrong with them."""
    valid = [arrow.is_valid() for arrow in arrows]  # each is asked, so that all errors show at once
    if not all(valid):
        return _("Có chỗ chưa đúng trong bảng dưới đây."), []
    handovers = [arrow.handover() for arrow in arrows if arrow.cleaned_data["is_there"]]
    try:
        refuse_unsound(kind=kind, on=on, handovers=handovers)
    except CaicachError as error:
        return str(error), []
    return None, handovers


def _first_giver(request: Request) -> Agency | None:
    asked = request.GET.get("tu", "")
    return Agency.objects.visible_to(request.user).filter(pk=asked).first() if asked.isdecimal() else None
