"""How a view answers: a whole page at its address, or the part of it that htmx asked for."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.middleware import HtmxDetails


def page_or_part(
    request: HttpRequest, template: str, part: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """The whole template, or only its partial `part` where htmx asks for the element of that id."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    wanted = f"{template}#{part}" if htmx and htmx.target == part else template
    return render(request, wanted, context, status=status)
