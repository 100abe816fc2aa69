"""The version of a row that somebody saw when a button was pressed: who was faster is told, nothing is overwritten."""

from django import forms
from django.http import HttpRequest

from caicach.ui.errors import RowMovedOn


class VersionForm(forms.Form):
    """A button that acts on the row as it was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def seen_version(request: HttpRequest, row: object) -> int:
    """The version that was on the page; without one, somebody else may have been faster."""
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise RowMovedOn(row=row)
    return int(form.cleaned_data["version"])
