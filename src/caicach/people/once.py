"""A form that is sent twice has its effect once: the second click is led to where the first one went."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from caicach.people.errors import SentOtherwise
from caicach.people.models import SentForm, User

FIELD = "once"
KEPT_FOR = timedelta(days=2)

View = Callable[..., HttpResponse]


def sent_once(view: View) -> View:
    """Carry a view out once for each form that bears `{% once %}`: what it does and the key are written together.

    An answer that leads on counts as done; a form that comes back does not, so that it can be sent again.
    """

    @wraps(view)
    def inner(request: HttpRequest, *arguments: Any, **more: Any) -> HttpResponse:
        key = _key(request)
        if key is None or not isinstance(request.user, User):
            return view(request, *arguments, **more)
        with transaction.atomic():
            fresh = {"fingerprint": fingerprint_of(request)}
            sent, is_first = SentForm.objects.get_or_create(user_id=request.user.pk, key=key, defaults=fresh)
            if not is_first:
                return _again(request, sent, fresh["fingerprint"])
            response = view(request, *arguments, **more)
            _keep(sent, response)
        return response

    return inner


def led_to(response: HttpResponse, address: str) -> HttpResponse:
    """An answer that shows what came of a form instead of leading there; a second click is led to the address."""
    response.led_to = address  # type: ignore[attr-defined]
    return response


def fingerprint_of(request: HttpRequest) -> str:
    """What was sent, without what differs by itself."""
    told = [one for one in sorted(request.POST.lists()) if one[0] not in (FIELD, "csrfmiddlewaretoken")]
    return hashlib.sha256(repr((request.path, told)).encode()).hexdigest()


def _key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get(FIELD, "")) if request.method == "POST" else None
    except ValueError:
        return None


def _again(request: HttpRequest, sent: SentForm, fingerprint: str) -> HttpResponse:
    if sent.fingerprint != fingerprint:
        raise SentOtherwise()
    messages.info(request, _("Biểu mẫu được gửi hai lần; việc chỉ ghi một lần."))
    return redirect(sent.led_to)


def _keep(sent: SentForm, response: HttpResponse) -> None:
    address = getattr(response, "led_to", "") or response.headers.get("Location", "")
    if not address:
        sent.delete()
        return
    sent.led_to = address
    sent.save(update_fields=["led_to"])
    SentForm.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()
