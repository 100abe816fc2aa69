"""Light or dark, as the user wishes: kept in a cookie, so that the page never flashes and needs no script."""

from django.http import HttpRequest

THEME_COOKIE = "caicach_theme"
THEMES = ("light", "dark")


def theme_of(request: HttpRequest) -> str:
    """The chosen theme, or nothing."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else ""
