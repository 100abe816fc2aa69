"""Small pieces that lists of duties share."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from caicach.work.clarity import clarities
from caicach.work.overview import ItemRow
from caicach.work.selection import DutyRow

register = template.Library()


@register.simple_tag
def clarity(row: DutyRow | ItemRow) -> SafeString:
    """How many of the "rõ" are clear, and which are not."""
    context = {"fraction": f"{row.clear_count}/{len(clarities())}", "missing": row.missing}
    return render_to_string("work/clarity.html", context)
