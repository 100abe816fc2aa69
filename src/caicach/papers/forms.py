"""The form that takes a paper to be checked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from caicach.papers.services import WORD


class PaperForm(forms.Form):
    """One Word file."""

    paper = forms.FileField(
        label=_("Tệp Word"),
        help_text=_("Tệp .docx, không quá 20 MB. Tệp chưa vào sổ văn bản, chỉ bạn xem được."),
        widget=forms.ClearableFileInput(attrs={"accept": WORD.accept}),
    )


class SearchForm(forms.Form):
    """Words by which a document of the register is found."""

    q = forms.CharField(
        label=_("Tìm trong sổ văn bản"), required=False, max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip

    @property
    def words(self) -> str:
        return str(self.cleaned_data.get("q", "")) if self.is_valid() else ""
