"""What people send: a paper to be checked, a template, from when it is used, a signed copy."""

from django import forms
from django.utils.translation import gettext_lazy as _

from caicach.files.policy import EVIDENCE
from caicach.papers.services import WORD
from caicach.papers.versions import TEMPLATE
from caicach.ui.fields import DayField


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


class TemplateForm(forms.Form):
    """A template of the office, and what was changed in it."""

    template = forms.FileField(
        label=_("Mẫu đã sửa"),
        help_text=_("Tệp .docx, không quá 5 MB, không có macro."),
        widget=forms.ClearableFileInput(attrs={"accept": TEMPLATE.accept}),
    )
    note = forms.CharField(label=_("Sửa gì so với bản trước"), max_length=300)


class UseForm(forms.Form):
    """Which version is used from which day; seen: the last decision that the person saw."""

    number = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    valid_from = DayField(label=_("Dùng từ ngày"))


class SignedForm(forms.Form):
    """The signed copy of a paper that was made here."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    signed = forms.FileField(
        label=_("Bản đã ký"),
        help_text=_("Tệp PDF ký số, bản chụp hoặc tệp Word."),
        widget=forms.ClearableFileInput(attrs={"accept": EVIDENCE.accept}),
    )
