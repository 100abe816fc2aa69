"""What rooms above offer beside urging: the list of overdue duties leads there, and knows nothing else of it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from caicach.people.models import User


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """One page that goes on from overdue duties."""

    text: str | Promise
    url_name: str
    is_shown: Callable[[User], bool]

    @property
    def url(self) -> str:
        return reverse(self.url_name)


_known: dict[str, FollowUp] = {}


def register(follow_up: FollowUp) -> None:
    """Enter a page; the same name again replaces it."""
    _known[follow_up.url_name] = follow_up


def follow_ups_for(user: User) -> list[FollowUp]:
    """The pages that this person may open."""
    return [one for one in _known.values() if one.is_shown(user)]
