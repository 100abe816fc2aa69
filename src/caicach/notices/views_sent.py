"""What was sent to whom, and whether the mail server takes it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from caicach.agencies.permissions import require
from caicach.core.searching import search_terms
from caicach.notices.again import send_again
from caicach.notices.errors import NotInDoubt
from caicach.notices.exporting import MOST_ROWS, mails_as_xlsx
from caicach.notices.forms import MailFilter
from caicach.notices.models import Mail, MailState
from caicach.people.models import User
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.downloads import as_download
from caicach.ui.pages import page_or_part
from caicach.ui.searching import condition, searched

PER_PAGE = 50
_TROUBLE = (MailState.WAITING, MailState.CLAIMED, MailState.HANDING, MailState.REFUSED, MailState.DOUBTFUL)
TROUBLE_FOR = timedelta(days=7)


@require_GET
@login_required
def mail_list(request: Request) -> HttpResponse:
    require(request.user, Permission.NOTICE_WATCH)
    form = MailFilter(request.GET)
    rows = _filtered(form.chosen).select_related("user", "again_by")
    context = {
        "form": form,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "is_narrowed": bool(form.chosen),
        "query": request.GET.urlencode(),
        "server": settings.SMTP,
        "trouble": _trouble(),
    }
    return page_or_part(request, "notices/mail_list.html", "mails", context)


@require_GET
@login_required
def mail_export(request: Request) -> HttpResponse:
    """The rows as they are filtered, as a workbook."""
    require(request.user, Permission.NOTICE_WATCH)
    rows = _filtered(MailFilter(request.GET).chosen).select_related("user")[:MOST_ROWS]
    return as_download(mails_as_xlsx(rows), "thu-da-gui.xlsx")


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def mail_again(request: Request, mail_id: UUID) -> HttpResponse:
    """Send a mail once more of which nobody knows whether it arrived, after a warning."""
    require(request.user, Permission.NOTICE_WATCH)
    mail = get_object_or_404(Mail.objects.select_related("user"), pk=mail_id)
    if request.method == "POST":
        send_again(mail=mail, by=request.user, now=timezone.now())
        messages.success(request, _("Thư chờ gửi lại cho %(person)s.") % {"person": mail.user})
        return redirect("notices:mail_list")
    if mail.state != MailState.DOUBTFUL:
        raise NotInDoubt(state=mail.get_state_display())
    return render(request, "notices/mail_again.html", {"mail": mail, "server": settings.SMTP})


def _filtered(chosen: dict[str, Any]) -> QuerySet[Mail]:
    rows = Mail.objects.all()
    if "person" in chosen:
        rows = rows.filter(user__in=searched(User.objects.all(), chosen["person"]).values("pk"))
    if "subject" in chosen and (terms := search_terms(chosen["subject"])):
        rows = rows.filter(condition(terms, "search_text"))
    if "kind" in chosen:
        rows = rows.filter(kind=chosen["kind"])
    if "state" in chosen:
        rows = rows.filter(state=chosen["state"])
    if "from_on" in chosen:
        rows = rows.filter(day__gte=chosen["from_on"])
    if "to_on" in chosen:
        rows = rows.filter(day__lte=chosen["to_on"])
    return rows


def _trouble() -> list[dict[str, Any]]:
    """What does not get out: how many in which state, with the last thing that the server said."""
    since = timezone.now() - TROUBLE_FOR
    rows = Mail.objects.filter(state__in=_TROUBLE, made_at__gte=since)
    counts = rows.order_by().values("state").annotate(count=Count("pk")).order_by("state")
    found = []
    for line in counts:
        last = rows.filter(state=line["state"]).exclude(problem="").order_by("-made_at").first()
        problem = last.problem if last else ""
        found.append({"label": MailState(line["state"]).label, "count": line["count"], "problem": problem})
    return found
