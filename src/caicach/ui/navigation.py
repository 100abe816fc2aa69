"""What stands in the head of every page. Rooms enter themselves here in `AppConfig.ready()`; ui knows no room."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Asker = Callable[[Any], bool]


@dataclass(frozen=True, kw_only=True)
class Section:
    """Ways that stand together: one word in the head, and a second line on the pages below it."""

    text: str | Promise
    icon: str


DAY = Section(text=_("Việc của tôi"), icon="list-todo")
STEERING = Section(text=_("Điều hành"), icon="chart-column")
PAPERS = Section(text=_("Văn bản"), icon="book-open")
INDEX = Section(text=_("Chỉ số CCHC"), icon="clipboard-check")
SYSTEM = Section(text=_("Hệ thống"), icon="settings")


@dataclass(frozen=True, kw_only=True)
class NavigationEntry:
    """One way from the head of the page to a room. `is_shown` gets the user who asks."""

    order: int
    text: str | Promise
    icon: str
    url_name: str
    is_shown: Asker
    section: Section | None = None


@dataclass(frozen=True, kw_only=True)
class ShownEntry:
    """An entry for one request: its address, and whether the page belongs to it. inside: the ways of a section."""

    text: str
    icon: str
    url: str
    is_current: bool
    inside: tuple["ShownEntry", ...] = ()


_entries: dict[str, NavigationEntry] = {}
_adopted: dict[str, str] = {}
_user_notes: list[Callable[[Any], str]] = []


def register(entry: NavigationEntry) -> None:
    """Enter a way in the head of the page; the same name again replaces it."""
    _entries[entry.url_name] = entry


def adopt(address: str, url_name: str) -> None:
    """Pages below an address of one room belong, in the head of the page, to the entry of another."""
    _adopted[address] = url_name


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
    addresses = [(url, url) for _, url in shown]
    addresses += [(address, url) for address, name in _adopted.items() if (url := _address(name))]
    below = [pair for pair in addresses if request.path == pair[0] or _is_below(request.path, pair[0])]
    current = max(below, key=lambda pair: len(pair[0]), default=("", ""))[1]
    return _in_sections(
        [
            (entry.section, ShownEntry(text=str(entry.text), icon=entry.icon, url=url, is_current=url == current))
            for entry, url in shown
        ]
    )


def _in_sections(shown: list[tuple[Section | None, ShownEntry]]) -> list[ShownEntry]:
    """Each section once, where its first way stands; a section of one way is that way itself."""
    found: list[ShownEntry] = []
    told: set[str] = set()
    for section, entry in shown:
        inside = tuple(other for of, other in shown if of is section) if section else ()
        if section is None or len(inside) == 1:
            found.append(entry)
        elif inside[0].url not in told:
            told.add(inside[0].url)
            is_current = any(other.is_current for other in inside)
            found.append(
                replace(inside[0], text=str(section.text), icon=section.icon, is_current=is_current, inside=inside)
            )
    return found


def user_notes(user: object) -> list[str]:
    """The lines about the user that rooms have entered."""
    return [text for note in _user_notes if (text := note(user))]


def _is_below(path: str, address: str) -> bool:
    return address != "/" and path.startswith(address)


def _address(url_name: str) -> str | None:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return None
