"""What an agency types about a leaf: its figures and words, and what proves them."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.assessments.forms import ClaimForm
from caicach.files.policy import EVIDENCE
from caicach.ui.fields import DayField
from caicach.ui.versions import VersionForm


class FillForm(ClaimForm):
    """A leaf as its agency fills it in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["claim_explanation"] = forms.CharField(
            label=_("Giải trình"),
            help_text=_("Cách tính điểm, hoặc vì sao chưa có tài liệu. Bắt buộc khi không gắn tài liệu."),
            required=False,
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        self.fields["claim_explanation"].is_wanted = True  # type: ignore[attr-defined]  # the help says when


class TakeForm(forms.Form):
    """A document that is registered already; asked for a reason where it is older than the period."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    place = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Vì sao văn bản này vẫn chứng minh được"), required=False, max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Người thẩm định thấy lý do này bên cạnh tài liệu."),
    )  # fmt: skip


class EvidenceForm(VersionForm):
    """A new document, with its file or only by its number."""

    file = forms.FileField(
        label=gettext_lazy("Tệp"),
        required=False,
        help_text=gettext_lazy("Tệp DOCX, PDF, XLSX hoặc ảnh, không quá 50 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": EVIDENCE.accept}),
    )
    title = forms.CharField(
        label=gettext_lazy("Tên văn bản"), required=False, max_length=300,
        help_text=gettext_lazy("Để trống thì lấy tên tệp."),
    )  # fmt: skip
    number = forms.CharField(label=gettext_lazy("Số, ký hiệu"), required=False, max_length=60)
    issued_on = DayField(label=gettext_lazy("Ngày ban hành"), required=False)
    place = forms.CharField(label=gettext_lazy("Trang, mục"), required=False, max_length=100)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("file") and not given.get("title") and not {"file", "title"} & self.errors.keys():
            self.add_error("file", _("Chọn tệp, hoặc ghi tên văn bản đã ban hành."))
        return given
