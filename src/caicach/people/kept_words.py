"""Words that were sent after the session had ended: they wait in the login page, then in the new session."""

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from caicach.people.demo_logins import demo_people
from caicach.people.forms import SignInForm
from caicach.ui.middleware import typed_texts
from caicach.ui.pages import came_from
from caicach.ui.sending_again import Fields, sent_fields

SALT = "caicach.people.kept_words"
FIELD = "kept"
MOST = 300_000
AN_HOUR = 3600


@dataclass(frozen=True, slots=True)
class KeptWords:
    """A form as it was sent: where to, and what it held."""

    action: str
    fields: Fields

    @property
    def texts(self) -> list[str]:
        """What a person has typed of it."""
        return [value for name, value in self.fields if len(value.strip()) > 1 and name != "version"]


def seal(request: HttpRequest) -> str:
    """The form as a text that only this site can have written; nothing where there is too much or nothing to keep."""
    fields = sent_fields(request)
    if not fields or sum(len(value) for _name, value in fields) > MOST:
        return ""
    return signing.dumps({"action": request.get_full_path(), "fields": fields}, salt=SALT, compress=True)


def unseal(text: str) -> KeptWords | None:
    """The form behind a sealed text; none where it is none, too old, or would lead away from this site."""
    try:
        plain: dict[str, Any] = signing.loads(text, salt=SALT, max_age=12 * AN_HOUR)
    except signing.BadSignature:
        return None
    if not url_has_allowed_host_and_scheme(plain["action"], allowed_hosts=None):
        return None
    return KeptWords(plain["action"], [(name, value) for name, value in plain["fields"]])


def waiting_for(request: HttpRequest) -> KeptWords | None:
    """What this person sent before the session ended, and has neither sent again nor dropped."""
    return unseal(request.session.get(FIELD, ""))


def sign_in_page(request: HttpRequest) -> HttpResponse:
    """The login in place of the answer to a form: what was typed goes through it."""
    context = {
        "form": SignInForm(request=request),
        "demo_people": demo_people(),
        "redirect_field_name": "next",
        "redirect_field_value": came_from(request),
        "is_ended": True,
        "kept": seal(request),
        "typed": typed_texts(request),
    }
    return render(request, "people/sign_in.html", context, status=401)


def forget_what_arrived(request: HttpRequest, response: HttpResponseBase) -> None:
    """A form that waited and has now been taken waits no longer."""
    if request.method == "POST" and response.status_code == 302 and FIELD in request.session:
        kept = waiting_for(request)
        if kept is None or kept.action == request.get_full_path():
            del request.session[FIELD]
