"""What appraisers type about a leaf, what an agency says against it, and the answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.assessments.forms import ClaimForm
from caicach.core.scoring.claims import Claim
from caicach.ui.fields import DayField, NumberField
from caicach.ui.versions import VersionForm


class ChangeForm(ClaimForm):
    """Another score for a leaf: other figures or points set by the appraiser, with the reason."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("claim_given", None)
        self.fields["decided"] = NumberField(
            label=_("Điểm ấn định"),
            help_text=_("Để trống nếu điểm tính từ số liệu ở trên."),
            required=False,
            min_value=0,
            max_value=self.criterion.max_score,
            decimal_places=4,
        )
        self.fields["reason_code"] = forms.ChoiceField(label=_("Lý do"), choices=reason_choices())
        self.fields["reason"] = forms.CharField(
            label=_("Nêu cụ thể"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
        )

    def claim(self) -> Claim:
        decided = self.cleaned_data.get("decided")
        return Claim(
            values=self.values(),
            decided=decided,
            is_not_applicable=bool(self.cleaned_data.get("claim_not_applicable")),
        )


class DecisionForm(ChangeForm):
    """The answer to an appeal: the appraisal stands, or what counts instead; always in words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("reason_code", "reason"):
            del self.fields[name]
        self.fields["keeps"] = forms.BooleanField(label=_("Giữ nguyên điểm thẩm định"), required=False)
        self.fields["answer"] = forms.CharField(
            label=_("Trả lời cơ quan"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
        )


class ReturnForm(VersionForm):
    """What is missing, and until when it may be added."""

    reason = forms.CharField(
        label=gettext_lazy("Cần bổ sung gì"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    until = DayField(label=gettext_lazy("Đến hết ngày"))


class AppealForm(VersionForm):
    """Why an agency does not agree."""

    text = forms.CharField(
        label=gettext_lazy("Nội dung giải trình"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )


def reason_choices() -> list[tuple[str, str]]:
    """Why appraisers change a score, the usual reasons first."""
    return [
        ("evidence_missing", _("Thiếu tài liệu kiểm chứng")),
        ("evidence_not_proving", _("Tài liệu không chứng minh được nội dung")),
        ("evidence_other_year", _("Tài liệu không thuộc năm đánh giá")),
        ("figures", _("Số liệu không khớp nguồn")),
        ("late", _("Thực hiện không đúng hạn")),
        ("rule", _("Áp dụng sai cách tính")),
        ("other", _("Lý do khác")),
    ]
