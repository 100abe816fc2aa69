"""Lucide icons as SVG text, ready for a page under a strict content security policy."""

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from lucide import _render_icon


@lru_cache(maxsize=512)
def icon_svg(name: str, size: int = 18) -> SafeString:
    """The picture of a lucide icon; it is hidden from screen readers, so a word always stands beside it."""
    svg = _render_icon(name, size, **{"class": "icon", "aria-hidden": "true", "focusable": "false"})
    return mark_safe(svg)  # comes from the package, not from users
