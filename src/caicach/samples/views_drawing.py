"""Drawing: how it would be, the draw itself, the list of those drawn, what became of each."""

import secrets
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.permissions import require
from caicach.core.surveys.sampling.errors import BadSample
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.samples import services
from caicach.samples.errors import CannotDraw, NobodyLeft
from caicach.samples.exporting import draw_as_xlsx
from caicach.samples.forms import DrawForm, OutcomeForm, UnitFilter
from caicach.samples.models import LOST, Draw, Frame, SampledUnit
from caicach.samples.phrases import step_words, why
from caicach.samples.sizing import plan_of
from caicach.samples.views import get_frame
from caicach.ui.conflicts import show_conflict
from caicach.ui.downloads import as_download
from caicach.ui.errors import CaicachError
from caicach.ui.versions import seen_version

PER_PAGE = 100


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def draw_new(request: Request, frame_id: UUID) -> HttpResponse:
    """Reckon the size and share it out as often as wished; drawing is another button."""
    frame = get_frame(request, frame_id)
    is_again = frame.draws.exists()
    form = DrawForm(
        request.POST or None, has_places=bool(frame.place_names), is_again=is_again, initial={"seed": _fresh_seed()}
    )
    if not form.is_valid():
        return _draw_page(request, frame, form, status=422 if form.is_bound else 200)
    if "preview" in request.POST:
        return _draw_page(request, frame, form, status=200)
    given = form.cleaned_data
    try:
        made = services.draw_sample(
            frame=frame, wish=form.wish, seed=given["seed"], reason=given.get("reason", ""), by=request.user
        )
    except CaicachError as refused:
        form.add_error(None, str(refused))
        return _draw_page(request, frame, form, status=409)
    messages.success(request, _("Đã rút mẫu. Hạt giống và mã kiểm tra in trên danh sách."))
    return redirect("samples:draw_detail", made.pk)


@require_GET
@login_required
def draw_detail(request: Request, draw_id: UUID) -> HttpResponse:
    """How it was drawn, and the list, by stratum and by what became of each."""
    draw = _draw(request, draw_id)
    form = UnitFilter(request.GET, strata=list(draw.strata))
    rows = _filtered(draw, form.chosen)
    context = {
        "draw": draw,
        "frame": draw.frame,
        "form": form,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "is_narrowed": bool(form.chosen),
        "query": request.GET.urlencode(),
        "steps": _steps(draw.sizing["steps"]),
    }
    return render(request, "samples/draw_detail.html", context)


@require_POST
@login_required
def draw_verify(request: Request, draw_id: UUID) -> HttpResponse:
    """Draw again and compare."""
    draw = _draw(request, draw_id)
    if services.draws_the_same(draw):
        messages.success(request, _("Rút lại từ khung mẫu với hạt giống đã in: ra đúng mẫu này."))
    else:
        messages.error(request, _("Rút lại không ra mẫu này: khung mẫu hoặc danh sách đã bị sửa ngoài hệ thống."))
    return redirect("samples:draw_detail", draw.pk)


@require_GET
@login_required
def draw_export(request: Request, draw_id: UUID) -> HttpResponse:
    """The list as it is filtered, as a workbook."""
    draw = _draw(request, draw_id)
    rows = _filtered(draw, UnitFilter(request.GET, strata=list(draw.strata)).chosen)
    return as_download(draw_as_xlsx(draw, rows), f"mau-lan-{draw.number}.xlsx")


@require_http_methods(["GET", "POST"])
@login_required
def outcome_tell(request: Request, sampled_id: UUID) -> HttpResponse:
    """What became of one."""
    row = _sampled(request, sampled_id)
    form = OutcomeForm(request.POST or None, initial=_begun(row))
    if not form.is_valid():
        return _outcome_page(request, row, form, status=422 if form.is_bound else 200)
    try:
        services.tell_outcome(row=row, by=request.user, **form.cleaned_data)
    except CaicachError as refused:
        newest = _sampled(request, sampled_id)
        show_conflict(form, refused, now=_begun(newest))
        return _outcome_page(request, newest, form, status=409)
    messages.success(request, _("Đã ghi kết quả của “%(unit)s”.") % {"unit": row.unit.key})
    return redirect("samples:outcome_tell", row.pk)


@require_POST
@login_required
def reserve_call(request: Request, sampled_id: UUID) -> HttpResponse:
    """The next reserve of the place instead of one who was lost."""
    row = _sampled(request, sampled_id)
    try:
        found = services.call_reserve(row=row, version=seen_version(request, row), by=request.user)
    except NobodyLeft as nobody:
        messages.error(request, str(nobody))
        return redirect("samples:outcome_tell", row.pk)
    messages.success(request, _("“%(unit)s” được gọi thay.") % {"unit": found.unit.key})
    return redirect("samples:outcome_tell", found.pk)


def _draw(request: Request, draw_id: UUID) -> Draw:
    require(request.user, Permission.SAMPLE_DRAW)
    return get_object_or_404(Draw.objects.select_related("frame", "drawn_by"), pk=draw_id)


def _sampled(request: Request, sampled_id: UUID) -> SampledUnit:
    require(request.user, Permission.SAMPLE_DRAW)
    rows = SampledUnit.objects.select_related("unit", "draw__frame", "stands_in_for__unit")
    return get_object_or_404(rows, pk=sampled_id)


def _filtered(draw: Draw, chosen: dict[str, Any]) -> QuerySet[SampledUnit]:
    rows = draw.units.select_related("unit", "stands_in_for__unit")
    if "words" in chosen:
        rows = rows.filter(unit__key__contains=chosen["words"])
    if "stratum" in chosen:
        rows = rows.filter(unit__stratum=chosen["stratum"])
    if "outcome" in chosen:
        rows = rows.filter(outcome=chosen["outcome"])
    return rows


def _draw_page(request: Request, frame: Frame, form: DrawForm, *, status: int) -> HttpResponse:
    context: dict[str, Any] = {"frame": frame, "form": form}
    if form.is_bound and form.is_valid():
        try:
            plan = plan_of(frame, form.wish)
        except BadSample as refused:
            form.add_error(None, str(CannotDraw(why=why(refused))))
            status = 409
        else:
            context |= {
                "plan": plan,
                "steps": _steps(plan.steps),
                "shares": [
                    {"name": name, "units": units, "wanted": plan.units[name], "places": plan.takes[name]}
                    for name, (units, _size) in frame.totals.items()
                ],
            }
    return render(request, "samples/draw_new.html", context, status=status)


def _outcome_page(request: Request, row: SampledUnit, form: OutcomeForm, *, status: int) -> HttpResponse:
    stand_in = services.stand_in_of(row)
    may_call = row.is_asked and row.outcome in LOST and stand_in is None
    context = {
        "row": row, "draw": row.draw, "frame": row.draw.frame, "form": form, "stand_in": stand_in,
        "may_call": may_call,
    }  # fmt: skip
    return render(request, "samples/outcome_tell.html", context, status=status)


def _begun(row: SampledUnit) -> dict[str, Any]:
    return {"outcome": row.outcome, "note": row.note, "version": row.version}


def _steps(steps: list[list[str]]) -> list[dict[str, str]]:
    """Each step in words with its figure to three places."""
    words = step_words()
    return [{"text": words.get(code, code), "value": _decimal(value)} for code, value in steps]


def _decimal(value: str) -> str:
    above, _slash, below = value.partition("/")
    return f"{int(above) / int(below or 1):.3f}".rstrip("0").rstrip(".").replace(".", ",")


def _fresh_seed() -> str:
    """A seed that nobody chose: the day and nine digits."""
    return f"{timezone.localdate():%Y%m%d}-{secrets.randbelow(10**9):09d}"
