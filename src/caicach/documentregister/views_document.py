"""One document: what it is, its files, what it proves, and what may be done with it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.permissions import can, require
from caicach.documentregister.errors import SameFile
from caicach.documentregister.forms import (
    KINDS,
    CorrectForm,
    VersionFileForm,
    WithdrawForm,
    begun,
)
from caicach.documentregister.services import (
    add_version,
    alike,
    correct_document,
    restore_document,
    withdraw_document,
)
from caicach.documentregister.uses import uses_of
from caicach.files.errors import FileRefused, StoredFileBroken
from caicach.files.models import Document
from caicach.files.policy import EVIDENCE, clean_name
from caicach.files.quota import require_quota
from caicach.files.services import store_file
from caicach.files.verification import verify_now
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.conflicts import show_conflict
from caicach.ui.errors import RowMovedOn


@require_GET
@login_required
def document_detail(request: Request, document_id: UUID) -> HttpResponse:
    return _page(request, _document(request, document_id))


@require_http_methods(["GET", "POST"])
@login_required
def document_edit(request: Request, document_id: UUID) -> HttpResponse:
    """Correct what the register says; from the page of checks back to what is left there."""
    document = _document(request, document_id)
    require(request.user, Permission.DOCUMENT_REGISTER, document.agency)
    if request.method != "POST":
        return _edit_page(request, document, CorrectForm(initial=begun(document)))
    form = CorrectForm(request.POST)
    if not form.is_valid():
        return _edit_page(request, document, form, status=422)
    version = form.cleaned_data["version"]
    try:
        correct_document(document=document, version=version, head=form.head, by=request.user)
    except RowMovedOn as conflict:
        newest = _document(request, document_id)
        show_conflict(form, conflict, now=begun(newest))
        return _edit_page(request, newest, form, status=409)
    messages.success(request, _("Đã lưu “%(document)s”.") % {"document": document})
    if request.POST.get("then") == "check":
        return redirect("documentregister:document_check")
    return redirect("documentregister:document_detail", document.pk)


@require_POST
@login_required
@sent_once
def document_version(request: Request, document_id: UUID) -> HttpResponse:
    """Let a newer file of the same paper follow."""
    document = _document(request, document_id)
    require(request.user, Permission.DOCUMENT_REGISTER, document.agency)
    form = VersionFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, document, status=422, version_form=form)
    upload, given = form.cleaned_data["file"], form.cleaned_data
    try:
        require_quota(document.agency, name=clean_name(upload.name), size=upload.size)
        file = store_file(content=upload.file, name=upload.name, by=request.user, policy=EVIDENCE)
        add_version(document=document, version=given["version"], file=file, note=given["note"], by=request.user)
    except (FileRefused, SameFile) as refusal:
        form.add_error("file", str(refusal))
        return _page(request, document, status=422, version_form=form)
    messages.success(request, _("Đã thêm bản mới của “%(document)s”.") % {"document": document})
    return redirect("documentregister:document_detail", document.pk)


@require_POST
@login_required
def document_verify(request: Request, document_id: UUID, number: int) -> HttpResponse:
    """Compare a file of the document with its hash, now."""
    document = _document(request, document_id)
    file = get_object_or_404(document.versions.select_related("file"), number=number).file
    if verify_now(file=file, by=request.user, at=timezone.now()).is_whole:
        messages.success(request, _("Tệp “%(file)s” còn nguyên vẹn như khi được lưu.") % {"file": file.name})
    else:
        messages.error(request, str(StoredFileBroken(name=file.name, sha256=file.sha256[:12])))
    return redirect("documentregister:document_detail", document.pk)


@require_POST
@login_required
def document_withdraw(request: Request, document_id: UUID) -> HttpResponse:
    document = _document(request, document_id)
    require(request.user, Permission.DOCUMENT_REGISTER, document.agency)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _page(request, document, status=422, withdraw_form=form)
    try:
        withdraw_document(document=document, by=request.user, **form.cleaned_data)
    except RowMovedOn as conflict:
        newest = _document(request, document_id)
        show_conflict(form, conflict, now={"version": newest.version})
        return _page(request, newest, status=409, withdraw_form=form)
    messages.success(request, _("Đã gỡ “%(document)s” khỏi sổ. Có thể khôi phục ở trang này.") % {"document": document})
    return redirect("documentregister:document_detail", document.pk)


@require_POST
@login_required
def document_restore(request: Request, document_id: UUID) -> HttpResponse:
    document = _document(request, document_id)
    require(request.user, Permission.DOCUMENT_REGISTER, document.agency)
    restore_document(document=document, version=document.version, by=request.user)
    messages.success(request, _("Đã khôi phục “%(document)s”.") % {"document": document})
    return redirect("documentregister:document_detail", document.pk)


def _document(request: Request, document_id: UUID) -> Document:
    seen = Document.objects.visible_to(request.user).select_related("agency", "file", "registered_by")
    return get_object_or_404(seen, pk=document_id)


def _page(request: Request, document: Document, *, status: int = 200, **forms: Any) -> HttpResponse:
    may_register = can(request.user, Permission.DOCUMENT_REGISTER, document.agency)
    version = {"version": document.version}
    context: dict[str, Any] = {
        "document": document,
        "versions": list(document.versions.select_related("file", "added_by")),
        "uses": uses_of(document, request.user),
        "alike": alike(document, request.user),
        "may_register": may_register,
        "version_form": VersionFileForm(initial=version),
        "withdraw_form": WithdrawForm(initial=version),
    }
    return render(request, "documentregister/document_detail.html", context | forms, status=status)


def _edit_page(request: Request, document: Document, form: CorrectForm, *, status: int = 200) -> HttpResponse:
    context = {"document": document, "form": form, "kinds": KINDS, "then": request.POST.get("then", "")}
    return render(request, "documentregister/document_edit.html", context, status=status)
