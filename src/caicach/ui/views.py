"""The pages that belong to no room: the theme, the gallery, and what a visitor sees when something went wrong."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from caicach.ui.gallery import sample_context
from caicach.ui.handbook import handbook_in
from caicach.ui.middleware import typed_texts
from caicach.ui.pages import came_from
from caicach.ui.sending_again import is_from_here, sent_fields
from caicach.ui.themes import THEME_COOKIE, THEMES

A_YEAR = 365 * 24 * 3600


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keep light or dark for this browser; anything else gives the choice back to the machine."""
    response = redirect(came_from(request))
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        response.set_cookie(THEME_COOKIE, theme, max_age=A_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    else:
        response.delete_cookie(THEME_COOKIE)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Our fault: a page that needs no database, with a code that the user can read out."""
    code = getattr(request, "error_reference", "")
    return render(request, "500.html", {"reference": code}, status=500)


@require_GET
def handbook(request: HttpRequest) -> HttpResponse:
    """How to use the site, open to everybody: who cannot sign in needs it too."""
    return render(request, "ui/handbook.html", {"handbook": handbook_in(get_language() or settings.LANGUAGE_CODE)})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The key of the page is no longer the browser's, as after a new login in another tab: sent again, it is taken.

    Only a form that a page of this site has sent is offered again, so that nobody is lured into sending a foreign one.
    """
    is_ours = is_from_here(request)
    context: dict[str, Any] = {"action": request.get_full_path(), "fields": sent_fields(request) if is_ours else []}
    context["typed"] = typed_texts(request) if is_ours else []
    return render(request, "403_csrf.html", context, status=403)


@require_GET
@login_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component of the pages, for those who build and judge them."""
    return render(request, "ui/gallery.html", sample_context())
