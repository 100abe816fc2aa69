"""How reports are signed, step by step alike: an agency's part, and what is put together of all parts."""

from collections.abc import Iterable

from django.utils import timezone

from caicach.delegations.separation import refuse_own_hat
from caicach.people.models import User
from caicach.reports.models import Signable


def put_before_signer(row: Signable) -> None:
    """Who signs may sign."""
    row.ready_at = timezone.now()
    store(row, "ready_at")


def put_signature(row: Signable, *, by: User, sha256: str, writers: Iterable[int], also: Iterable[str] = ()) -> None:
    """Sign. writers: the keys of those who wrote; nobody signs in the place of another what he wrote himself."""
    if by.pk in set(writers):
        refuse_own_hat(by, by)
    row.signed_at, row.signed_by, row.signed_hash = timezone.now(), by, sha256
    store(row, "signed_at", "signed_by", "signed_hash", *also)


def take_signature_away(row: Signable, *, also: Iterable[str] = ()) -> None:
    """Open what was signed."""
    row.signed_at, row.signed_by, row.signed_hash, row.ready_at = None, None, "", None
    store(row, "signed_at", "signed_by", "signed_hash", "ready_at", *also)


def store(row: Signable, *fields: str) -> None:
    """Keep these fields as the next version of the row."""
    row.version += 1
    row.save(update_fields=[*fields, "version"])
