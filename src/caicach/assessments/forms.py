"""What people type about a leaf: figures, points, words; and the versions of the rows that they saw."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.assessments.ledger import LedgerValues
from caicach.core.scoring.claims import Claim
from caicach.core.scoring.criteria import Criterion, WhenNotApplicable
from caicach.criteria.forms import NO, YES, TryForm
from caicach.files.policy import EVIDENCE
from caicach.ui.fields import DayField, NumberField


class VersionForm(forms.Form):
    """The version of the row that somebody saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(VersionForm):
    """An act that says why."""

    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class ClaimForm(TryForm):
    """What is said of one leaf: its figures, or points where the rule is not known, or that it does not apply."""

    def __init__(self, *args: Any, criterion: Criterion, locked: LedgerValues | None = None, **kwargs: Any) -> None:
        super().__init__(*args, criterion=criterion, **kwargs)
        self.criterion = criterion
        for name in self.inputs:  # may wait, and is wanted in the end: no "(optional)" beside it
            self.fields[name].is_wanted = True  # type: ignore[attr-defined]
        for name, known in (locked or {}).items():
            self.fields[name].disabled = True
            self.fields[name].initial = self.initial[name] = known.value
            self.fields[name].help_text = _("Lấy từ sổ số liệu, không sửa ở đây.")
        if criterion.rule is None or criterion.only_full_mark:
            label = _("Điểm tự chấm") if criterion.rule is None else _("Điểm, nếu chưa đạt mức tối đa")
            self.fields["claim_given"] = NumberField(
                label=label, required=False, min_value=0, max_value=criterion.max_score, decimal_places=4
            )
        if criterion.when_not_applicable is not WhenNotApplicable.NEVER:
            self.fields["claim_not_applicable"] = forms.BooleanField(
                label=_("Không áp dụng cho cơ quan này"), required=False
            )
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)

    def claim(self) -> Claim:
        """The typed words as a claim."""
        return Claim(
            values=self.values(),
            given=self.cleaned_data.get("claim_given"),
            is_not_applicable=bool(self.cleaned_data.get("claim_not_applicable")),
        )


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


class AppealForm(VersionForm):
    """Why an agency does not agree."""

    text = forms.CharField(
        label=gettext_lazy("Nội dung giải trình"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )


def begun(criterion: Criterion, claim: Claim | None, *, version: int, **more: Any) -> dict[str, Any]:
    """What a form about a leaf starts with."""
    held: dict[str, Any] = {"version": version} | more
    if claim is None:
        return held
    held |= {"claim_given": claim.given, "decided": claim.decided, "claim_not_applicable": claim.is_not_applicable}
    for name, value in claim.values.items():
        held[name] = (YES if value else NO) if isinstance(value, bool) else value
    return held


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
