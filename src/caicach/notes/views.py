"""A part with its notes beside the paragraphs; one note with what was answered."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.notes import services
from caicach.notes.anchors import paragraphs_of
from caicach.notes.errors import NoSuchParagraph
from caicach.notes.forms import AnswerForm, NoteForm
from caicach.notes.models import Note
from caicach.notes.permissions import may_note, require_noter
from caicach.notes.reading import place_now, read_part
from caicach.people.once import sent_once
from caicach.people.requests import Request
from caicach.reports.models import PartSection
from caicach.reports.views_part import get_part, get_section
from caicach.ui.conflicts import show_conflict
from caicach.ui.errors import CaicachError, RowMovedOn
from caicach.ui.versions import seen_version


@require_GET
@login_required
def part_notes(request: Request, part_id: UUID) -> HttpResponse:
    """Every paragraph of a part with what is noted on it; only what is open if wished."""
    part = get_part(request, part_id)
    is_open_only = bool(request.GET.get("open"))
    counts = {"all": Note.objects.filter(section__part=part).count()}
    counts["open"] = Note.objects.open().filter(section__part=part).count()
    sections = read_part(part, request.user, is_open_only=is_open_only)
    context = {"part": part, "sections": sections, "counts": counts, "is_open_only": is_open_only}
    return render(request, "notes/part_notes.html", context)


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def note_new(request: Request, section_id: UUID, paragraph: int) -> HttpResponse:
    """Write a note on one paragraph, which stands above the field."""
    section = get_section(request, section_id)
    require_noter(request.user, section)
    form = NoteForm(request.POST or None, initial={"version": section.version})
    if not form.is_valid():
        return _new_page(request, section, paragraph, form, status=422 if form.is_bound else 200)
    try:
        note = services.write_note(section=section, paragraph=paragraph, by=request.user, **form.cleaned_data)
    except RowMovedOn as conflict:
        newest = get_section(request, section_id)
        show_conflict(form, conflict, now={"version": newest.version})
        return _new_page(request, newest, paragraph, form, status=409)
    messages.success(request, _("Đã ghi chú; người viết mục này thấy ở trang đầu."))
    return redirect(_beside(note))


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def note_detail(request: Request, note_id: UUID) -> HttpResponse:
    """One note with its answers, and a field for the next."""
    note = _note(request, note_id)
    form = AnswerForm(request.POST or None, initial={"version": note.version})
    if request.method == "GET":
        return _note_page(request, note, form, status=200)
    require_noter(request.user, note.section)
    if not form.is_valid():
        return _note_page(request, note, form, status=422)
    try:
        services.answer_note(note=note, by=request.user, **form.cleaned_data)
    except CaicachError as refused:
        newest = _note(request, note_id)
        show_conflict(form, refused, now={"version": newest.version})
        return _note_page(request, newest, form, status=409)
    messages.success(request, _("Đã trả lời ghi chú."))
    return redirect(_beside(note))


@require_POST
@login_required
def note_settle(request: Request, note_id: UUID) -> HttpResponse:
    note = _note(request, note_id)
    services.settle_note(note=note, version=seen_version(request, note), by=request.user)
    messages.success(request, _("Ghi chú đã xong."))
    return redirect(_beside(note))


@require_POST
@login_required
def note_reopen(request: Request, note_id: UUID) -> HttpResponse:
    note = _note(request, note_id)
    services.reopen_note(note=note, version=seen_version(request, note), by=request.user)
    messages.success(request, _("Đã mở lại ghi chú."))
    return redirect(_beside(note))


def _note(request: Request, note_id: UUID) -> Note:
    rows = Note.objects.visible_to(request.user).select_related("section__part__round", "section__part__agency")
    return get_object_or_404(rows.select_related("by", "done_by").prefetch_related("answers__by"), pk=note_id)


def _beside(note: Note) -> str:
    return f"{reverse('notes:part_notes', args=[note.section.part_id])}#ghi-chu-{note.pk}"


def _new_page(request: Request, section: PartSection, paragraph: int, form: NoteForm, *, status: int) -> HttpResponse:
    now = paragraphs_of(section.text)
    if not 1 <= paragraph <= len(now):
        raise NoSuchParagraph(section=section.title, paragraph=paragraph)
    context = {"part": section.part, "section": section, "words": now[paragraph - 1], "form": form}
    return render(request, "notes/note_new.html", context, status=status)


def _note_page(request: Request, note: Note, form: AnswerForm, *, status: int) -> HttpResponse:
    context = {
        "part": note.section.part,
        "note": note,
        "place": place_now(note),
        "form": form,
        "may_note": may_note(request.user, note.section),
    }
    return render(request, "notes/note_detail.html", context, status=status)
