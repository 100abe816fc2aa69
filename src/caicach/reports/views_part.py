"""An agency's part: its sections, words, changed numbers, the check, the signature, what comes back."""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.permissions import can, require
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.reports import errors, margins, services
from caicach.reports.forms import (
    MOST_LETTERS,
    FigureForm,
    OwnersForm,
    ReasonForm,
    ReturnForm,
    SectionForm,
    begun_figure,
)
from caicach.reports.models import PartFigure, PartSection, ReportPart
from caicach.reports.owners import may_own, may_write, require_writer
from caicach.reports.records import sending_of
from caicach.reports.views_signing import sign_or_ask
from caicach.ui.conflicts import show_conflict
from caicach.ui.errors import CaicachError, RowMovedOn
from caicach.ui.versions import seen_version


@require_GET
@login_required
def part_detail(request: Request, part_id: UUID) -> HttpResponse:
    """The part from the first section to the last, with what still has to be written."""
    part = get_part(request, part_id)
    return render(request, "reports/part_detail.html", _context(request, part))


@require_http_methods(["GET", "POST"])
@login_required
def section_edit(request: Request, section_id: UUID) -> HttpResponse:
    """The words of a section, its numbers and duties beside them."""
    section = get_section(request, section_id)
    part = section.part
    require_writer(request.user, section)
    if request.method == "GET" and not _is_writable(section):
        return redirect("reports:part_detail", part.pk)
    form = SectionForm(request.POST or None, initial={"text": section.text, "version": section.version})
    if not form.is_valid():
        return _section_page(request, section, form, status=422 if form.is_bound else 200)
    try:
        services.write_section(section=section, by=request.user, **form.cleaned_data)
    except RowMovedOn as conflict:
        newest = get_section(request, section_id)
        show_conflict(form, conflict, now={"text": newest.text, "version": newest.version})
        return _section_page(request, newest, form, status=409)
    messages.success(request, _("Đã lưu mục “%(section)s”.") % {"section": section.title})
    return redirect(f"{_address(part)}#muc-{section.code}")


@require_http_methods(["GET", "POST"])
@login_required
def figure_change(request: Request, number_id: UUID) -> HttpResponse:
    """Report another number than the ledger has, with the reason; both stay."""
    row = get_figure(request, number_id)
    part = row.section.part
    require_writer(request.user, row.section)
    if request.method == "GET" and not _is_writable(row.section):
        return redirect("reports:part_detail", part.pk)
    form = FigureForm(request.POST or None, row=row, initial=begun_figure(row))
    if not form.is_valid():
        return _figure_page(request, row, form, status=422 if form.is_bound else 200)
    given = form.cleaned_data
    wanted = {"version": given["version"], "numbers": form.numbers, "reason": given["reason"]}
    try:
        services.change_figure(figure=row, by=request.user, **wanted)
    except RowMovedOn as conflict:
        newest = get_figure(request, number_id)
        show_conflict(form, conflict, now=begun_figure(newest))
        return _figure_page(request, newest, form, status=409)
    except CaicachError as refused:
        form.add_error(None, str(refused))
        return _figure_page(request, row, form, status=409)
    messages.success(request, _("Đã ghi số của cơ quan; số trong sổ vẫn giữ bên cạnh."))
    return redirect(f"{_address(part)}#muc-{row.section.code}")


@require_http_methods(["GET", "POST"])
@login_required
def part_owners(request: Request, part_id: UUID) -> HttpResponse:
    """Give the sections to people of the agency, all on one page."""
    part, today = get_part(request, part_id), timezone.localdate()
    require(request.user, Permission.REPORT_FILL, part.agency)
    if part.is_signed:
        raise errors.PartSigned(agency=part.agency)
    form = _owners_form(request, part, today)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        given = {"version": form.cleaned_data["version"], "owners": form.owners}
        try:
            services.give_sections(part=part, by=request.user, today=today, **given)
        except RowMovedOn as conflict:
            newest = _owners_form(None, get_part(request, part_id), today)
            show_conflict(form, conflict, now={name: newest[name].value() for name in newest.fields})
            status = 409
        else:
            messages.success(request, _("Đã ghi người viết từng mục; mỗi người thấy mục của mình ở trang đầu."))
            return redirect("reports:part_detail", part.pk)
    return render(request, "reports/part_owners.html", {"part": part, "form": form}, status=status)


def _owners_form(request: Request | None, part: ReportPart, today: date) -> OwnersForm:
    people = may_own(part.agency, on=today)
    data = request.POST or None if request else None
    return OwnersForm(data, sections=part.sections.all(), people=people, initial={"version": part.version})


@require_GET
@login_required
def part_check(request: Request, part_id: UUID) -> HttpResponse:
    """Everything once more before the head signs: what is missing, which numbers were changed."""
    part = get_part(request, part_id)
    require(request.user, Permission.REPORT_FILL, part.agency)
    context = _context(request, part)
    figures = [figure for section in context["sections"] for figure in section.figures.all()]
    context["changed"] = [figure for figure in figures if figure.is_given]
    context["absent"] = [figure for figure in figures if not figure.is_given and figure.figure is None]
    return render(request, "reports/part_check.html", context)


@require_POST
@login_required
def part_ready(request: Request, part_id: UUID) -> HttpResponse:
    part = get_part(request, part_id)
    version = seen_version(request, part)
    services.put_before_head(part=part, version=version, by=request.user, today=timezone.localdate())
    messages.success(request, _("Đã trình thủ trưởng. Thủ trưởng ký trên trang này bằng tài khoản của mình."))
    return redirect("reports:part_detail", part.pk)


@require_POST
@login_required
def part_sign(request: Request, part_id: UUID) -> HttpResponse:
    """The head proves to be the head, then signs."""
    part = get_part(request, part_id)
    require(request.user, Permission.REPORT_SIGN, part.agency)
    check, sign = partial(services.check_complete, part), partial(services.sign_part, part=part)
    if (way := sign_or_ask(request, part, check=check, sign=sign)) is not None:
        return way
    messages.success(request, _("Đã ký và gửi phần báo cáo."))
    return redirect("reports:part_detail", part.pk)


@require_http_methods(["GET", "POST"])
@login_required
def part_return(request: Request, part_id: UUID) -> HttpResponse:
    """Send some sections back, each with a note."""
    part = get_part(request, part_id)
    require(request.user, Permission.REPORT_MANAGE)
    services.check_signed(part)
    sections = list(part.sections.all())
    remarks = margins.remarks_of(part, request.user)
    own = {one.pk: [told.text for told in remarks.get(one.pk, ()) if told.is_own] for one in sections}
    begun = {f"note_{one.code}": "\n".join(own[one.pk])[:MOST_LETTERS] for one in sections}
    form = ReturnForm(request.POST or None, sections=sections, initial={**begun, "version": part.version})
    if not form.is_valid():
        context = {"part": part, "form": form}
        return render(request, "reports/part_return.html", context, status=422 if form.is_bound else 200)
    version = form.cleaned_data["version"]
    services.return_sections(part=part, version=version, notes=form.notes, by=request.user, today=timezone.localdate())
    messages.success(request, _("Đã trả lại; chỉ những mục có ý kiến mở cho cơ quan sửa."))
    return redirect("reports:part_detail", part.pk)


@require_http_methods(["GET", "POST"])
@login_required
def part_reopen(request: Request, part_id: UUID) -> HttpResponse:
    """Open a whole part that was signed, with the reason."""
    part = get_part(request, part_id)
    require(request.user, Permission.REPORT_MANAGE)
    services.check_signed(part)
    form = ReasonForm(request.POST or None, initial={"version": part.version})
    if not form.is_valid():
        context = {"part": part, "form": form}
        return render(request, "reports/part_reopen.html", context, status=422 if form.is_bound else 200)
    services.reopen_part(part=part, by=request.user, today=timezone.localdate(), **form.cleaned_data)
    messages.success(request, _("Đã mở lại. Ngày gửi lần đầu vẫn giữ để tính đúng hạn."))
    return redirect("reports:part_detail", part.pk)


def get_part(request: Request, part_id: UUID) -> ReportPart:
    rows = ReportPart.objects.visible_to(request.user).select_related("round", "agency", "signed_by")
    return get_object_or_404(rows, pk=part_id)


def get_section(request: Request, section_id: UUID) -> PartSection:
    rows = _seen_sections(request).select_related("part__round", "part__agency")
    return get_object_or_404(rows, pk=section_id)


def get_figure(request: Request, number_id: UUID) -> PartFigure:
    rows = PartFigure.objects.filter(section__in=_seen_sections(request))
    rows = rows.select_related("section__part__round", "section__part__agency", "indicator", "figure")
    return get_object_or_404(rows, pk=number_id)


def _seen_sections(request: Request) -> QuerySet[PartSection]:
    return PartSection.objects.filter(part__in=ReportPart.objects.visible_to(request.user))


def _context(request: Request, part: ReportPart) -> dict[str, Any]:
    """What every page about a whole part shows."""
    user, today = request.user, timezone.localdate()
    sections = list(
        part.sections.select_related("written_by", "owner").prefetch_related("figures__indicator", "figures__figure")
    )
    fills = can(user, Permission.REPORT_FILL, part.agency)
    remarks = margins.remarks_of(part, user)
    for section in sections:
        section.part = part
        section.remarks = remarks.get(section.pk, [])  # type: ignore[attr-defined]
        section.may_write = _is_writable(section) and (fills or may_write(user, section))  # type: ignore[attr-defined]
    return {
        "part": part,
        "round": part.round,
        "sections": sections,
        "blank": [section for section in sections if not section.text],
        "margins": margins.pages_of(part),
        "open_remarks": sum(map(len, remarks.values())),
        "sending": sending_of(part, today),
        "days_left": (part.due_on - today).days if part.sent_on is None else None,
        "may_fill": fills and not part.is_signed,
        "may_sign": can(user, Permission.REPORT_SIGN, part.agency) and not part.is_signed,
        "may_return": can(user, Permission.REPORT_MANAGE) and part.is_signed,
        "moves": part.moves.select_related("by"),
    }


def _is_writable(section: PartSection) -> bool:
    return section.is_open and not section.part.is_signed


def _address(part: ReportPart) -> str:
    return reverse("reports:part_detail", args=[part.pk])


def _section_page(request: Request, section: PartSection, form: SectionForm, *, status: int) -> HttpResponse:
    figures = section.figures.select_related("indicator", "figure")
    section.remarks = margins.remarks_of(section.part, request.user).get(section.pk, [])  # type: ignore[attr-defined]
    section.may_write = True  # type: ignore[attr-defined]  # who may not does not come here
    context = {"section": section, "part": section.part, "form": form, "figures": figures}
    return render(request, "reports/section_edit.html", context, status=status)


def _figure_page(request: Request, row: PartFigure, form: FigureForm, *, status: int) -> HttpResponse:
    context = {"row": row, "part": row.section.part, "section": row.section, "form": form}
    return render(request, "reports/figure_change.html", context, status=status)
