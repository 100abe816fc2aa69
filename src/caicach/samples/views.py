"""Frames: the list, a new one from a table, one with its strata and draws."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.permissions import require
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.samples import services
from caicach.samples.forms import FrameForm
from caicach.samples.models import Frame
from caicach.samples.reading import HEADINGS, MOST_UNITS, problems_by_kind, read_frame

MOST_PROBLEMS = 50


@require_GET
@login_required
def frame_list(request: Request) -> HttpResponse:
    require(request.user, Permission.SAMPLE_DRAW)
    frames = Frame.objects.annotate(draw_count=Count("draws")).select_related("made_by")
    return render(request, "samples/frame_list.html", {"frames": frames})


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def frame_new(request: Request) -> HttpResponse:
    """Take a list; every problem of every row is told, and nothing is kept until there is none."""
    require(request.user, Permission.SAMPLE_DRAW)
    form = FrameForm(request.POST or None, request.FILES or None, today=timezone.localdate())
    context = {"form": form, "headings": [spellings[0] for spellings in HEADINGS.values()]}
    table = form.table(HEADINGS, most_rows=MOST_UNITS) if form.is_bound and form.is_valid() else None
    if table is None:
        return render(request, "samples/frame_new.html", context, status=422 if form.is_bound else 200)
    read = read_frame(table)
    if read.problems:
        kinds = problems_by_kind(read.problems).most_common()
        context |= {"problems": read.problems[:MOST_PROBLEMS], "count": len(read.problems), "kinds": kinds}
        return render(request, "samples/frame_new.html", context, status=422)
    frame = services.add_frame(head=form.head, read=read, by=request.user)
    messages.success(request, _("Đã nhận khung mẫu %(count)s dòng.") % {"count": len(read.units)})
    return redirect("samples:frame_detail", frame.pk)


@require_GET
@login_required
def frame_detail(request: Request, frame_id: UUID) -> HttpResponse:
    """The strata with their units, and what was drawn."""
    frame = get_frame(request, frame_id)
    draws = frame.draws.select_related("drawn_by").annotate(unit_count=Count("units"))
    return render(request, "samples/frame_detail.html", {"frame": frame, "draws": draws})


@require_POST
@login_required
def frame_drop(request: Request, frame_id: UUID) -> HttpResponse:
    frame = get_frame(request, frame_id)
    services.drop_frame(frame=frame, by=request.user)
    messages.success(request, _("Đã bỏ khung mẫu “%(frame)s”.") % {"frame": frame.name})
    return redirect("samples:frame_list")


def get_frame(request: Request, frame_id: UUID) -> Frame:
    require(request.user, Permission.SAMPLE_DRAW)
    return get_object_or_404(Frame.objects.select_related("made_by"), pk=frame_id)
