"""Templates of the office: kinds and their fields, uploading, what a template makes, from when it is used."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.permissions import can, require
from caicach.core.officialdocs.templates.shipped import shipped_template
from caicach.files.errors import FileRefused
from caicach.files.services import open_file
from caicach.papers.checking import report_on, told
from caicach.papers.errors import SameTemplate, TemplateFaulty, TemplateNotChecked
from caicach.papers.forms import TemplateForm, UseForm
from caicach.papers.kinds import PaperKind, kind_of, paper_kinds
from caicach.papers.making import paper_from
from caicach.papers.models import TemplateUse, TemplateVersion
from caicach.papers.template_words import told_faults
from caicach.papers.versions import add_version, use_version, valid_use
from caicach.papers.views_made import answer_of_pdf, pdf_context
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.downloads import as_download
from caicach.ui.errors import RowMovedOn


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of paper in the list: the decision that holds today, and one that waits for its day."""

    kind: PaperKind
    use: TemplateUse | None
    coming: TemplateUse | None


@require_GET
@login_required
def template_list(request: Request) -> HttpResponse:
    """Every kind of paper with the template that is used today."""
    require(request.user, Permission.DOCUMENT_VIEW)
    today = timezone.localdate()
    uses = list(TemplateUse.objects.select_related("template__made_by").order_by("-pk"))
    rows = [
        KindRow(
            kind,
            next((one for one in uses if one.kind == kind.code and one.valid_from <= today), None),
            next((one for one in uses if one.kind == kind.code and one.valid_from > today), None),
        )
        for kind in paper_kinds()
    ]
    return render(request, "papers/template_list.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def template_detail(request: Request, paper_kind: str) -> HttpResponse:
    """The fields of a kind, its templates, and the form that takes a new one."""
    require(request.user, Permission.DOCUMENT_VIEW)
    kind = _kind(paper_kind)
    if request.method != "POST":
        return _page(request, kind, TemplateForm())
    require(request.user, Permission.TEMPLATE_EDIT)
    form = TemplateForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, kind, form, status=422)
    upload, note = form.cleaned_data["template"], form.cleaned_data["note"]
    try:
        version = add_version(kind=paper_kind, content=upload, name=upload.name, note=note, by=request.user)
    except TemplateFaulty as refused:
        form.add_error("template", str(refused))
        return _page(request, kind, form, status=422, faults=list(told_faults(refused.faults)))
    except (FileRefused, TemplateNotChecked, SameTemplate) as refusal:
        form.add_error("template", str(refusal))
        return _page(request, kind, form, status=422)
    messages.success(request, _("Mẫu không có lỗi. Xem bản điền thử rồi chọn ngày bắt đầu dùng."))
    return redirect("papers:template_version", paper_kind, version.number)


@require_GET
@login_required
def template_version(request: Request, paper_kind: str, number: int) -> HttpResponse:
    """One version: what it makes of demo values, how that keeps the form, which fields it uses otherwise."""
    require(request.user, Permission.DOCUMENT_VIEW)
    return _version_page(request, _kind(paper_kind), _version(paper_kind, number))


@require_POST
@login_required
def template_use(request: Request, paper_kind: str) -> HttpResponse:
    """Use a version, or the shipped template, from a day on."""
    require(request.user, Permission.DOCUMENT_VIEW)
    kind = _kind(paper_kind)
    require(request.user, Permission.TEMPLATE_EDIT)
    form = UseForm(request.POST)
    number = form.data.get("number", "")
    version = _version(paper_kind, int(number)) if number.isdecimal() and int(number) else None
    if not form.is_valid():
        return _use_page(request, kind, version, form, status=422)
    try:
        use = use_version(kind=paper_kind, by=request.user, **form.cleaned_data)
    except RowMovedOn as conflict:
        form.add_error(None, str(conflict))
        return _use_page(request, kind, version, form, status=409)
    words = _("Từ ngày %(day)s, “%(kind)s” lập theo: %(template)s.")
    told_use = {"day": f"{use.valid_from:%d/%m/%Y}", "kind": kind.name, "template": use.template or _("mẫu có sẵn")}
    messages.success(request, words % told_use)
    return redirect("papers:template_detail", paper_kind)


@require_POST
@login_required
def template_pdf(request: Request, paper_kind: str, number: int) -> HttpResponse:
    """Ask for the pages of what a template makes."""
    require(request.user, Permission.DOCUMENT_VIEW)
    kind = _kind(paper_kind)
    require(request.user, Permission.TEMPLATE_EDIT)
    back = reverse("papers:template_version", args=[kind.code, number])
    return answer_of_pdf(request, _version(paper_kind, number).preview, back)


@require_GET
@login_required
def template_file(request: Request, paper_kind: str, number: int) -> HttpResponse:
    """A template itself, to be edited in Word; 0 is the one that comes with the project."""
    require(request.user, Permission.DOCUMENT_VIEW)
    kind = _kind(paper_kind)
    if not number:
        return as_download(shipped_template(paper_kind), f"mau-{paper_kind}.docx")
    with open_file(_version(paper_kind, number).file) as stream:
        return as_download(stream.read(), f"mau-{kind.code}-ban-{number}.docx")


@require_GET
@login_required
def template_preview(request: Request, paper_kind: str, number: int) -> HttpResponse:
    """What a template makes of the demo values."""
    require(request.user, Permission.DOCUMENT_VIEW)
    kind = _kind(paper_kind)
    if number:
        with open_file(_version(paper_kind, number).preview) as stream:
            return as_download(stream.read(), f"dien-thu-{paper_kind}-ban-{number}.docx")
    return as_download(paper_from(None, kind, kind.demo), f"dien-thu-{paper_kind}.docx")


def _page(request: Request, kind: PaperKind, form: TemplateForm, *, status: int = 200, **more: object) -> HttpResponse:
    today = timezone.localdate()
    versions = TemplateVersion.objects.filter(kind=kind.code).select_related("made_by")
    uses = list(TemplateUse.objects.filter(kind=kind.code).select_related("template", "decided_by").order_by("-pk"))
    context = {
        "kind": kind,
        "form": form,
        "versions": versions,
        "uses": uses,
        "use": next((one for one in uses if one.valid_from <= today), None),
        "shipped_form": _use_form(kind, 0),
        "may_edit": can(request.user, Permission.TEMPLATE_EDIT),
    }
    return render(request, "papers/template_detail.html", {**context, **more}, status=status)


def _use_page(
    request: Request, kind: PaperKind, version: TemplateVersion | None, form: UseForm, *, status: int
) -> HttpResponse:
    """Where the form came from, with what was wrong."""
    fresh = form.data.copy()  # type: ignore[attr-defined]
    fresh["seen"] = str(_last_use(kind))
    form.data = fresh
    if version is not None:
        return _version_page(request, kind, version, form, status=status)
    return _page(request, kind, TemplateForm(), status=status, shipped_form=form)


def _version_page(
    request: Request, kind: PaperKind, version: TemplateVersion, form: UseForm | None = None, *, status: int = 200
) -> HttpResponse:
    use = valid_use(kind.code, timezone.localdate())
    standing = use.template if use else None
    is_standing = standing is not None and standing.pk == version.pk
    earlier = TemplateVersion.objects.filter(kind=kind.code, number__lt=version.number).first()
    other = earlier if is_standing else standing
    before = set(other.fields) if other else {one.name for one in kind.fields}
    context = {
        "kind": kind,
        "version": version,
        "findings": list(told(report_on(version.preview).findings)),
        **pdf_context(version.preview),
        "is_standing": is_standing,
        "added": [one for one in version.fields if one not in before],
        "left_out": [one.name for one in kind.fields if one.name in before - set(version.fields)],
        "form": form or _use_form(kind, version.number),
        "may_edit": can(request.user, Permission.TEMPLATE_EDIT),
    }
    return render(request, "papers/template_version.html", context, status=status)


def _use_form(kind: PaperKind, number: int) -> UseForm:
    return UseForm(initial={"number": number, "seen": _last_use(kind), "valid_from": timezone.localdate()})


def _last_use(kind: PaperKind) -> int:
    last = TemplateUse.objects.filter(kind=kind.code).order_by("-pk").first()
    return last.pk if last else 0


def _kind(code: str) -> PaperKind:
    if code not in {one.code for one in paper_kinds()}:
        raise Http404
    return kind_of(code)


def _version(code: str, number: int) -> TemplateVersion:
    rows = TemplateVersion.objects.select_related("file", "preview", "made_by")
    return get_object_or_404(rows, kind=code, number=number)
