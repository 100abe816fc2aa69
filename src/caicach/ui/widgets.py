"""A list of choices that is written in one go: 150 agencies above every list."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe


class PlainSelect(forms.Select):
    """A select without groups of options; a template for each of its options would take longer than the page."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = {str(one) for one in self.format_value(value)}
        written = "".join(_option(str(code), label, is_chosen=str(code) in chosen) for code, label in self.choices)
        given = self.build_attrs(self.attrs, attrs)
        pairs = ((key, text) for key, text in given.items() if text not in (False, None))
        attributes = format_html_join("", ' {}="{}"', pairs)
        return format_html('<select name="{}"{}>{}</select>', name, attributes, mark_safe(written))


def _option(code: str, label: Any, *, is_chosen: bool) -> str:
    mark = " selected" if is_chosen else ""
    return f'<option value="{conditional_escape(code)}"{mark}>{conditional_escape(label)}</option>'


class _Names(ModelChoiceIterator):
    """Keys and names straight from the database, without an object for each."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        yield from self.queryset.values_list("pk", "name")


class NamedChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only for the checker
    """A choice among rows that are shown by their name."""

    iterator = _Names
    widget = PlainSelect
