"""Which domain of the programme a heading of a plan means: by its name or another of its names, never by guess."""

from datetime import date

from caicach.agencies.models import Domain
from caicach.core.text import fold


class DomainFinder:
    """Finds the domain whose name stands in a heading; the longest name wins."""

    def __init__(self, on: date | None) -> None:
        domains = Domain.objects.valid_on(on) if on else Domain.objects.all()
        named = [(fold(name), domain) for domain in domains for name in (domain.name, *domain.aliases) if name]
        self._names = sorted(named, key=lambda pair: -len(pair[0]))

    def find(self, heading: str) -> Domain | None:
        words = f" {_plain(heading)} "
        return next((domain for name, domain in self._names if f" {_plain(name)} " in words), None)


def _plain(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in fold(text)).split())
