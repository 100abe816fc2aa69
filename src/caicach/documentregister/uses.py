"""Where documents are used: rooms above say so for what they have proved with them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from caicach.files.models import Document
from caicach.people.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One thing that a document proves.

    url: its page, empty where this person may not open it. place: page or section of the document.
    """

    text: str
    url: str = ""
    place: str = ""


Provider = Callable[[Document, User], Iterable[Use]]

_providers: list[Provider] = []


def register(provider: Provider) -> Provider:
    """Make a room known that uses documents."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def uses_of(document: Document, user: User) -> list[Use]:
    """Everything that the document proves; for other agencies only that it does."""
    return [use for provider in _providers for use in provider(document, user)]
