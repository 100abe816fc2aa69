"""Small things that the pages of meetings need."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def at_key(held: Mapping[Any, Any], key: Any) -> Any:
    """What stands under a key; nothing where there is none."""
    return held.get(key, "")
