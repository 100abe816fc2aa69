"""Words about fields of papers."""

from django import template

from caicach.papers import kinds

register = template.Library()
meaning_of = register.simple_tag(kinds.meaning_of)
