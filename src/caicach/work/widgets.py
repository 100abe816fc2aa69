"""A list of choices that is written in one go: 150 agencies above every list of duties."""

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class PlainSelect(forms.Select):
    """A select without groups of options; a template for each of its options would take longer than the page."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = {str(one) for one in self.format_value(value)}
        options = ((str(code), "selected" if str(code) in chosen else "", label) for code, label in self.choices)
        written = format_html_join("", '<option value="{}" {}>{}</option>', options)
        given = self.build_attrs(self.attrs, attrs)
        pairs = ((key, text) for key, text in given.items() if text not in (False, None))
        return format_html('<select name="{}"{}>{}</select>', name, format_html_join("", ' {}="{}"', pairs), written)
