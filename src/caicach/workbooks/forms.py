"""The form with which a criteria set is read in from a file."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caicach.core.scoring.criteria import CriteriaSet
from caicach.criteria.known_indicators import known_indicators
from caicach.criteria.limits import MOST_BYTES
from caicach.criteria.loading import read_set
from caicach.workbooks.reading import read_xlsx


class ReadInForm(forms.Form):
    """A set as a YAML or XLSX file."""

    file = forms.FileField(
        label=_("Tệp bộ tiêu chí"),
        help_text=_("Tệp XLSX hoặc YAML, tối đa 1 MB. Tải một bộ đang có về làm mẫu."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.yaml,.yml", "required": True}),
    )

    def clean_file(self) -> tuple[str, bytes]:
        """Name and content of the file."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Tệp lớn quá 1 MB. Một bộ tiêu chí thường dưới 200 KB."))
        return file.name, file.read()

    def criteria_set(self) -> CriteriaSet | None:
        """The set of the file; None with the reason on the form where it is no text. Raises BadContent."""
        name, content = self.cleaned_data["file"]
        if content[:2] == b"PK":
            return read_xlsx(content, file=name, known_indicators=known_indicators())
        try:
            return read_set(content.decode("utf-8-sig"), file=name, known_indicators=known_indicators())
        except UnicodeDecodeError:
            told = gettext("Tệp không phải XLSX hay văn bản UTF-8. Hãy lưu lại dạng XLSX, hoặc YAML với mã UTF-8.")
            self.add_error("file", told)
            return None
