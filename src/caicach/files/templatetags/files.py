"""What pages of the register say about files."""

from django import template

from caicach.files.models import Document
from caicach.files.refusals import REASONS

register = template.Library()


@register.simple_tag
def head_problem(document: Document) -> str:
    """Why the head of a document could not be read; nothing where no reason is known."""
    reason = REASONS.get(document.head_problem)
    return reason.filled({})[0] if reason else ""
