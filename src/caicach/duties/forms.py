"""What people type about a duty."""

from collections.abc import Sequence
from typing import Any, Self

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency
from caicach.core.documents.numbers import number_key
from caicach.documentregister.errors import OutsidePeriod
from caicach.documentregister.forms import FilesField
from caicach.documentregister.services import standing_of
from caicach.duties.handing_out import people_of, units_of
from caicach.files.models import Document
from caicach.people.models import User
from caicach.ui.fields import DayField, WholeNumberField
from caicach.ui.versions import VersionForm
from caicach.work.models import Assignment, Occurrence, Verdict


class OccurrenceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only for the checker
    """A choice among the due instances of a duty."""

    def label_from_instance(self, obj: Any) -> str:
        day = {"day": f"{obj.due_on:%d/%m/%Y}"}
        return _("hạn %(day)s") % day if obj.done_on is None else _("đã xong, hạn %(day)s, chưa báo số lượng") % day


class ReportForm(VersionForm):
    """How far a duty is."""

    occurrence = OccurrenceField(
        Occurrence.objects.none(), label=_("Kỳ thực hiện"), required=False, empty_label=_("chưa xong kỳ nào")
    )
    text = forms.CharField(
        label=_("Kết quả thực hiện"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Đã làm gì, văn bản nào (số, ngày)."),
        max_length=10_000,
    )
    progress_percent = WholeNumberField(
        label=_("Tiến độ (%)"),
        unit="%",
        min_value=0,
        max_value=100,
        required=False,
        help_text=_("Để trống nếu chưa tính được; gửi đi là 100%."),
    )
    actual_quantity = WholeNumberField(
        label=_("Số lượng đạt"),
        min_value=0,
        max_value=10_000_000,
        required=False,
        help_text=_("Chỉ ghi khi kế hoạch giao số lượng."),
    )
    obstacle = forms.CharField(
        label=_("Khó khăn, vướng mắc"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=5_000
    )
    file = FilesField(
        label=_("Tài liệu kiểm chứng"),
        required=False,
        help_text=_("Tệp DOCX, PDF, XLSX hoặc ảnh, không quá 50 MB. Có thể chọn nhiều tệp, hoặc chụp ảnh."),
    )
    documents = forms.ModelMultipleChoiceField(
        Document.objects.none(), label=_("Từ sổ văn bản của cơ quan"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    number = forms.CharField(
        label=_("Hoặc số, ký hiệu của văn bản đã vào sổ"), required=False, max_length=60,
        widget=forms.TextInput(attrs={"list": "own-documents", "autocomplete": "off"}),
    )  # fmt: skip

    period_reason = forms.CharField(
        label=_("Vì sao văn bản trước kỳ vẫn chứng minh được"), required=False, max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, assignment: Assignment, proposals: Sequence[Document] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.assignment, self.proposals = assignment, proposals
        documents = self.fields["documents"]
        assert isinstance(documents, forms.ModelMultipleChoiceField)
        documents.queryset = standing_of(assignment.agency)
        documents.choices = [(document.pk, str(document)) for document in proposals]
        if any(one.done_on is None or one.is_untold for one in assignment.occurrences.all()):
            field = self.fields["occurrence"]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = assignment.occurrences.filter(
                Q(done_on=None) | Q(planned_quantity__isnull=False, actual_quantity=None)
            )
        else:
            del self.fields["occurrence"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        number = given.get("number")
        if number and not self.numbered():
            self.add_error("number", _("Sổ văn bản của cơ quan chưa có “%(number)s”.") % {"number": number})
        return given

    def numbered(self) -> list[Document]:
        """The documents of the agency with the typed number."""
        key = number_key(self.cleaned_data.get("number") or "")
        return list(standing_of(self.assignment.agency).filter(number_key=key)[:1]) if key else []

    def asking_why(self, refused: OutsidePeriod, new: Sequence[Document]) -> Self:
        """The form with what was typed, asking why an older paper proves the duty; new files are ticked."""
        documents = self.fields["documents"]
        assert isinstance(documents, forms.ModelMultipleChoiceField)
        assert isinstance(self.data, QueryDict)
        offered = dict.fromkeys([*self.proposals, *new])
        documents.choices = [(document.pk, str(document)) for document in offered]
        data = self.data.copy()
        for document in new:
            data.appendlist("documents", str(document.pk))
        self.data = data
        self.add_error("period_reason", str(refused))
        return self

    @property
    def chosen(self) -> list[Document]:
        """What was taken from the register."""
        return [*self.cleaned_data["documents"], *self.numbered()]


class EvidenceForm(forms.Form):
    """What the coordinator says of a piece of evidence."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    verdict = forms.TypedChoiceField(choices=Verdict.choices, coerce=Verdict)
    reason = forms.CharField(label=_("Thiếu gì, sai ở đâu"), max_length=500, required=False)
    missing_until = DayField(label=_("Bổ sung trước ngày"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("verdict") is Verdict.RETURNED and not given.get("reason"):
            self.add_error("reason", _("Ghi rõ thiếu gì hoặc sai ở đâu, để cơ quan biết cần bổ sung gì."))
        return given


class ReturnForm(VersionForm):
    """Why a result goes back."""

    reason = forms.CharField(
        label=_("Lý do trả lại"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Cần bổ sung gì, ở đâu."),
        max_length=5_000,
    )


class HandOutForm(VersionForm):
    """Who looks after a duty inside the agency."""

    unit = forms.ModelChoiceField(Agency.objects.none(), label=_("Phòng, đơn vị"), required=False, empty_label="—")
    person = forms.ModelChoiceField(User.objects.none(), label=_("Người làm"), required=False, empty_label="—")
    from_on = DayField(label=_("Từ ngày"))

    def __init__(self, *args: Any, assignment: Assignment, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit, person = self.fields["unit"], self.fields["person"]
        assert isinstance(unit, forms.ModelChoiceField)
        assert isinstance(person, forms.ModelChoiceField)
        person.queryset = people_of(assignment.agency, on=today)
        unit.queryset = units_of(assignment.agency, on=today)
        units = [(one.pk, one.name) for one in unit.queryset]
        unit.choices = [("", "—"), *units]  # read once, for the field and for whether there is one
        if not units:
            del self.fields["unit"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned.setdefault("unit", None)
        return cleaned


class MoveForm(VersionForm):
    """To which of the heirs a duty goes over."""

    to_agency = forms.ModelChoiceField(Agency.objects.none(), label=_("Cơ quan tiếp nhận"))

    def __init__(self, *args: Any, heirs: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to_agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = heirs
