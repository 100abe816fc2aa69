"""Forms about notes."""

from django import forms
from django.utils.translation import gettext_lazy

from caicach.ui.fields import seen_text
from caicach.ui.versions import VersionForm

_MOST = 2000


class NoteForm(VersionForm):
    """What is to be said of a paragraph."""

    text = forms.CharField(
        label=gettext_lazy("Ghi chú"), max_length=_MOST, validators=[seen_text],
        widget=forms.Textarea(attrs={"rows": 4, "autofocus": True}),
    )  # fmt: skip


class AnswerForm(VersionForm):
    """What is said to a note."""

    text = forms.CharField(
        label=gettext_lazy("Trả lời"), max_length=_MOST, validators=[seen_text],
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
