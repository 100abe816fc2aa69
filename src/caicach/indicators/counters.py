"""Rooms above that count figures themselves; the list of indicators leads the coordinator to them."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """A page on which a room is asked to count its figures of a period."""

    text: str | Promise
    icon: str
    url_name: str


_counters: list[Counter] = []


def register(counter: Counter) -> None:
    """Enter the page of another room."""
    if counter not in _counters:
        _counters.append(counter)


def counters() -> list[Counter]:
    """All of them, in the order of the rooms."""
    return list(_counters)
