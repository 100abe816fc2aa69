"""Is it really this person? Asked anew before what cannot be undone: the password, then the code where there is one."""

import time

from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpResponse
from django.urls import reverse

from caicach.people.errors import NothingToProveBy
from caicach.people.requests import Request


def asked_anew(request: Request) -> HttpResponse | None:
    """The way to the page that asks for what is not proven yet; None once everything is.

    The library's own check is content with one of both. What was sent goes on by itself after the last answer.
    """
    wanted = {}
    if request.user.has_usable_password():
        wanted["password"] = "account_reauthenticate"
    if is_mfa_enabled(request.user):
        wanted["mfa"] = "mfa_reauthenticate"
    if not wanted:
        raise NothingToProveBy()
    proven = {one["method"] for one in get_authentication_records(request, request.user) if _is_fresh(one)}
    open_ones = [page for method, page in wanted.items() if method not in proven]
    return suspend_request(request, reverse(open_ones[0])) if open_ones else None


def _is_fresh(known: dict[str, object]) -> bool:
    at = known.get("at")
    is_young = isinstance(at, float) and time.time() - at < REAUTHENTICATION_TIMEOUT
    return is_young and bool(known.get("reauthenticated"))
