"""How a view answers: a whole page, the part of it that htmx asked for, or a way back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails


def page_or_part(
    request: HttpRequest, template: str, part: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """The whole template, or only its partial `part` where htmx asks for the element of that id."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    wanted = f"{template}#{part}" if htmx and htmx.target == part else template
    return render(request, wanted, context, status=status)


def came_from(request: HttpRequest) -> str:
    """The page of this site that the request came from, else the first page."""
    back = request.POST.get("next") or request.headers.get("referer") or "/"
    is_ours = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return back if is_ours else "/"
