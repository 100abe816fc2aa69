"""What a person hands in: a file, or text pasted from a document."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caicach.intake.importers import Importer

MOST_PASTED = 2_000_000


class UploadForm(forms.Form):
    """A file or pasted text, one of them."""

    file = forms.FileField(label=_("Tệp văn bản"), required=False)
    text = forms.CharField(
        label=_("Hoặc dán nội dung"),
        required=False,
        max_length=MOST_PASTED,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=_("Chép bảng trong Word, Excel hoặc trang web rồi dán vào đây; giữ nguyên dòng tiêu đề của bảng."),
    )
    agency = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, importer: Importer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        file = self.fields["file"]
        # The page has a form of its own for pasted text, so in this one the file is needed.
        file.widget.attrs |= {"accept": importer.policy.accept, "required": True}
        file.help_text = _("Nhận {types}; tối đa {mb} MB.").format(
            types=importer.policy.types_text, mb=importer.policy.most_bytes // 1024**2
        )
        if not importer.takes_paste:
            del self.fields["text"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        text = (given.get("text") or "").strip()
        if "file" in self.errors or "text" in self.errors:
            return given
        if given.get("file") and text:
            raise forms.ValidationError(_("Bạn vừa chọn tệp vừa dán nội dung. Hãy chỉ giữ một trong hai."))
        if not given.get("file") and not text:
            raise forms.ValidationError(_("Chưa có gì để nhập. Hãy chọn một tệp hoặc dán nội dung."))
        return given
