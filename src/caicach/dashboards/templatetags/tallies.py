"""The numbers in the tables of the dashboard."""

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from caicach.ui.formats import shown_number

register = template.Library()

NOTHING = mark_safe('<span class="muted">0</span>')


@register.simple_tag(takes_context=True)
def tally_cell(context: Context, value: int, status: str = "", role: str = "lead") -> str | SafeString:
    """A number that leads to the duties behind it; a tag, since a template for each of hundreds takes too long."""
    key = context["key"]
    if not value or not key:
        return shown_number(value) if value else NOTHING
    return format_html(
        '<a href="{}?{}&amp;role={}{}&amp;{}={}">{}</a>',
        context["list_url"],
        context["scope"],
        role,
        format_html("&amp;status={}", status) if status else "",
        context["param"],
        key,
        shown_number(value),
    )
