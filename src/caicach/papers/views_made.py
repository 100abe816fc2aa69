"""Papers that were made: what they came from, the file and its PDF, the signed copy."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from caicach.agencies.permissions import can, require
from caicach.files.errors import FileRefused
from caicach.files.models import StoredFile
from caicach.files.refusals import reason_of
from caicach.papers.forms import SignedForm
from caicach.papers.keeping import register_signed
from caicach.papers.models import MadePaper, PdfCopy
from caicach.papers.pdf import ask_for_pdf, can_make_pdf
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.errors import RowMovedOn
from caicach.ui.pages import page_or_part

PER_PAGE = 50


@require_GET
@login_required
def made_list(request: Request) -> HttpResponse:
    """What the agencies of a person have made, the newest first."""
    require(request.user, Permission.DOCUMENT_VIEW)
    rows = MadePaper.objects.visible_to(request.user).select_related("agency", "made_by", "signed")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return page_or_part(request, "papers/made_list.html", "made", {"page": page})


@require_GET
@login_required
def made_detail(request: Request, made_id: UUID) -> HttpResponse:
    return _page(request, _paper(request, made_id))


@require_POST
@login_required
def made_pdf(request: Request, made_id: UUID) -> HttpResponse:
    """Ask for the PDF; the page of the job leads back."""
    paper = _paper(request, made_id)
    return answer_of_pdf(request, paper.file, reverse("papers:made_detail", args=[paper.pk]))


def answer_of_pdf(request: Request, file: StoredFile, back: str) -> HttpResponse:
    """To the page of the job, for whoever asked first; else back to where the file is."""
    copy = ask_for_pdf(file=file, by=request.user, goes_on_at=back)
    if copy.pdf_id is None and copy.job is not None and copy.job.asked_by_id == request.user.pk:
        return redirect("jobs:job_detail", copy.job.pk)
    return redirect(back)


@require_POST
@login_required
@sent_once
def made_signed(request: Request, made_id: UUID) -> HttpResponse:
    """The signed copy goes into the register and is linked."""
    paper = _paper(request, made_id)
    require(request.user, Permission.DOCUMENT_REGISTER, paper.agency)
    form = SignedForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, paper, form, status=422)
    given = form.cleaned_data
    try:
        register_signed(paper=paper, version=given["version"], upload=given["signed"], by=request.user)
    except FileRefused as refusal:
        form.add_error("signed", str(refusal))
        return _page(request, paper, form, status=422)
    except RowMovedOn as conflict:
        form.add_error(None, str(conflict))
        return _page(request, _paper(request, made_id), form, status=409)
    messages.success(request, _("Bản ký đã vào sổ văn bản và nối với văn bản này."))
    return redirect("papers:made_detail", paper.pk)


def pdf_context(file: StoredFile) -> dict[str, Any]:
    """What a page says of the PDF of a file."""
    copy = PdfCopy.objects.filter(source=file).select_related("pdf", "job").first()
    problem = reason_of(copy.problem).filled({}) if copy and copy.problem else None
    return {"copy": copy, "problem": problem, "can_make_pdf": can_make_pdf()}


def _page(request: Request, paper: MadePaper, form: SignedForm | None = None, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "paper": paper,
        **pdf_context(paper.file),
        "form": form or SignedForm(initial={"version": paper.version}),
        "may_register": can(request.user, Permission.DOCUMENT_REGISTER, paper.agency),
    }
    return render(request, "papers/made_detail.html", context, status=status)


def _paper(request: Request, made_id: UUID) -> MadePaper:
    rows = MadePaper.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("agency", "made_by", "signed", "file", "template"), pk=made_id)
