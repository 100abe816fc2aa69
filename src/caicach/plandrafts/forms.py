"""What people type into drafts of plans."""

from django import forms
from django.utils.translation import gettext_lazy as _

from caicach.plans.models import ItemLevel, PlanItem
from caicach.plans.row_cells import CELLS, checked_budget, prints_of, row_initial
from caicach.plans.row_edits import EDITABLE, RowEdit
from caicach.ui.versions import VersionForm


class MoveForm(VersionForm):
    direction = forms.ChoiceField(choices=[(name, name) for name in ("up", "down", "in", "out")])


class RowForm(forms.Form):
    """One row of a draft, cell by cell, as it will stand in the document."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)  # prints of the cells as the page showed them
    level = forms.ChoiceField(label=_("Cấp"), choices=ItemLevel.choices)
    outline_code = forms.CharField(label=_("Số thứ tự"), max_length=60, required=False)
    title = forms.CharField(label=_("Nội dung"), widget=forms.Textarea(attrs={"rows": 3}))
    acceptance_note = forms.CharField(
        label=_("Tiêu chuẩn hoàn thành"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    deliverable = forms.CharField(label=_("Sản phẩm"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    lead_text = forms.CharField(
        label=_("Chủ trì"), required=False, help_text=_("Nhiều cơ quan: cách nhau bằng dấu chấm phẩy")
    )
    coordinating_text = forms.CharField(label=_("Phối hợp"), required=False)
    start_text = forms.CharField(
        label=_("Bắt đầu"), max_length=200, required=False, help_text=_("Ví dụ: Tháng 3/2026; để trống nếu chỉ có hạn")
    )
    end_text = forms.CharField(
        label=_("Kết thúc"), max_length=250, required=False, help_text=_("Ví dụ: trước ngày 15/11/2026, thường xuyên")
    )
    budget_million_vnd = forms.CharField(label=_("Kinh phí (triệu đồng)"), max_length=30, required=False)
    note = forms.CharField(label=_("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def clean_budget_million_vnd(self) -> str:
        return checked_budget(self.cleaned_data["budget_million_vnd"])

    def edits(self, item: PlanItem) -> list[RowEdit]:
        """Only the cells that this person has changed: by what the page showed, else by the row."""
        typed = self.changed(item)
        edits = [RowEdit(name, typed[name]) for name in EDITABLE if name in typed]
        if "start_text" in typed or "end_text" in typed:
            edits.append(RowEdit("time_frame_text", self.cleaned_data["start_text"], self.cleaned_data["end_text"]))
        return edits

    def changed(self, item: PlanItem) -> dict[str, str]:
        """The typed cells that differ from what was shown, the level among them."""
        before, typed = self.seen_prints(item), prints_of(self.cleaned_data)
        return {name: self.cleaned_data[name] for name in CELLS if typed[name] != before[name]}

    def clashes(self, item: PlanItem) -> list[str]:
        """Cells that this person has changed and somebody else has changed since they were shown."""
        before, now = self.seen_prints(item), prints_of(row_initial(item))
        return [name for name in self.changed(item) if now[name] != before[name]]

    def seen_prints(self, item: PlanItem) -> dict[str, str]:
        parts = self.cleaned_data.get("seen", "").split(".")
        return dict(zip(CELLS, parts, strict=True)) if len(parts) == len(CELLS) else prints_of(row_initial(item))


class PasteForm(forms.Form):
    """A table copied from Excel or Word."""

    text = forms.CharField(
        label=_("Bảng đã sao chép"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "class": "wide"}),
        help_text=_("Chọn các ô trong Excel, bấm Ctrl+C, rồi bấm Ctrl+V vào đây."),
    )
