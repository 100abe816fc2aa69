"""Both names on what was signed."""

from typing import Any

from django import template

from caicach.audit.models import AuditEvent

register = template.Library()


@register.simple_tag
def signed_as(row: Any, code: str, person: Any) -> str:
    """Who did this with the row, as the trail has it: "A", or "A thay B" where it was done in the place of another."""
    if row is None or person is None:
        return ""
    events = AuditEvent.objects.filter(target_kind=row._meta.label_lower, target_key=str(row.pk), code=code)
    last = events.order_by("-sequence").select_related("actor").first()
    return last.who if last and last.actor == person else str(person)
