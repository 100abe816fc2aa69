"""The pages of the engine: what was brought in, bringing in, and where a run stands."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.models import Agency
from caicach.files.errors import FileRefused
from caicach.intake.failures import explain
from caicach.intake.forms import UploadForm
from caicach.intake.importers import Importer, known_importers
from caicach.intake.models import ImportRun, RunState
from caicach.intake.permissions import require_import, usable_importers
from caicach.intake.services import abandon_run, read_again
from caicach.intake.uploading import begin_from
from caicach.people.requests import Request
from caicach.ui.pages import page_or_part

ROWS_PER_PAGE = 50


@require_GET
@login_required
def run_list(request: Request) -> HttpResponse:
    importers = usable_importers(request.user)
    runs = ImportRun.objects.visible_to(request.user).select_related("begun_by", "file").defer("reading")
    state = request.GET.get("state", "")
    if state in RunState.values:
        runs = runs.filter(state=state)
    if is_own := request.GET.get("own") == "1":
        runs = runs.filter(begun_by=request.user)
    page = Paginator(runs, per_page=ROWS_PER_PAGE).get_page(request.GET.get("page"))
    titles = {importer.code: importer.title for importer in known_importers().values()}
    rows = [{"run": run, "importer": titles[run.importer]} for run in page]
    context: dict[str, Any] = {"page": page, "rows": rows, "importers": importers, "states": RunState.choices}
    context |= {"state": state, "is_own": is_own, "is_filtered": bool(state or is_own)}
    return page_or_part(request, "intake/run_list.html", "runs", context)


@require_http_methods(["GET", "POST"])
@login_required
def upload(request: Request, importer_code: str) -> HttpResponse:
    importer = known_importers().get(importer_code)
    if importer is None or importer not in usable_importers(request.user):
        raise Http404
    if request.method == "POST":
        return _taken_in(request, importer)
    form = UploadForm(importer=importer, initial={"agency": request.GET.get("agency")})
    return _upload_page(request, importer, form)


@require_GET
@login_required
def run_detail(request: Request, run_id: UUID) -> HttpResponse:
    """Leads on to where the run stands; a page of its own only where there is nothing to lead to."""
    run = _run(request, run_id)
    importer = known_importers()[run.importer]
    if run.state == RunState.READING and run.job and run.job.asked_by == request.user:
        return redirect("jobs:job_detail", run.job.pk)
    if run.state == RunState.REVIEW:
        return redirect(importer.next_url(run))
    if run.state == RunState.DONE and importer.result_url:
        return redirect(importer.result_url(run))
    context = {"run": run, "importer": importer, "explanation": explain(run.failure)}
    return render(request, "intake/run_detail.html", context)


@require_GET
@login_required
def run_known(request: Request, run_id: UUID) -> HttpResponse:
    """The file that was just sent has been brought in before: nothing has changed, here is that run."""
    run = _run(request, run_id)
    return render(request, "intake/run_known.html", {"run": run, "importer": known_importers()[run.importer]})


@require_POST
@login_required
def run_abandon(request: Request, run_id: UUID) -> HttpResponse:
    abandon_run(run=_run(request, run_id), by=request.user)
    return redirect("intake:run_list")


@require_POST
@login_required
def run_read_again(request: Request, run_id: UUID) -> HttpResponse:
    run = read_again(run=_run(request, run_id), by=request.user)
    return redirect("intake:run_detail", run.pk)


def _run(request: Request, run_id: UUID) -> ImportRun:
    runs = ImportRun.objects.visible_to(request.user).select_related("file", "begun_by", "job__asked_by")
    return get_object_or_404(runs, pk=run_id)


def _taken_in(request: Request, importer: Importer) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES, importer=importer)
    if not form.is_valid():
        return _upload_page(request, importer, form, status=422)
    try:
        begun = begin_from(form.cleaned_data, importer=importer, by=request.user)
    except FileRefused as error:
        form.add_error("file" if form.cleaned_data["file"] else "text", str(error))
        return _upload_page(request, importer, form, status=422)
    return redirect("intake:run_detail" if begun.is_new else "intake:run_known", begun.run.pk)


def _upload_page(request: Request, importer: Importer, form: UploadForm, *, status: int = 200) -> HttpResponse:
    agency = _agency(form)
    if agency:
        require_import(request.user, importer, {"agency": agency.pk})
    runs = ImportRun.objects.visible_to(request.user).select_related("begun_by").defer("reading")
    is_open = runs.filter(importer=importer.code, state__in=(RunState.READING, RunState.REVIEW))
    context: dict[str, Any] = {"importer": importer, "form": form, "agency": agency, "open_runs": is_open[:5]}
    return render(request, "intake/upload.html", context, status=status)


def _agency(form: UploadForm) -> Agency | None:
    """The agency for which something is brought in; None for the province, 404 for a number that is none."""
    given = str(form["agency"].value() or "")
    return get_object_or_404(Agency, pk=given) if given.isdecimal() and len(given) < 19 else None
