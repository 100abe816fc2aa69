"""A section side by side: the agencies' words on the left, the consolidated text on the right."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.permissions import require
from caicach.consolidation import composing
from caicach.consolidation.forms import NewPassageForm, PassageForm, SourceFilter, TotalForm
from caicach.consolidation.models import ConsolidatedSection, Consolidation
from caicach.consolidation.sources import SourceState, sources_of
from caicach.consolidation.views import acts_of
from caicach.core.consolidating.passages import Passage, place_of, written_sentences
from caicach.core.consolidating.tracing import NumberSource, traced_numbers
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.reports.totals import Total, totals_of
from caicach.ui.conflicts import show_conflict
from caicach.ui.errors import RowMovedOn
from caicach.ui.pages import page_or_part
from caicach.ui.versions import seen_version

PER_PAGE = 15
_SHIFTS = ("up", "down", "join", "remove")


@require_GET
@login_required
def section_detail(request: Request, chapter_id: UUID) -> HttpResponse:
    """Both sides of a section; what the agencies wrote only for those who put it together, or watch."""
    section = get_section(request, chapter_id)
    return page_or_part(request, "consolidation/section_detail.html", "sources", _context(request, section))


@require_POST
@login_required
@sent_once
def section_pick(request: Request, chapter_id: UUID) -> HttpResponse:
    """Put the ticked sentences, or one whole paragraph, behind the text."""
    section = get_section(request, chapter_id)
    refs = request.POST.getlist("paragraph") or request.POST.getlist("sentence")
    composing.pick(section=section, refs=refs[:200], by=request.user)
    messages.success(request, _("Đã đưa vào bản tổng hợp."))
    return _back(request, section)


@require_POST
@login_required
@sent_once
def section_write(request: Request, chapter_id: UUID) -> HttpResponse:
    """Add paragraphs that no agency has written."""
    section = get_section(request, chapter_id)
    require(request.user, Permission.REPORT_CONSOLIDATE, section.report.agency)
    form = NewPassageForm(request.POST)
    if not form.is_valid():
        context = {**_context(request, section), "write_form": form}
        return render(request, "consolidation/section_detail.html", context, status=422)
    composing.write_anew(section=section, by=request.user, **form.cleaned_data)
    messages.success(request, _("Đã thêm đoạn mới."))
    return _back(request, section)


@require_POST
@login_required
@sent_once
def section_total(request: Request, chapter_id: UUID) -> HttpResponse:
    """Add a sentence with a number of the province."""
    section = get_section(request, chapter_id)
    composing.insert_total(section=section, indicator=request.POST.get("indicator", ""), by=request.user)
    messages.success(request, _("Đã chèn số tính từ các phần báo cáo."))
    return _back(request, section)


@require_POST
@login_required
def section_undo(request: Request, chapter_id: UUID) -> HttpResponse:
    section = get_section(request, chapter_id)
    composing.undo(section=section, version=seen_version(request, section), by=request.user)
    messages.success(request, _("Đã hoàn tác bước vừa rồi."))
    return _back(request, section)


@require_http_methods(["GET", "POST"])
@login_required
def passage_edit(request: Request, chapter_id: UUID, passage: str) -> HttpResponse:
    """Other words for a paragraph, what it was picked from beside it."""
    section = get_section(request, chapter_id)
    require(request.user, Permission.REPORT_CONSOLIDATE, section.report.agency)
    held = _passage(section, passage)
    if request.method == "GET" and section.report.is_signed:
        return redirect("consolidation:section_detail", section.pk)
    form = PassageForm(request.POST or None, initial={"text": held.text, "version": section.version})
    if not form.is_valid():
        return _passage_page(request, section, held, form, status=422 if form.is_bound else 200)
    try:
        composing.edit_passage(section=section, key=passage, by=request.user, **form.cleaned_data)
    except RowMovedOn as conflict:
        newest = get_section(request, chapter_id)
        now = _passage(newest, passage)
        show_conflict(form, conflict, now={"text": now.text, "version": newest.version})
        return _passage_page(request, newest, now, form, status=409)
    messages.success(request, _("Đã lưu đoạn."))
    return _back(request, section, passage)


@require_POST
@login_required
def passage_shift(request: Request, chapter_id: UUID, passage: str) -> HttpResponse:
    """Move a paragraph, join it with the next one, or take it away."""
    section = get_section(request, chapter_id)
    act = request.POST.get("act", "")
    if act not in _SHIFTS:
        raise Http404
    version = seen_version(request, section)
    composing.shift_passage(section=section, key=passage, version=version, act=act, by=request.user)
    if act == "remove":
        messages.success(request, _("Đã bỏ đoạn. Bấm Hoàn tác để lấy lại."))
    return _back(request, section, "" if act == "remove" else passage)


@require_http_methods(["GET", "POST"])
@login_required
def total_type(request: Request, chapter_id: UUID, indicator: str) -> HttpResponse:
    """Report another total than the sum, with the reason; both stay."""
    section = get_section(request, chapter_id)
    require(request.user, Permission.REPORT_CONSOLIDATE, section.report.agency)
    total = _total(section, indicator)
    if request.method == "GET" and section.report.is_signed:
        return redirect("consolidation:section_detail", section.pk)
    form = TotalForm(request.POST or None, total=total, initial=_begun(section, total))
    if not form.is_valid():
        return _total_page(request, section, total, form, status=422 if form.is_bound else 200)
    given = form.cleaned_data
    wanted = {"version": given["version"], "numbers": form.numbers, "reason": given["reason"]}
    try:
        composing.type_total(section=section, indicator=indicator, by=request.user, **wanted)
    except RowMovedOn as conflict:
        newest = get_section(request, chapter_id)
        now = _total(newest, indicator)
        show_conflict(form, conflict, now=_begun(newest, now))
        return _total_page(request, newest, now, form, status=409)
    messages.success(request, _("Đã ghi số; tổng của các cơ quan vẫn giữ bên cạnh."))
    return _back(request, section)


def get_section(request: Request, chapter_id: UUID) -> ConsolidatedSection:
    rows = ConsolidatedSection.objects.filter(report__in=Consolidation.objects.visible_to(request.user))
    return get_object_or_404(rows.select_related("report__round__kind", "report__agency"), pk=chapter_id)


def _context(request: Request, section: ConsolidatedSection) -> dict[str, Any]:
    acts = acts_of(request, section.report)
    told = section.told
    form = SourceFilter(request.GET)
    sees_sources = acts["works"] or acts["signs"]
    sources = sources_of(section) if sees_sources else []
    return {
        **acts,
        "section": section,
        "kept_query": f"?{query}" if (query := request.GET.urlencode()) else "",
        "form": form,
        "sees_sources": sees_sources,
        "page": Paginator(form.narrowed(sources), PER_PAGE).get_page(request.GET.get("page")),
        "missing": [one for one in sources if one.state != SourceState.SIGNED],
        "source_count": len(sources),
        "passages": [_shown(one) for one in told.passages],
        "totals": totals_of(section.report.round, [section.code], told.totals)[section.code],
        "may_undo": acts["may_write"] and section.steps.filter(undone_at=None).exists(),
        "write_form": NewPassageForm(),
        "beside": _beside(section),
    }


def _shown(passage: Passage) -> dict[str, Any]:
    """A paragraph with the origin of each sentence and the numbers that come from nowhere."""
    numbers = [one.number.printed for one in traced_numbers(passage) if one.source == NumberSource.NOWHERE]
    names = ", ".join(dict.fromkeys(one.name for one in passage.origins)) or passage.name
    return {"passage": passage, "sentences": written_sentences(passage), "unknown": numbers, "names": names}


def _beside(section: ConsolidatedSection) -> tuple[ConsolidatedSection | None, ConsolidatedSection | None]:
    """The section before and the one behind."""
    rows = list(section.report.sections.defer("content"))
    place = [one.pk for one in rows].index(section.pk)
    return (rows[place - 1] if place else None), (rows[place + 1] if place + 1 < len(rows) else None)


def _passage(section: ConsolidatedSection, key: str) -> Passage:
    passages = section.told.passages
    try:
        return passages[place_of(passages, key)]
    except KeyError as gone:
        raise Http404 from gone


def _total(section: ConsolidatedSection, indicator: str) -> Total:
    totals = totals_of(section.report.round, [section.code], section.told.totals)[section.code]
    for one in totals:
        if one.indicator.code == indicator:
            return one
    raise Http404


def _begun(section: ConsolidatedSection, total: Total) -> dict[str, Any]:
    typed = dict(total.typed or {})
    return {
        **{name: typed.get(name) for name in total.names},
        "reason": typed.get("reason", ""),
        "version": section.version,
    }


def _passage_page(
    request: Request, section: ConsolidatedSection, passage: Passage, form: PassageForm, *, status: int
) -> HttpResponse:
    context = {**acts_of(request, section.report), "section": section, "passage": passage, "form": form}
    return render(request, "consolidation/passage_edit.html", context, status=status)


def _total_page(
    request: Request, section: ConsolidatedSection, total: Total, form: TotalForm, *, status: int
) -> HttpResponse:
    context = {**acts_of(request, section.report), "section": section, "total": total, "form": form}
    return render(request, "consolidation/total_type.html", context, status=status)


def _back(request: Request, section: ConsolidatedSection, passage: str = "") -> HttpResponse:
    """To the section as it was filtered, at the paragraph."""
    query = request.META.get("QUERY_STRING", "")
    page = reverse("consolidation:section_detail", args=[section.pk])
    return redirect(f"{page}{f'?{query}' if query else ''}{f'#doan-{passage}' if passage else ''}")
