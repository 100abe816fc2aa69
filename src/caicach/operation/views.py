"""For machines: is the site alive, may it get requests, and what a browser has blocked."""

import json
import logging
import re
import time
from collections import deque
from urllib.parse import urlsplit

from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

logger = logging.getLogger("caicach.security")
MOST_BYTES = 8192
MOST_EACH_MINUTE = 30
_told: deque[float] = deque(maxlen=MOST_EACH_MINUTE)


@require_GET
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_GET
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers too, and has its tables."""
    try:
        is_ready = "audit_auditevent" in connection.introspection.table_names()
    except OperationalError:
        is_ready = False
    return HttpResponse(
        "ready\n" if is_ready else "not ready\n", status=200 if is_ready else 503, content_type="text/plain"
    )


@csrf_exempt
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """What a browser has blocked because the content policy forbids it: to the log, a few each minute.

    Anybody can write here, so nothing is believed or kept but the name of the rule, a host and the name of our page.
    """
    report = _report(request)
    if report and _may_be_told(time.monotonic()):
        logger.warning("content policy: %s blocked %s on the page %s", *report)
    return HttpResponse(status=204)


def _report(request: HttpRequest) -> tuple[str, str, str] | None:
    """Rule, host and page of a report, in either of the two forms that browsers send; none where it is no report."""
    if not 0 < int(request.headers.get("Content-Length") or 0) <= MOST_BYTES:
        return None
    try:
        sent = json.loads(request.body)
        told = sent[0]["body"] if isinstance(sent, list) else sent["csp-report"]
        rule = told.get("effective-directive") or told.get("violated-directive") or told.get("effectiveDirective") or ""
        blocked = told.get("blocked-uri") or told.get("blockedURL") or ""
        page = told.get("document-uri") or told.get("documentURL") or ""
        return re.sub(r"[^a-z-]", "", rule.split(" ")[0])[:40], _host(blocked), _page(page)
    except (ValueError, TypeError, AttributeError, LookupError):
        return None


def _host(address: str) -> str:
    parts = urlsplit(address)
    shown = f"{parts.scheme}://{parts.netloc}" if parts.netloc else parts.scheme or address
    return re.sub(r"[^a-z0-9:/._-]", "", shown.lower())[:80] or "?"


def _page(address: str) -> str:
    """The name of the page; its address may hold keys and one-time links."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return "?"


def _may_be_told(now: float) -> bool:
    """Whether fewer than the most were told in the last minute."""
    if len(_told) == MOST_EACH_MINUTE and now - _told[0] < 60:
        return False
    _told.append(now)
    return True
