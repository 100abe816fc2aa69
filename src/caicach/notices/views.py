"""A person's own notices, which mails come, calendars for other programs."""

import hashlib
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.notices.choices import choose_mails, mark_read, wanted_by
from caicach.notices.errors import TooManyFeeds
from caicach.notices.feeds import calendar_of, feed_of, make_feed, note_use, revoke_feed
from caicach.notices.forms import FeedForm, MailChoiceForm, number_in
from caicach.notices.models import Feed, Notice
from caicach.notices.permissions import agencies_with_feeds
from caicach.people.requests import Request
from caicach.ui.pages import page_or_part

PER_PAGE = 50


@require_GET
@login_required
def notice_list(request: Request) -> HttpResponse:
    rows = Notice.objects.visible_to(request.user).select_related("assignment")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "unread": Notice.objects.visible_to(request.user).unread().count(),
        "upto": max((one.pk for one in page), default=0),
        "has_mail": bool(settings.SMTP),
    }
    return page_or_part(request, "notices/notice_list.html", "notices", context)


@require_POST
@login_required
def notices_read(request: Request) -> HttpResponse:
    """Mark one notice or all that were shown as read."""
    only, upto = number_in(request.POST.get("only")), number_in(request.POST.get("upto"))
    mark_read(by=request.user, upto=only or upto or 0, only=only, now=timezone.now())
    return redirect("notices:notice_list")


@require_http_methods(["GET", "POST"])
@login_required
def mail_choice(request: Request) -> HttpResponse:
    """Which mails come, and the calendars that are open."""
    if request.method != "POST":
        return _choice_page(request, MailChoiceForm(initial={"kinds": wanted_by(request.user)}))
    form = MailChoiceForm(request.POST)
    if not form.is_valid():
        return _choice_page(request, form, status=422)
    choose_mails(wanted=form.cleaned_data["kinds"], by=request.user)
    messages.success(request, _("Đã lưu cách nhận thông báo."))
    return redirect("notices:mail_choice")


def _choice_page(request: Request, form: MailChoiceForm, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "form": form,
        "has_mail": bool(settings.SMTP),
        "feeds": Feed.objects.visible_to(request.user).open().select_related("user", "agency"),
        "feed_form": FeedForm(agencies=agencies_with_feeds(request.user)),
    }
    return render(request, "notices/mail_choice.html", context | more, status=status)


@require_POST
@login_required
def feed_make(request: Request) -> HttpResponse:
    """A new calendar: its address is shown on the answer and never again."""
    form = FeedForm(request.POST, agencies=agencies_with_feeds(request.user))
    choice = MailChoiceForm(initial={"kinds": wanted_by(request.user)})
    if not form.is_valid():
        return _choice_page(request, choice, feed_form=form, status=422)
    try:
        secret = make_feed(agency=form.cleaned_data["agency"], by=request.user, now=timezone.now())
    except TooManyFeeds as error:
        form.add_error(None, str(error))
        return _choice_page(request, choice, feed_form=form, status=409)
    link = request.build_absolute_uri(reverse("notices:feed", args=[secret]))
    return render(request, "notices/feed_made.html", {"link": link, "agency": form.cleaned_data["agency"]})


@require_POST
@login_required
def feed_revoke(request: Request, feed_id: UUID) -> HttpResponse:
    feed = get_object_or_404(Feed.objects.visible_to(request.user), pk=feed_id)
    revoke_feed(feed=feed, by=request.user, now=timezone.now())
    messages.success(request, _("Đã thu hồi liên kết lịch. Chương trình lịch nào dùng liên kết ấy không đọc được nữa."))
    return redirect("notices:mail_choice")


@require_GET
def feed(request: HttpRequest, feed_secret: str) -> HttpResponse:
    """A calendar by its secret address: who has the address has the calendar."""
    found = feed_of(feed_secret)
    if found is None:
        raise Http404
    content = calendar_of(found, today=timezone.localdate())
    note_use(found, now=timezone.now())
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    is_known = request.headers.get("If-None-Match", "").removeprefix("W/") == tag
    response = HttpResponseNotModified() if is_known else HttpResponse(content, content_type="text/calendar")
    response["ETag"], response["Cache-Control"] = tag, "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response
