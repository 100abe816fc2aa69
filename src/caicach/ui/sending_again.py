"""What a form held that could not be taken, so that it can be sent again without typing it anew."""

from urllib.parse import urlsplit

from django.http import HttpRequest

Fields = list[tuple[str, str]]

NEVER_KEPT = ("csrfmiddlewaretoken", "once", "login", "code", "kept", "next")
SECRET = ("password", "secret")


def sent_fields(request: HttpRequest) -> Fields:
    """The names and values of a form, without passwords and without what the site puts in by itself."""
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        if name not in NEVER_KEPT and not any(secret in name for secret in SECRET)
        for value in values
    ]


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site has sent the form; an old browser that says nothing: no."""
    said = request.headers.get("Origin") or request.headers.get("Referer") or ""
    parts = urlsplit(said)
    return parts.netloc == request.get_host() and (parts.scheme == "https") == request.is_secure()
