"""Forms of notices: which mails, which reminders, which answers."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from caicach.agencies.models import Agency
from caicach.notices.models import MAY_BE_SWITCHED_OFF, MailKind, MailState
from caicach.ui.fields import DayField, FilterForm, seen_text


class MailChoiceForm(forms.Form):
    """Which mails a person wants."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Nhận qua thư điện tử"),
        required=False,
        choices=[(kind.value, kind.label) for kind in MAY_BE_SWITCHED_OFF],
        widget=forms.CheckboxSelectMultiple,
    )


class FeedForm(forms.Form):
    """Whose deadlines a calendar holds."""

    agency = forms.ModelChoiceField(
        queryset=Agency.objects.none(),
        label=gettext_lazy("Lịch của"),
        required=False,
        empty_label=gettext_lazy("việc của tôi"),
    )

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = agencies


class UrgeForm(forms.Form):
    """One line below the prepared sentences."""

    remark = forms.CharField(
        label=gettext_lazy("Thêm một câu (không bắt buộc)"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AnswerForm(forms.Form):
    """What the agency says to being urged."""

    answer = forms.CharField(
        label=gettext_lazy("Trả lời đôn đốc"),
        max_length=2000,
        validators=[seen_text],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Việc đang ở bước nào, vướng gì, ngày nào gửi kết quả."),
    )


class MailFilter(FilterForm):
    """What the list of sent mails shows."""

    person = forms.CharField(
        label=gettext_lazy("Người nhận"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    subject = forms.CharField(
        label=gettext_lazy("Tiêu đề"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại thư"),
        required=False,
        choices=[("", gettext_lazy("Mọi loại")), *MailKind.choices],
    )
    state = forms.ChoiceField(
        label=gettext_lazy("Trạng thái"),
        required=False,
        choices=[("", gettext_lazy("Mọi trạng thái")), *MailState.choices],
    )
    from_on = DayField(label=gettext_lazy("Từ ngày"), required=False)
    to_on = DayField(label=gettext_lazy("Đến ngày"), required=False)


class OverdueFilter(FilterForm):
    """Whose overdue duties are shown."""

    agency = forms.ModelChoiceField(
        queryset=Agency.objects.none(),
        label=gettext_lazy("Cơ quan"),
        required=False,
        empty_label=gettext_lazy("Mọi cơ quan"),
    )

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = agencies


def number_in(text: str | None) -> int | None:
    """A key or a year; what is none counts as not sent."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None
