"""What people type about obstacles, requests and events."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency
from caicach.obstacles.models import ObstacleState, RequestKind, RequestState
from caicach.ui.fields import DayField, seen_text

AGES = (("", _("Mọi thời gian")), ("7", _("từ 7 ngày")), ("15", _("từ 15 ngày")), ("30", _("từ 30 ngày")))
STANDING = "standing"


def _words(label: Any, *, rows: int = 3, required: bool = True, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), required=required, max_length=5_000,
        help_text=hint, validators=[seen_text],
    )  # fmt: skip


class AgencyChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only for the checker
    """One agency, by its short name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.brief)


class RaiseForm(forms.Form):
    """What stands in the way, whom it is put before, since when."""

    text = _words(_("Vướng mắc"), rows=4, hint=_("Vướng ở đâu, cần ai làm gì."))
    addressed_to = AgencyChoice(Agency.objects.none(), label=_("Gửi đến"), empty_label=None)
    since_on = DayField(label=_("Vướng từ ngày"))

    def __init__(self, *args: Any, addressees: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["addressed_to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = addressees


class StepForm(forms.Form):
    """An act about an obstacle or a request, with the version that was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = _words(_("Nội dung"))


class AnswerForm(StepForm):
    text = _words(_("Trả lời"), hint=_("Đã làm hoặc sẽ làm gì, đến khi nào."))


class CloseForm(StepForm):
    text = _words(_("Đã tháo gỡ thế nào"), rows=2, required=False)


class ReopenForm(StepForm):
    text = _words(_("Còn vướng gì"), rows=2)


class PassOnForm(StepForm):
    to_agency = AgencyChoice(Agency.objects.none(), label=_("Chuyển đến"))
    text = _words(_("Lý do chuyển"), rows=2)

    def __init__(self, *args: Any, addressees: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to_agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = addressees


class AskForm(forms.Form):
    """What an agency asks for."""

    kind = forms.TypedChoiceField(
        label=_("Đề nghị"), choices=RequestKind.choices, coerce=RequestKind, widget=forms.RadioSelect
    )
    wished_on = DayField(label=_("Đến ngày"), help_text=_("Gia hạn: hạn mới. Hỗ trợ: ngày cần có hỗ trợ."))
    reason = _words(_("Lý do"), rows=4)

    def __init__(self, *args: Any, has_due_date: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_due_date:
            kind = self.fields["kind"]
            assert isinstance(kind, forms.ChoiceField)
            kind.choices = [(RequestKind.HELP.value, RequestKind.HELP.label)]


class DecideForm(forms.Form):
    """What the coordinator says: granted until a day, or refused with a reason."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    until = DayField(label=_("Hạn mới"), required=False)
    answer = _words(_("Trả lời"), required=False, hint=_("Bắt buộc khi không chấp nhận."))

    def __init__(self, *args: Any, is_for_time: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_for_time:
            del self.fields["until"]
            self.fields["answer"].help_text = _("Hỗ trợ gì, ai làm, đến khi nào; hoặc vì sao không.")


class _Filter(forms.Form):
    """A filter in the address; what is wrong in it narrows nothing."""

    def offer(self, name: str, agencies: QuerySet[Agency]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = agencies

    @property
    def chosen(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ObstacleFilter(_Filter):
    """What the list of obstacles shows; what stands, unless another state is asked for."""

    state = forms.ChoiceField(
        label=_("Trạng thái"), required=False,
        choices=[("", _("Chưa tháo gỡ")), *ObstacleState.choices, ("all", _("Mọi trạng thái"))],
    )  # fmt: skip
    agency = AgencyChoice(
        Agency.objects.none(), label=_("Cơ quan nêu"), required=False, empty_label=_("Mọi cơ quan nêu")
    )
    asked = AgencyChoice(
        Agency.objects.none(), label=_("Gửi đến"), required=False, empty_label=_("Gửi đến mọi cơ quan")
    )
    age = forms.TypedChoiceField(label=_("Đã vướng"), required=False, choices=AGES, coerce=int, empty_value=None)

    def __init__(self, *args: Any, agencies: QuerySet[Agency], asked: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agency", agencies)
        self.offer("asked", asked)


class RequestFilter(_Filter):
    """What the list of requests shows."""

    state = forms.ChoiceField(
        label=_("Trạng thái"), required=False,
        choices=[("", RequestState.WAITING.label), *RequestState.choices[1:], ("all", _("Mọi trạng thái"))],
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Loại"), required=False, choices=[("", _("Gia hạn và hỗ trợ")), *RequestKind.choices]
    )
    agency = AgencyChoice(Agency.objects.none(), label=_("Cơ quan"), required=False, empty_label=_("Mọi cơ quan"))

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agency", agencies)


class EventForm(forms.Form):
    """What has happened, when, where it says so, and until when the duties are due unless a row says otherwise."""

    happened_on = DayField(label=_("Ngày xảy ra"))
    due_on = DayField(
        label=_("Hạn chung"), required=False, help_text=_("Để trống nếu mỗi dòng một hạn; điền ở bước sau.")
    )
    source = forms.CharField(
        label=_("Căn cứ"), max_length=300, validators=[seen_text],
        help_text=_("Văn bản hoặc nơi công bố, ví dụ Quyết định 12/QĐ-BNV ngày 05/03/2026."),
    )  # fmt: skip


class DueDatesForm(forms.Form):
    """The due date of each row that waits for an event, as it was previewed."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, rows: dict[str, date | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, day in rows.items():
            self.fields[f"due-{key}"] = DayField(label=_("Hạn"), initial=day)
