"""What pages of the register say about files."""

from datetime import date
from typing import Any

from django import template

from caicach.documentregister.periods import is_outside
from caicach.files.models import Document
from caicach.files.refusals import REASONS

register = template.Library()


@register.inclusion_tag("documentregister/period_badge.html")
def period_badge(piece: Any, first: date | None) -> dict[str, Any]:
    """Whether a piece of evidence is older than the period that it shall prove, and why it was taken all the same."""
    return {"piece": piece, "is_outside": first is not None and is_outside(piece.document, first)}


@register.simple_tag
def head_problem(document: Document) -> str:
    """Why the head of a document could not be read; nothing where no reason is known."""
    reason = REASONS.get(document.head_problem)
    return reason.filled({})[0] if reason else ""
