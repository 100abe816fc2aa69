"""Forms of the register: what a paper is, its files, why it is taken out again."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.agencies.models import Agency
from caicach.core.documents.numbers import NumberFault, fault_of, tidy_number
from caicach.documentregister.services import Head
from caicach.files.models import Document
from caicach.files.policy import EVIDENCE
from caicach.ui.fields import DayField

MOST_FILES_AT_ONCE = 20
KINDS = (
    "Quyết định", "Kế hoạch", "Báo cáo", "Công văn", "Thông báo", "Tờ trình", "Biên bản", "Giấy mời", "Chỉ thị",
    "Chương trình", "Hướng dẫn", "Nghị quyết", "Đề án", "Phụ lục", "Hình ảnh",
)  # fmt: skip
"""Proposals only: offices have more kinds of papers than a list has."""

_NUMBER_FAULTS = {
    NumberFault.NO_DIGITS: gettext_lazy("“%(typed)s” thiếu số. Ghi như trên văn bản, ví dụ 35/KH-UBND."),
    NumberFault.NO_SIGN: gettext_lazy("“%(typed)s” thiếu ký hiệu sau dấu gạch chéo. Ghi đủ, ví dụ 35/KH-UBND."),
    NumberFault.ODD_FORM: gettext_lazy("“%(typed)s” không có dạng số, ký hiệu thường dùng, ví dụ 35/KH-UBND."),
}


class FilesInput(forms.ClearableFileInput):
    """A field that takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; the value is a list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=FilesInput(attrs={"accept": EVIDENCE.accept}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        uploads = data if isinstance(data, list | tuple) else [data] if data else []
        if len(uploads) > MOST_FILES_AT_ONCE:
            raise forms.ValidationError(
                _("Mỗi lần gửi tối đa %(most)s tệp; bạn đã chọn %(count)s."),
                params={"most": MOST_FILES_AT_ONCE, "count": len(uploads)},
            )
        kept = [super(FilesField, self).clean(one, initial) for one in uploads or [None]]
        return [one for one in kept if one is not None]


class OfAgencyForm(forms.Form):
    """Something that one of the person's agencies does; with a single agency nothing is asked."""

    agency = forms.ModelChoiceField(queryset=Agency.objects.none(), label=gettext_lazy("Cơ quan"))

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = agencies
        first = list(agencies[:2])
        if len(first) == 1:
            field.initial, field.widget = first[0], forms.HiddenInput()


class UploadForm(OfAgencyForm):
    """Files that enter the register; what stands in them is read, and shown for correction."""

    papers = FilesField(
        label=gettext_lazy("Tệp"),
        help_text=gettext_lazy("DOCX, PDF, XLSX hoặc ảnh, mỗi tệp không quá 50 MB. Có thể chọn nhiều tệp."),
    )


class HeadForm(forms.Form):
    """What the register says of a paper."""

    title = forms.CharField(label=gettext_lazy("Tên, trích yếu"), max_length=300)
    kind = forms.CharField(
        label=gettext_lazy("Loại văn bản"), max_length=40, required=False,
        widget=forms.TextInput(attrs={"list": "document-kinds", "autocomplete": "off"}),
    )  # fmt: skip
    number = forms.CharField(label=gettext_lazy("Số, ký hiệu"), max_length=60, required=False)
    issued_on = DayField(label=gettext_lazy("Ngày ban hành"), required=False)
    effective_on = DayField(
        label=gettext_lazy("Có hiệu lực từ"), required=False,
        help_text=gettext_lazy("Để trống nếu từ ngày ban hành."),
    )  # fmt: skip
    issuer = forms.CharField(label=gettext_lazy("Cơ quan ban hành"), max_length=200, required=False)
    signer = forms.CharField(label=gettext_lazy("Người ký"), max_length=100, required=False)
    signer_position = forms.CharField(label=gettext_lazy("Chức vụ người ký"), max_length=150, required=False)
    is_as_printed = forms.BooleanField(
        label=gettext_lazy("Số, ký hiệu đúng như trên văn bản, dù khác dạng thường dùng"), required=False
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        number = tidy_number(given.get("number") or "")
        fault = fault_of(number) if number else None
        if fault and not given.get("is_as_printed"):
            sentence = _NUMBER_FAULTS[fault]
            self.add_error("number", forms.ValidationError(sentence, params={"typed": number}))
        issued_on, effective_on = given.get("issued_on"), given.get("effective_on")
        if issued_on and effective_on and effective_on.year < issued_on.year - 5:
            self.add_error("effective_on", _("Ngày có hiệu lực sớm hơn ngày ban hành hơn 5 năm. Hãy xem lại năm."))
        return given

    @property
    def head(self) -> Head:
        """What the services take."""
        return Head(**{name: self.cleaned_data[name] for name in head_fields()})


class CorrectForm(HeadForm):
    """The same of a document that is in the register already."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReferenceForm(OfAgencyForm, HeadForm):
    """A paper whose file is elsewhere: found again by number and day, so both are needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("number", "issued_on"):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = _(
                "Văn bản không kèm tệp cần có số, ký hiệu và ngày để tìm lại được."
            )


class VersionFileForm(forms.Form):
    """A newer file of a document."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    file = forms.FileField(
        label=gettext_lazy("Tệp"), widget=forms.ClearableFileInput(attrs={"accept": EVIDENCE.accept})
    )
    note = forms.CharField(label=gettext_lazy("Khác bản trước ở chỗ nào"), max_length=300, required=False)


class WithdrawForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=300)


class DocumentFilter(forms.Form):
    """What the list of the register shows."""

    STATES = (
        ("", gettext_lazy("Mọi trạng thái")),
        ("to_check", gettext_lazy("cần kiểm tra")),
        ("no_file", gettext_lazy("không kèm tệp")),
        ("withdrawn", gettext_lazy("đã gỡ khỏi sổ")),
    )
    q = forms.CharField(
        label=gettext_lazy("Tìm"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), required=False)
    year = forms.TypedChoiceField(label=gettext_lazy("Năm"), required=False, coerce=int, empty_value=None)
    state = forms.ChoiceField(label=gettext_lazy("Trạng thái"), required=False, choices=STATES)
    agency = forms.ModelChoiceField(
        queryset=Agency.objects.none(), label=gettext_lazy("Cơ quan"), required=False,
        empty_label=gettext_lazy("Mọi cơ quan"),
    )  # fmt: skip

    def __init__(
        self, *args: Any, kinds: Iterable[str], years: Iterable[int], agencies: QuerySet[Agency], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        kind, year, agency = self.fields["kind"], self.fields["year"], self.fields["agency"]
        assert isinstance(kind, forms.ChoiceField)
        assert isinstance(year, forms.ChoiceField)
        assert isinstance(agency, forms.ModelChoiceField)
        kind.choices = [("", _("Mọi loại")), *((one, one) for one in kinds)]
        year.choices = [("", _("Mọi năm")), *((str(one), str(one)) for one in years)]
        agency.queryset = agencies
        if agencies[:2].count() < 2:
            del self.fields["agency"]

    @property
    def chosen(self) -> dict[str, Any]:
        """What is valid; what is wrong narrows nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def head_fields() -> tuple[str, ...]:
    """The names of what a head says."""
    return tuple(Head.__dataclass_fields__)


def begun(document: Document) -> dict[str, Any]:
    """What the form about a document starts with."""
    return {"version": document.version, **{name: getattr(document, name) for name in head_fields()}}
