"""The language of the pages: Vietnamese, or English for who has chosen it."""

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation

A_YEAR = 365 * 24 * 3600


def keep_language(response: HttpResponse, language: str) -> HttpResponse:
    """Let this browser remember the language, and say the rest of this answer in it."""
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=A_YEAR,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
        )
        translation.activate(language)
    return response
