"""Rooms above that want to know of a succession: open duties, for one, go over to the heir."""

from collections.abc import Callable

from caicach.agencies.models import Succession
from caicach.people.models import User

Follower = Callable[[Succession, User | None], None]

_followers: list[Follower] = []


def on_succession(follower: Follower) -> Follower:
    """Have `follower(succession, by)` called inside the transaction of each succession. May decorate."""
    if follower not in _followers:
        _followers.append(follower)
    return follower


def tell_followers(succession: Succession, by: User | None) -> None:
    """Call every follower; what one raises undoes the whole succession."""
    for follower in _followers:
        follower(succession, by)
