"""What stands in the head of every page. Rooms enter themselves here in `AppConfig.ready()`; ui knows no room."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

Asker = Callable[[Any], bool]


@dataclass(frozen=True, kw_only=True)
class NavigationEntry:
    """One way from the head of the page to a room. `is_shown` gets the user who asks."""

    order: int
    text: str | Promise
    icon: str
    url_name: str
    is_shown: Asker


@dataclass(frozen=True, kw_only=True)
class ShownEntry:
    """An entry for one request: its address, and whether the page belongs to it."""

    text: str
    icon: str
    url: str
    is_current: bool


_entries: dict[str, NavigationEntry] = {}
_user_notes: list[Callable[[Any], str]] = []


def register(entry: NavigationEntry) -> None:
    """Enter a way in the head of the page; the same name again replaces it."""
    _entries[entry.url_name] = entry


def register_user_note(note: Callable[[Any], str]) -> None:
    """Enter a line about the user for the menu at the top right, such as role and agency."""
    if note not in _user_notes:
        _user_notes.append(note)


def entries_for(request: HttpRequest) -> list[ShownEntry]:
    """The entries that this user sees, in order; the longest address that the page lies below is the current one."""
    shown = []
    for entry in sorted(_entries.values(), key=lambda entry: entry.order):
        url = _address(entry.url_name)
        if url and entry.is_shown(request.user):
            shown.append((entry, url))
    below = [url for _, url in shown if request.path == url or (url != "/" and request.path.startswith(url))]
    current = max(below, key=len, default=None)
    return [
        ShownEntry(text=str(entry.text), icon=entry.icon, url=url, is_current=url == current) for entry, url in shown
    ]


def user_notes(user: object) -> list[str]:
    """The lines about the user that rooms have entered."""
    return [text for note in _user_notes if (text := note(user))]


def _address(url_name: str) -> str | None:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return None
