"""What rooms above plans have to say when a plan is withdrawn or follows its own new version.

A room registers plain callables in its `AppConfig.ready`; this room calls them inside its transactions.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from caicach.people.models import User
from caicach.plans.models import Plan, PlanState

EntryCheck = Callable[[Plan], bool]
WithdrawalFollower = Callable[[Plan, User], None]
VersionFollower = Callable[[Plan, Plan, User], None]

_entry_checks: list[EntryCheck] = []
_withdrawal_followers: list[WithdrawalFollower] = []
_version_followers: list[VersionFollower] = []


def register_entry_check(check: EntryCheck) -> None:
    """`check(plan)` says whether an agency has entered anything under this version of a plan."""
    if check not in _entry_checks:
        _entry_checks.append(check)


def register_withdrawal_follower(follower: WithdrawalFollower) -> None:
    """`follower(plan, by)` is called when an issue is withdrawn, in the same transaction."""
    if follower not in _withdrawal_followers:
        _withdrawal_followers.append(follower)


def register_version_follower(follower: VersionFollower) -> None:
    """`follower(old, new, by)` is called when a new version takes the place of an issued one; rows share lineage."""
    if follower not in _version_followers:
        _version_followers.append(follower)


def has_entries(plan: Plan) -> bool:
    """Whether some agency has entered something, so that the issue can no longer be withdrawn."""
    return any(check(plan) for check in _entry_checks)


def tell_withdrawn(plan: Plan, by: User) -> None:
    """Call every follower of withdrawals."""
    for follower in _withdrawal_followers:
        follower(plan, by)


def tell_new_version(old: Plan, new: Plan, by: User) -> None:
    """Call every follower of new versions."""
    for follower in _version_followers:
        follower(old, new, by)


UNDO_WITHIN = timedelta(hours=24)


def can_be_withdrawn(plan: Plan, at: datetime) -> bool:
    """Whether the undo of an issue is still open."""
    if plan.state != PlanState.ISSUED or plan.issued_at is None:
        return False
    return at <= plan.issued_at + UNDO_WITHIN and not has_entries(plan)
