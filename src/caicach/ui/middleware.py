"""What holds for every answer: the language of the page, and how a broken rule or an ended session is told."""

import logging
import re
import secrets
import traceback
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render, resolve_url
from django.utils import translation

from caicach.ui.errors import CaicachError, NoRoom, WrittenAtTheSameTime, is_disk_full
from caicach.ui.pages import came_from

logger = logging.getLogger("caicach.errors")
KEYS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(:\d+)?|on|true|false", re.IGNORECASE)  # nobody typed them
NOT_OUR_FAULT = (Http404, PermissionDenied, BadRequest, SuspiciousOperation)
TAKEN = ("unique", "unique_together")  # what a model says of a value that another row has
NEVER_SHOWN_AGAIN = ("csrfmiddlewaretoken", "password", "code", "secret", "version")


class LanguageMiddleware(LocaleMiddleware):
    """Vietnamese unless the user has chosen otherwise: what the browser prefers does not count on old office PCs."""

    def process_request(self, request: HttpRequest) -> None:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = [code for code, _ in settings.LANGUAGES]
        translation.activate(chosen if chosen in known else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE


class ErrorPagesMiddleware:
    """A broken rule becomes 409 and a missing right 403, as a page or as the part that htmx can place."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == 405 and request.method == "GET" and not is_from_htmx(request):
            page = render(request, "405.html", {"back": came_from(request)}, status=405)
            page.headers["Allow"] = response.headers.get("Allow", "")
            return page
        if is_from_htmx(request) and leads_to_login(response):
            return ended_session(request)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, CaicachError):
            return told(request, exception)
        if isinstance(exception, NOT_OUR_FAULT):
            return None
        if is_second_of_two(exception):
            logger.warning("written twice at the same time: %s", request.path)
            return told(request, WrittenAtTheSameTime())
        if is_disk_full(exception):
            logger.error("no room on the disk: %s", request.path)
            return told(request, NoRoom())
        # The reference is on the page of 500 and in the log, so that what a user reads out can be found.
        request.error_reference = new_reference()  # type: ignore[attr-defined]
        reference = request.error_reference  # type: ignore[attr-defined]
        logger.error("failed: %s %s %s", reference, request.path, way_to(exception))
        return None


def way_to(exception: Exception) -> str:
    """The kind of a failure and the lines that led to it; never its words, which may hold what somebody typed."""
    return "".join([type(exception).__name__, "\n", *traceback.format_tb(exception.__traceback__)])


def is_second_of_two(exception: Exception) -> bool:
    """Whether only the row of somebody who was faster is in the way: the database says so, or the model before it."""
    if isinstance(exception, ValidationError):
        faults = exception.error_list if hasattr(exception, "error_list") else sum(exception.error_dict.values(), [])
        return all(fault.code in TAKEN for fault in faults)
    return isinstance(exception, IntegrityError) and "unique" in str(exception).lower()


def told(request: HttpRequest, error: CaicachError) -> HttpResponse:
    """The sentence of a broken rule; for htmx it goes to the messages and leaves the part of the page as it is."""
    status = error.status
    context: dict[str, Any] = {"sentence": str(error), "code": error.code, "status": status}
    if is_from_htmx(request):
        response = render(request, "ui/error_part.html", context, status=status)
        response["HX-Retarget"] = "#messages"
        response["HX-Reswap"] = "innerHTML show:top"
        response["HX-Reselect"] = "unset"
        return response
    context |= {"typed": typed_texts(request), "back": came_from(request)}
    return render(request, "403.html" if status == 403 else "409.html", context, status=status)


def typed_texts(request: HttpRequest) -> list[str]:
    """What the user had written in the form that was refused, so that nothing typed is lost."""
    if request.method != "POST":
        return []
    return [
        text
        for name, texts in request.POST.lists()
        if not any(secret in name for secret in NEVER_SHOWN_AGAIN)
        for text in map(str, texts)
        if len(text.strip()) > 1 and not KEYS.fullmatch(text.strip())
    ]


def new_reference() -> str:
    """Six signs that can be read out on the telephone, such as A1B-2C3."""
    signs = secrets.token_hex(3).upper()
    return f"{signs[:3]}-{signs[3:]}"


def is_from_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def leads_to_login(response: HttpResponseBase) -> bool:
    if response.status_code != 302:
        return False
    return urlsplit(response.headers.get("Location", "")).path == resolve_url(settings.LOGIN_URL)


def ended_session(request: HttpRequest) -> HttpResponse:
    """Send the whole page to the login instead of a login inside a table; but never away from what was just typed."""
    if request.method == "POST":
        context = {"login": resolve_url(settings.LOGIN_URL)}
        response = render(request, "ui/ended_part.html", context, status=401)
        response["HX-Retarget"] = "#messages"
        response["HX-Reswap"] = "innerHTML show:top"
        response["HX-Reselect"] = "unset"
        return response
    here = urlsplit(request.headers.get("HX-Current-URL", ""))
    back = urlencode({"next": f"{here.path}?{here.query}" if here.query else here.path or "/"})
    return HttpResponse(headers={"HX-Redirect": f"{resolve_url(settings.LOGIN_URL)}?{back}"})
