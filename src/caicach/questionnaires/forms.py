"""Forms about questionnaires: where a new one comes from, its facts, a group, its choices, its factors."""

import re
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.core.surveys import questionnaire as core
from caicach.core.surveys.editing import with_list, with_parts
from caicach.core.surveys.xlsform.reading import Read
from caicach.questionnaires.lines import BadLine, choices_as_text, choices_of_text, parts_as_text, parts_of_text
from caicach.questionnaires.reading import read_shipped, read_xlsform, shipped_names
from caicach.tables.sheet import UnreadableTable
from caicach.ui.fields import seen_text
from caicach.ui.versions import VersionForm

MOST_BYTES = 1_000_000
_CODE = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
LANGUAGE_NAMES = {
    "vi": gettext_lazy("tiếng Việt"),
    "en": gettext_lazy("tiếng Anh"),
    core.NO_LANGUAGE: gettext_lazy("ngôn ngữ của phiếu"),
}


def language_name(code: str) -> str:
    """What a language is called on pages; one that the site does not know as in the questionnaire."""
    return str(LANGUAGE_NAMES.get(code, code))


def _code(value: Any) -> None:
    if isinstance(value, str) and value and not _CODE.fullmatch(value):
        raise forms.ValidationError(_("Mã bắt đầu bằng chữ không dấu, chỉ gồm chữ không dấu, số, dấu _ và -."))


def wrong_line(bad: BadLine) -> forms.ValidationError:
    """What is told beside a field of lines."""
    told = _("Dòng %(number)s không đúng mẫu “mã: lời”, hoặc có nhiều lời hơn số ngôn ngữ.")
    return forms.ValidationError(told, params={"number": bad.number})


class CodeField(forms.CharField):
    """A name by which answers are kept."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=60, validators=[_code], **kwargs)


class NewForm(forms.Form):
    """A questionnaire out of one that is shipped, or out of a file."""

    shipped = forms.ChoiceField(label=gettext_lazy("Phiếu mẫu"), required=False)
    file = forms.FileField(
        label=gettext_lazy("hoặc tệp XLSForm (XLSX)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=gettext_lazy("Tối đa 1 MB. Tải một phiếu đang có về làm mẫu."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # the titles keep their language in English pages
        self.fields["shipped"].widget.attrs["lang"] = "vi"
        titles = [(name, _title(name)) for name in shipped_names()]
        field = self.fields["shipped"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("— chọn phiếu mẫu —")), *titles]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(_("Tệp lớn quá 1 MB. Một phiếu thường dưới 100 KB."))
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and bool(cleaned.get("file")) is bool(cleaned.get("shipped")):
            self.add_error("file", _("Chọn một phiếu mẫu, hoặc chọn một tệp."))
        return cleaned

    def read(self) -> Read | None:
        """What was read; None with the reason on the form where it is no workbook."""
        file = self.cleaned_data["file"]
        if not file:
            return read_shipped(self.cleaned_data["shipped"])
        try:
            return read_xlsform(file.read(), file.name)
        except UnreadableTable as refused:
            self.add_error("file", str(refused))
            return None


def _title(name: str) -> str:
    found = read_shipped(name).questionnaire
    return found.title if found else name


class EditionForm(forms.Form):
    """What the next edition is called."""

    edition = forms.CharField(label=gettext_lazy("Tên phiên bản mới"), max_length=30, validators=[seen_text])


class ChangeForm(VersionForm):
    """A form that makes another questionnaire out of one."""

    def change(self, questionnaire: core.Questionnaire) -> core.Questionnaire:
        raise NotImplementedError


class FactsForm(ChangeForm):
    """What a questionnaire is called."""

    title = forms.CharField(label=gettext_lazy("Tên phiếu"), max_length=300, validators=[seen_text])
    form_id = CodeField(
        label=gettext_lazy("Mã phiếu"), help_text=gettext_lazy("Các phiên bản của một phiếu có chung mã.")
    )
    edition = forms.CharField(label=gettext_lazy("Phiên bản"), max_length=30, required=False)

    def change(self, questionnaire: core.Questionnaire) -> core.Questionnaire:
        given = self.cleaned_data
        return replace(questionnaire, title=given["title"], name=given["form_id"], version=given["edition"])


class _LinesForm(ChangeForm):
    lines = forms.CharField(
        label=gettext_lazy("Các dòng"), strip=False, widget=forms.Textarea(attrs={"rows": 12, "class": "code"})
    )

    def __init__(self, *args: Any, languages: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages

    def clean_lines(self) -> Any:
        try:
            return self.read(self.cleaned_data["lines"])
        except BadLine as bad:
            raise wrong_line(bad) from bad

    def read(self, text: str) -> Any:
        raise NotImplementedError


class ChoicesForm(_LinesForm):
    """The choices of a list. `name` stays, since questions refer to it."""

    def __init__(self, *args: Any, entry: core.ChoiceList, languages: tuple[str, ...], **kwargs: Any) -> None:
        kwargs["initial"] = {"lines": choices_as_text(entry.choices, languages), **kwargs.get("initial", {})}
        super().__init__(*args, languages=languages, **kwargs)
        self.name = entry.name

    def read(self, text: str) -> tuple[core.Choice, ...]:
        return choices_of_text(text, self.languages)

    def change(self, questionnaire: core.Questionnaire) -> core.Questionnaire:
        return with_list(questionnaire, core.ChoiceList(name=self.name, choices=self.cleaned_data["lines"]))


class PartsForm(_LinesForm):
    """Parts and their factors."""

    def __init__(self, *args: Any, parts: tuple[core.Part, ...], languages: tuple[str, ...], **kwargs: Any) -> None:
        kwargs["initial"] = {"lines": parts_as_text(parts, languages), **kwargs.get("initial", {})}
        super().__init__(*args, languages=languages, **kwargs)
        self.fields["lines"].required = False

    def read(self, text: str) -> tuple[core.Part, ...]:
        return parts_of_text(text, self.languages)

    def change(self, questionnaire: core.Questionnaire) -> core.Questionnaire:
        return with_parts(questionnaire, self.cleaned_data["lines"])


class MoveForm(VersionForm):
    """Up or down by one place."""

    step = forms.TypedChoiceField(choices=[(-1, "-1"), (1, "1")], coerce=int)
