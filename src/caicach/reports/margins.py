"""What a room above keeps beside the sections of a part: pages of reports show it, and know nothing else of it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from caicach.people.models import User
from caicach.reports.models import ReportPart


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something open beside a section. words: the paragraph it stands at; text: what is said of it.

    is_own: whoever looks has said it.
    """

    section: UUID
    words: str
    text: str
    url: str
    is_own: bool


@dataclass(frozen=True, kw_only=True)
class Margin:
    """url_name: the page about a part. remarks: what is open beside its sections, for one who looks."""

    url_name: str
    remarks: Callable[[ReportPart, User], Iterable[Remark]]


_margins: dict[str, Margin] = {}


def register(margin: Margin) -> None:
    """Enter a room's page; the same again replaces it."""
    _margins[margin.url_name] = margin


def pages_of(part: ReportPart) -> list[str]:
    """The addresses of the pages about a part."""
    return [reverse(name, args=[part.pk]) for name in _margins]


def remarks_of(part: ReportPart, user: User) -> dict[UUID, list[Remark]]:
    """What is open beside each section."""
    found: dict[UUID, list[Remark]] = defaultdict(list)
    for margin in _margins.values():
        for remark in margin.remarks(part, user):
            found[remark.section].append(remark)
    return found
