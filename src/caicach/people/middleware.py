"""What a session asks for: a second factor of those who hold much power, and an end after idle minutes."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from caicach.people.kept_words import forget_what_arrived, sign_in_page
from caicach.people.models import User
from caicach.people.roles import is_privileged
from caicach.people.sessions import begin, begun_seconds_ago
from caicach.ui.middleware import is_from_htmx, leads_to_login

RENEWED_AT = "renewed_at"
FREE_NAMES = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_reauthenticate",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "set_language",
        "ui:set_theme",
        "operation:csp_report",
        "operation:healthz",
        "operation:readyz",
    }
)


class SecondFactorMiddleware:
    """Sends people with a privileged role to the setup of the second factor, outside demonstration and tests."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if settings.MODE != "production" or (match and match.view_name in FREE_NAMES):
            return None
        if not lacks_second_factor(request):
            return None
        messages.warning(request, _("Vai trò của bạn cần xác thực hai lớp. Hãy thiết lập trước khi làm việc."))
        return redirect("mfa_activate_totp")


def lacks_second_factor(request: HttpRequest) -> bool:
    """Whether this person must have a second factor and has none."""
    user = request.user
    if not isinstance(user, User) or any(r.get("method") == "mfa" for r in get_authentication_records(request, user)):
        return False
    return is_privileged(user) and not is_mfa_enabled(user)


class SessionLimitMiddleware:
    """Ends a session some hours after signing in, however busy it is; from then on the visitor is nobody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if isinstance(request.user, User):
            age = begun_seconds_ago(request.session)
            if age is None:
                begin(request)
            elif age >= settings.SESSION_LIMIT:
                logout(request)
                hours = settings.SESSION_LIMIT // 3600
                messages.info(
                    request, _("Đã quá %(hours)s giờ từ lúc đăng nhập, mời bạn đăng nhập lại.") % {"hours": hours}
                )
        return self.get_response(request)


class KeptWordsMiddleware:
    """A form that is sent after the session has ended is answered with the login, and its words go through it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "POST" and leads_to_login(response):
            asks_to_come_back = "next=" in response.headers["Location"]
            return sign_in_page(request) if asks_to_come_back and not is_from_htmx(request) else response
        forget_what_arrived(request, response)
        return response


class IdleTimeMiddleware:
    """Begins the idle minutes of a session anew, as soon as a tenth of them is over.

    Not with each page: on SQLite every write holds up the readers, and a page would take one commit longer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.seconds_left = partial(seconds_left, request)  # type: ignore[attr-defined]  # pages warn before the end
        response = self.get_response(request)
        session = request.session
        if session.accessed and not session.is_empty():
            now = int(time.time())
            if now - session.get(RENEWED_AT, 0) > settings.SESSION_COOKIE_AGE / 10:
                session[RENEWED_AT] = now
        return response


def seconds_left(request: HttpRequest) -> int:
    """How long the session lasts from this page on, if nothing more is asked for; 0 where nobody has signed in."""
    if not request.user.is_authenticated:
        return 0
    idle = int(time.time()) - request.session.get(RENEWED_AT, 0)
    is_renewed_now = idle > settings.SESSION_COOKIE_AGE / 10
    of_idle_time = settings.SESSION_COOKIE_AGE - (0 if is_renewed_now else idle)
    begun = begun_seconds_ago(request.session)
    return max(of_idle_time if begun is None else min(of_idle_time, settings.SESSION_LIMIT - begun), 1)
