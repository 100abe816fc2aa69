"""The months of a plan; each of the few cells that there are is rendered once and kept."""

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

register = template.Library()

YEAR_SIGNS = {"due": ("●", _("đến hạn")), "done": ("✓", _("đã xong")), "late": ("!", _("quá hạn"))}


@register.simple_tag
def year_cell(state: str, month: int, this_month: int) -> SafeString:
    """One month of a line of the year: a sign to see, a word to hear; a tag, since a plan has thousands of them."""
    classes = " ".join(filter(None, [f"year-{state}" if state else "", "year-now" if month == this_month else ""]))
    sign, word = YEAR_SIGNS.get(state, ("", _("thực hiện")))
    return _year_cell(classes, sign, str(word) if state else "")


@lru_cache(maxsize=100)
def _year_cell(classes: str, sign: str, word: str) -> SafeString:
    seen = format_html('<span aria-hidden="true">{}</span>', sign) if sign else ""
    heard = format_html('<span class="visually-hidden">{}</span>', word) if word else ""
    return format_html('<td class="{}">{}{}</td>', classes, seen, heard)
