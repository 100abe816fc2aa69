"""Forms about amending a plan: the decision, and its signed document in the register."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.files.models import Document
from caicach.people.models import User
from caicach.plans.models import Plan
from caicach.ui.fields import DayField

MOST_PROPOSED = 30


class DocumentNumberField(forms.CharField):
    """A document of the register by its number; what is not certain is asked, never chosen."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"list": "register-documents", "autocomplete": "off"})
        super().__init__(max_length=60, widget=widget, **kwargs)
        self.user: User | None = None

    def clean(self, value: Any) -> Any:
        number = super().clean(value)
        if not number or self.user is None:
            return None
        found = list(Document.objects.visible_to(self.user).alike(number, None)[:2])
        if not found:
            raise forms.ValidationError(
                _("Sổ văn bản chưa có “%(number)s”. Hãy vào sổ trước, hoặc để trống rồi ghi sau."),
                params={"number": number},
            )
        if len(found) > 1:
            raise forms.ValidationError(
                _("Sổ văn bản có nhiều văn bản số “%(number)s”. Hãy gỡ bản trùng trong sổ trước."),
                params={"number": number},
            )
        return found[0]


class DocumentForm(forms.Form):
    """The signed paper of a decision."""

    document = DocumentNumberField(
        label=gettext_lazy("Bản đã ký trong sổ văn bản"), required=False,
        help_text=gettext_lazy("Gõ số, ký hiệu như trong sổ."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["document"]
        assert isinstance(field, DocumentNumberField)
        field.user = user


class AmendmentForm(DocumentForm):
    """The decision by which a plan is amended."""

    number = forms.CharField(label=gettext_lazy("Số, ký hiệu quyết định sửa đổi"), max_length=60)
    issued_on = DayField(label=gettext_lazy("Ngày ban hành"))
    effective_on = DayField(
        label=gettext_lazy("Có hiệu lực từ"), required=False,
        help_text=gettext_lazy("Để trống nếu từ ngày ban hành."),
    )  # fmt: skip
    signer = forms.CharField(label=gettext_lazy("Người ký"), max_length=100, required=False)
    reason = forms.CharField(label=gettext_lazy("Lý do sửa đổi, bổ sung"), widget=forms.Textarea(attrs={"rows": 3}))

    field_order = ("number", "issued_on", "effective_on", "signer", "document", "reason", "version")


class DecisionTextForm(forms.Form):
    """The words of an amending decision: pasted, or taken from a file and shown to be corrected."""

    text = forms.CharField(
        label=gettext_lazy("Nội dung quyết định"), required=False, max_length=200_000, strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=gettext_lazy("Dán các khoản sửa đổi, hoặc bảng chép từ Word, Excel. Sửa ở đây rồi đọc lại được."),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("Hoặc tệp quyết định"), required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.pdf,.xlsx"}),
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors and not told.get("file") and not (told.get("text") or "").strip():
            self.add_error("text", _("Dán nội dung hoặc chọn tệp."))
        return told


def proposed_documents(user: User) -> list[Document]:
    """The newest documents with a number that a person sees in the register."""
    rows = Document.objects.visible_to(user).standing().exclude(number="")
    return list(rows.order_by("-issued_on", "-registered_at")[:MOST_PROPOSED])


def begun(plan: Plan, old: Plan) -> dict[str, Any]:
    """What the form of a decision starts with; the number of the amended plan is not that of the new decision."""
    is_new = plan.number != old.number
    return {
        "number": plan.number if is_new else "",
        "issued_on": plan.issued_on if is_new else None,
        "signer": plan.signer,
        "version": plan.version,
    }
