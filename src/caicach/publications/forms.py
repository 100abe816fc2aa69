"""Forms of publishing."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from caicach.ui.fields import DayField
from caicach.ui.versions import VersionForm

_MISSING = _("Hãy ghi lý do, để người đọc hiểu vì sao.")


class PrepareForm(forms.Form):
    """What goes with a result that is put before a leader; a reason only where something was published before."""

    reason = forms.CharField(
        label=_("Lý do đính chính"),
        help_text=_("Ghi sai ở đâu, sửa thế nào; lý do này in trong bản công bố mới."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _MISSING},
    )
    decision_number = forms.CharField(
        label=_("Số quyết định"),
        help_text=_("Để trống nếu chưa có số; ghi sau khi ký cũng được."),
        max_length=60,
        required=False,
    )
    decided_on = DayField(label=_("Ngày quyết định"), required=False)

    def __init__(self, *args: object, is_correction: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not is_correction:
            del self.fields["reason"]


class ApproveForm(VersionForm):
    """What was looked at, and that it was looked at."""

    sha256 = forms.RegexField("[0-9a-f]{64}", widget=forms.HiddenInput)
    has_seen = forms.BooleanField(
        label=_("Tôi đã xem kết quả này và đồng ý công bố"),
        error_messages={"required": _("Hãy xem kết quả rồi đánh dấu vào ô này.")},
    )


class DecisionForm(VersionForm):
    """Number and day of the signed decision."""

    number = forms.CharField(
        label=_("Số quyết định"), max_length=60, error_messages={"required": _("Hãy ghi số quyết định.")}
    )
    decided_on = DayField(label=_("Ngày quyết định"), error_messages={"required": _("Hãy ghi ngày quyết định.")})


class ReopenForm(VersionForm):
    """Why a closed round may change again."""

    reason = forms.CharField(
        label=_("Lý do mở lại"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _MISSING},
    )


class DecideReopeningForm(VersionForm):
    """Whether a closed round may change again; refusing takes words."""

    GRANT: ClassVar = "grant"
    REFUSE: ClassVar = "refuse"

    decision = forms.ChoiceField(
        label=_("Quyết định"),
        choices=[(GRANT, _("Đồng ý mở lại đợt")), (REFUSE, _("Không đồng ý, đợt vẫn chốt"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn đồng ý hay không.")},
    )
    answer = forms.CharField(
        label=_("Lý do không đồng ý"),
        help_text=_("Chỉ cần ghi khi không đồng ý."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].is_wanted = True  # type: ignore[attr-defined]  # the help says when

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("decision") == self.REFUSE and not given.get("answer", "").strip():
            self.add_error("answer", _MISSING)
        return given
