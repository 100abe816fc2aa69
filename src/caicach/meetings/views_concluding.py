"""A notice of conclusions in prose: pasted or uploaded, read, corrected paragraph by paragraph, saved at once."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caicach.core.documents.concluding import parts_of
from caicach.core.documents.errors import UnreadableDocument
from caicach.files.uploaded_lines import lines_of_upload
from caicach.meetings.concluding import MOST_PARTS, Line, conclusions_in, proposed_lines, sent_lines
from caicach.meetings.conclusions import add_conclusions
from caicach.meetings.errors import NoticeUnreadable
from caicach.meetings.finding import managed_meeting
from caicach.meetings.forms import NoticeTextForm
from caicach.meetings.models import Meeting
from caicach.people.once import sent_once
from caicach.people.requests import Request
from caicach.ui.errors import CaicachError, NotAllowed


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def notice_read(request: Request, meeting_id: UUID) -> HttpResponse:
    meeting = managed_meeting(request, meeting_id)
    if request.method != "POST":
        return _page(request, meeting, NoticeTextForm())
    form = NoticeTextForm(request.POST, request.FILES)
    text = _text_of(form) if form.is_valid() else ""
    parts = parts_of(text)
    if len(parts) > MOST_PARTS:
        count = {"most": MOST_PARTS, "count": len(parts)}
        form.add_error("text", _("Thông báo có %(count)s đoạn, chỉ đọc được %(most)s. Hãy bỏ bớt phần đầu.") % count)
    if form.errors:
        return _page(request, meeting, form, status=422)
    if request.POST.get("then") != "save":
        return _page(request, meeting, form, text=text, lines=proposed_lines(meeting, parts))
    return _save(request, meeting, form, text, sent_lines(meeting, parts, request.POST.dict()))


def _save(request: Request, meeting: Meeting, form: NoticeTextForm, text: str, lines: list[Line]) -> HttpResponse:
    conclusions = conclusions_in(lines)
    if not conclusions:
        return _page(request, meeting, form, text=text, lines=lines, is_short=conclusions is None, status=422)
    try:
        add_conclusions(meeting=meeting, conclusions=conclusions, by=request.user, on=timezone.localdate())
    except NotAllowed:
        raise
    except CaicachError as refused:
        return _page(request, meeting, form, text=text, lines=lines, refused=refused, status=409)
    messages.success(request, _("Đã ghi %(count)s kết luận vào dự thảo thông báo.") % {"count": len(conclusions)})
    return redirect("meetings:meeting_detail", meeting.pk)


def _text_of(form: NoticeTextForm) -> str:
    upload = form.cleaned_data["file"]
    if not upload:
        return str(form.cleaned_data["text"])
    try:
        return "\n".join(lines_of_upload(upload))
    except UnreadableDocument as refused:
        form.add_error("file", str(NoticeUnreadable(refused)))
        return ""


def _page(
    request: Request, meeting: Meeting, form: NoticeTextForm, *, text: str = "", lines: list[Line] | None = None,
    is_short: bool | None = None, refused: CaicachError | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """is_short: of those that are taken some lack an answer; False: none is taken."""
    rows = [line for line in lines or () if line.form is not None]
    context = {
        "meeting": meeting, "form": form, "text": text, "is_read": lines is not None, "rows": rows,
        "others": [line for line in lines or () if line.form is None],
        "asked": sum(bool(line.asked) for line in rows), "is_short": is_short, "refused": refused,
    }  # fmt: skip
    return render(request, "meetings/notice_read.html", context, status=status)
