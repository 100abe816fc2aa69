"""The page that signs a report, whatever report it is."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from django.http import HttpResponse
from django.utils import timezone

from caicach.people.models import User
from caicach.people.proving import asked_anew
from caicach.people.requests import Request
from caicach.reports.models import Signable
from caicach.ui.errors import RowMovedOn
from caicach.ui.versions import seen_version


class Signing(Protocol):
    """A service that signs a certain row."""

    def __call__(self, *, version: int, by: User, today: date) -> object: ...


def sign_or_ask(request: Request, row: Signable, *, check: Callable[[], None], sign: Signing) -> HttpResponse | None:
    """Who signs proves to be that person first: the page that asks for it, or None once the row is signed.

    check: raises what stands against signing, so that nobody proves anything in vain.
    """
    version = seen_version(request, row)
    if version != row.version:
        raise RowMovedOn(row=row)
    check()
    if (way := asked_anew(request)) is not None:
        return way
    sign(version=version, by=request.user, today=timezone.localdate())
    return None
