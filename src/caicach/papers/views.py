"""The check of form: a paper is chosen or sent, its faults are shown, the mended paper is taken away."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from caicach.agencies.permissions import require
from caicach.core.officialdocs.form_rules import DECREE
from caicach.files.errors import FileRefused
from caicach.files.models import Document, StoredFile
from caicach.files.policy import MEDIA_TYPES
from caicach.files.visibility import may_have
from caicach.papers.checking import mended, report_on, told
from caicach.papers.forms import PaperForm, SearchForm
from caicach.papers.services import name_for, send_paper
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.downloads import as_download

_MOST_SHOWN = 10


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def form_check(request: Request) -> HttpResponse:
    """Send a paper, or choose one of the register."""
    require(request.user, Permission.DOCUMENT_VIEW)
    if request.method != "POST":
        return _page(request, PaperForm())
    form = PaperForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    upload = form.cleaned_data["paper"]
    try:
        sent = send_paper(content=upload, name=upload.name, by=request.user)
    except FileRefused as refused:
        form.add_error("paper", str(refused))
        return _page(request, form, status=422)
    return redirect("papers:form_findings", sent.file_id)


@require_GET
@login_required
def form_findings(request: Request, paper_id: UUID) -> HttpResponse:
    """What is wrong with the form of a paper, where, and how it is repaired."""
    file = _file(request, paper_id)
    report = report_on(file)
    context = {
        "file": file,
        "name": name_for(request.user, file),
        "findings": list(told(report.findings)),
        "mendable": sum(finding.can_mend for finding in report.findings),
        "is_annex": report.is_annex,
        "decree": DECREE,
    }
    return render(request, "papers/form_findings.html", context)


@require_GET
@login_required
def form_mended(request: Request, paper_id: UUID) -> HttpResponse:
    """The paper with what is mechanical mended; the stored one stays as it is."""
    file = _file(request, paper_id)
    name = _("%(name)s (đã sửa thể thức).docx") % {"name": name_for(request.user, file).rpartition(".")[0]}
    response = as_download(mended(file), name)
    response["Cache-Control"] = "private, no-store"
    return response


def _page(request: Request, form: PaperForm, *, status: int = 200) -> HttpResponse:
    search = SearchForm(request.GET)
    seen = Document.objects.visible_to(request.user).standing().filter(file__media_type=MEDIA_TYPES["docx"])
    rows = seen.containing(search.words).select_related("file", "agency")[:_MOST_SHOWN]
    context = {"form": form, "search": search, "documents": rows, "is_narrowed": bool(search.words)}
    return render(request, "papers/form_check.html", context, status=status)


def _file(request: Request, paper_id: UUID) -> StoredFile:
    file = get_object_or_404(StoredFile, pk=paper_id)
    if not may_have(request.user, file):
        raise Http404
    return file
