"""What only the base page uses: the head with its ways, the theme, and the name of the province."""

from django import template
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from caicach.ui import handbook, navigation
from caicach.ui.themes import theme_of

register = template.Library()


@register.simple_tag(takes_context=True)
def page_theme(context: Context) -> str:
    """What the user has chosen: light, dark, or nothing, and then the machine decides."""
    request = context.get("request")
    return theme_of(request) if isinstance(request, HttpRequest) else ""


@register.simple_tag
def place_name() -> str:
    """The province that this site belongs to."""
    return str(getattr(settings, "PROVINCE_NAME", ""))


@register.simple_tag
def is_demonstration() -> bool:
    """Everything on the site is invented."""
    return bool(settings.MODE == "demo")


@register.simple_tag(takes_context=True)
def kept_notice(context: Context) -> SafeString:
    """That something waits which was sent after the session had ended."""
    request = context.get("request")
    session = getattr(request, "session", {})
    match = getattr(request, "resolver_match", None)
    if not session.get("kept") or (match and match.view_name == "people:kept_words"):
        return SafeString("")
    return render_to_string("ui/kept_notice.html", request=request)


@register.simple_tag(takes_context=True)
def page_head(context: Context) -> SafeString:
    """Product, province, the rooms that this user may enter, and the user's own menu."""
    request = context.get("request")
    user = getattr(request, "user", None) or AnonymousUser()
    inside: dict[str, object] = {"request": request, "user": user, "theme": page_theme(context)}
    match = getattr(request, "resolver_match", None)
    inside["help_url"] = handbook.address_for(match.view_name if match else "")
    if request is not None and user.is_authenticated:
        inside |= {"entries": navigation.entries_for(request), "notes": navigation.user_notes(user)}
    return render_to_string("ui/head.html", inside, request=request)
