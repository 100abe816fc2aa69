"""What rooms above want to do when an agency reports, or when a duty goes over to an heir.

A room registers plain callables in its `AppConfig.ready`; this room calls them inside its transactions.
"""

from collections.abc import Callable

from caicach.people.models import User
from caicach.work.models import Assignment, ProgressReport

ReportFollower = Callable[[ProgressReport], None]
MoveFollower = Callable[[Assignment, Assignment, User | None], None]

_report_followers: list[ReportFollower] = []
_move_followers: list[MoveFollower] = []


def on_report(follower: ReportFollower) -> None:
    """`follower(report)` is called for each new report; what it raises undoes the report."""
    if follower not in _report_followers:
        _report_followers.append(follower)


def on_move(follower: MoveFollower) -> None:
    """`follower(old, new, by)` is called when the heir's duty carries on what another agency owed."""
    if follower not in _move_followers:
        _move_followers.append(follower)


def tell_reported(report: ProgressReport) -> None:
    for follower in _report_followers:
        follower(report)


def tell_moved(old: Assignment, new: Assignment, by: User | None) -> None:
    for follower in _move_followers:
        follower(old, new, by)
