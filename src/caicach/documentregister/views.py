"""The register of documents: the list, papers that come in, and what is still to be checked."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from caicach.agencies.models import Agency, Membership
from caicach.agencies.permissions import agencies_where, can, require
from caicach.documentregister.exporting import documents_as_xlsx
from caicach.documentregister.forms import (
    KINDS,
    CorrectForm,
    DocumentFilter,
    ReferenceForm,
    UploadForm,
    begun,
)
from caicach.documentregister.registering import TakenIn, take_in
from caicach.documentregister.services import alike, register_document
from caicach.files.models import Document, DocumentQuerySet, HeadState
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.downloads import as_download
from caicach.ui.pages import page_or_part

PER_PAGE = 50
CHECKED_AT_ONCE = 10


@require_GET
@login_required
def document_list(request: Request) -> HttpResponse:
    require(request.user, Permission.DOCUMENT_VIEW)
    form = _filter(request)
    rows = _filtered(request, form).select_related("agency", "file")
    context = {
        "form": form,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "is_narrowed": bool(form.chosen),
        "to_check": _to_check(request).count(),
        "may_register": can(request.user, Permission.DOCUMENT_REGISTER),
        "query": request.GET.urlencode(),
    }
    return page_or_part(request, "documentregister/document_list.html", "documents", context)


@require_GET
@login_required
def document_export(request: Request) -> HttpResponse:
    """The rows as they are filtered, as a workbook."""
    require(request.user, Permission.DOCUMENT_VIEW)
    content = documents_as_xlsx(_filtered(request, _filter(request)).select_related("agency", "file"))
    return as_download(content, "so-van-ban.xlsx")


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def document_add(request: Request) -> HttpResponse:
    """Take in files; their heads are read while the person goes on."""
    require(request.user, Permission.DOCUMENT_REGISTER)
    if request.method != "POST":
        return _add_page(request)
    form = UploadForm(request.POST, request.FILES, agencies=_own_agencies(request))
    if not form.is_valid():
        return _add_page(request, status=422, upload_form=form)
    told = take_in(form.cleaned_data["papers"], agency=form.cleaned_data["agency"], by=request.user)
    for sentence in told.refused:
        form.add_error("papers", sentence)
    if not told.new and not told.known:
        return _add_page(request, status=422, upload_form=form)
    _tell(request, told)
    return redirect("documentregister:document_check")


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def document_reference(request: Request) -> HttpResponse:
    """Enter a paper whose file is elsewhere, by number and day."""
    require(request.user, Permission.DOCUMENT_REGISTER)
    if request.method != "POST":
        return _add_page(request, is_reference=True)
    form = ReferenceForm(request.POST, agencies=_own_agencies(request))
    if not form.is_valid():
        return _add_page(request, status=422, is_reference=True, reference_form=form)
    document = register_document(agency=form.cleaned_data["agency"], head=form.head, by=request.user)
    messages.success(request, _("Đã vào sổ “%(document)s”.") % {"document": document})
    return redirect("documentregister:document_detail", document.pk)


@require_GET
@login_required
def document_check(request: Request) -> HttpResponse:
    """What was read from files and nobody has looked at yet: each with its form, ready to be corrected."""
    require(request.user, Permission.DOCUMENT_REGISTER)
    rows = list(_to_check(request).select_related("agency", "file").order_by("registered_at")[:CHECKED_AT_ONCE])
    cards = [
        {
            "document": row,
            "form": CorrectForm(initial=begun(row), auto_id=f"id_{row.pk.hex[:8]}_%s"),
            "alike": alike(row, request.user),
        }
        for row in rows
        if row.head_state != HeadState.WAITING
    ]
    waiting = [row for row in rows if row.head_state == HeadState.WAITING]
    context = {"cards": cards, "waiting": waiting, "count": _to_check(request).count(), "kinds": KINDS}
    return page_or_part(request, "documentregister/document_check.html", "to-check", context)


def _filter(request: Request) -> DocumentFilter:
    seen = Document.objects.visible_to(request.user)
    kinds = seen.exclude(kind="").order_by("kind").values_list("kind", flat=True).distinct()
    years = sorted({day.year for day in seen.exclude(issued_on=None).dates("issued_on", "year")}, reverse=True)
    agencies = agencies_where(request.user, Permission.DOCUMENT_VIEW).filter(documents__isnull=False).distinct()
    return DocumentFilter(request.GET, kinds=kinds, years=years, agencies=agencies)


def _filtered(request: Request, form: DocumentFilter) -> DocumentQuerySet:
    chosen, rows = form.chosen, Document.objects.visible_to(request.user)
    state = chosen.get("state")
    rows = rows.exclude(withdrawn_at=None) if state == "withdrawn" else rows.standing()
    if state == "to_check":
        rows = rows.to_check()
    if state == "no_file":
        rows = rows.filter(file=None)
    narrowed = {"kind": "kind", "year": "issued_on__year", "agency": "agency"}
    rows = rows.filter(**{column: chosen[name] for name, column in narrowed.items() if name in chosen})
    return rows.containing(chosen.get("q", ""))


def _to_check(request: Request) -> DocumentQuerySet:
    """What this person's agencies have brought in; who watches the province checks the own agency's papers only."""
    return Document.objects.filter(agency__in=_own_agencies(request)).to_check()


def _own_agencies(request: Request) -> QuerySet[Agency]:
    """The agencies for which this person registers papers: those that the person belongs to."""
    own = Membership.objects.valid_on(timezone.localdate()).filter(user=request.user)
    return agencies_where(request.user, Permission.DOCUMENT_REGISTER).filter(pk__in=own.values("agency"))


def _add_page(request: Request, *, status: int = 200, is_reference: bool = False, **forms: Any) -> HttpResponse:
    agencies = _own_agencies(request)
    context: dict[str, Any] = {
        "upload_form": UploadForm(agencies=agencies),
        "reference_form": ReferenceForm(agencies=agencies),
        "is_reference": is_reference,
        "kinds": KINDS,
    }
    return render(request, "documentregister/document_add.html", context | forms, status=status)


def _tell(request: Request, told: TakenIn) -> None:
    if told.new:
        messages.success(request, _("Đã nhận %(count)s tệp.") % {"count": len(told.new)})
    for document in told.known:
        messages.info(request, _("Tệp này đã có trong sổ: “%(document)s”.") % {"document": document})
    for sentence in told.refused:
        messages.error(request, sentence)
