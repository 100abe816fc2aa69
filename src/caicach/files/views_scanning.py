"""The administrator's page of virus scans: does the scanner answer, what waits, what was found."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from caicach.agencies.permissions import require
from caicach.files.clamd import NoAnswerError
from caicach.files.models import ScanState, StoredFile
from caicach.files.scanning import ask_to_scan, backlog, is_on, scanner_version
from caicach.people.permissions import Permission
from caicach.people.requests import Request

PER_PAGE = 50


@require_http_methods(["GET", "POST"])
@login_required
def scan_list(request: Request) -> HttpResponse:
    """Look, or ask for another attempt."""
    require(request.user, Permission.SCAN_VIEW)
    if request.method == "POST":
        if is_on():
            ask_to_scan()
        return redirect("files:scan_list")
    held = StoredFile.objects.exclude(scan_state__in=[ScanState.CLEAN, ScanState.OFF]).select_related("stored_by")
    page = Paginator(held.order_by("scan_state", "-stored_at"), PER_PAGE).get_page(request.GET.get("page"))
    context = {"is_on": is_on(), "version": _version(), "backlog": backlog(), "page": page}
    return render(request, "files/scan_list.html", context)


def _version() -> str:
    """What the scanner says of itself; empty where it does not answer."""
    try:
        return scanner_version() if is_on() else ""
    except NoAnswerError:
        return ""
