"""What people type when they issue or correct a plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caicach.plans.models import PlanItem
from caicach.plans.row_cells import checked_budget, row_initial
from caicach.plans.row_edits import RowEdit
from caicach.ui.fields import DayField
from caicach.ui.versions import VersionForm


class IssueForm(VersionForm):
    """Number and date under which a plan is put into force."""

    number = forms.CharField(label=_("Số, ký hiệu"), max_length=60)
    issued_on = DayField(label=_("Ngày ban hành"))


class CorrectionForm(VersionForm):
    """One cell of an issued plan that was misread, its right value and the reason."""

    field = forms.ChoiceField(
        label=_("Ô cần đính chính"),
        choices=[
            ("title", _("Nội dung")),
            ("outline_code", _("Số thứ tự")),
            ("acceptance_note", _("Tiêu chuẩn hoàn thành")),
            ("deliverable", _("Sản phẩm")),
            ("lead_text", _("Chủ trì")),
            ("coordinating_text", _("Phối hợp")),
            ("time_frame_text", _("Thời gian thực hiện")),
            ("budget_million_vnd", _("Kinh phí (triệu đồng)")),
            ("note", _("Ghi chú")),
        ],
    )
    value = forms.CharField(label=_("Giá trị đúng"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    end = forms.CharField(label=_("Kết thúc"), required=False, max_length=250)
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ví dụ: bản giấy trang 4 ghi tháng 6, máy đọc thành tháng 8"),
    )

    def __init__(self, *args: Any, item: PlanItem, chosen: str = "", **kwargs: Any) -> None:
        """chosen: the cell whose page this is; it stands in the form as it is now, to be put right."""
        super().__init__(*args, **kwargs)
        if chosen:
            shown = row_initial(item)
            is_time = chosen == "time_frame_text"
            present = shown["start_text"] if is_time else shown[chosen]
            self.initial.update(field=chosen, value=present, end=shown["end_text"])
            self.fields["field"].widget = forms.HiddenInput()
            if is_time:
                self.fields["value"].label = _("Bắt đầu")
                self.fields["value"].widget = forms.TextInput()
            else:
                del self.fields["end"]
        else:
            self.fields["end"].label = _("Kết thúc (chỉ khi đính chính thời gian)")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        field, value = cleaned.get("field"), cleaned.get("value", "")
        if field == "budget_million_vnd":
            try:
                checked_budget(value)
            except forms.ValidationError as problem:
                self.add_error("value", problem)
        if field == "title" and not value.strip():
            self.add_error("value", _("Nội dung của dòng không được để trống. Hãy nhập nội dung đúng."))
        return cleaned

    def edit(self) -> RowEdit:
        data = self.cleaned_data
        return RowEdit(data["field"], data["value"], data.get("end", "") if data["field"] == "time_frame_text" else "")
