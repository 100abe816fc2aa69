"""Keys of rows in what was sent."""

from uuid import UUID

from django.http import QueryDict


def keys_in(sent: QueryDict, name: str) -> list[UUID]:
    """The keys under a name; what is no key counts as not sent."""
    found = []
    for text in sent.getlist(name):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
