"""What people type about plans."""

from collections.abc import Iterable, Mapping
from typing import Any
from zlib import crc32

from django import forms
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency, Domain
from caicach.core.text import squeeze
from caicach.plans.compare import plain_number
from caicach.plans.contents import PlanHead
from caicach.plans.models import DutyRole, ItemLevel, Plan, PlanItem, PlanKind, PlanState
from caicach.plans.row_edits import EDITABLE, DoubtfulNumber, RowEdit, read_budget
from caicach.plans.schedules import printed_times
from caicach.ui.fields import DayField, WholeNumberField, doubt_about
from caicach.ui.versions import VersionForm
from caicach.ui.widgets import NamedChoiceField

_PROVINCE_KINDS = [choice for choice in PlanKind.choices if choice[0] != PlanKind.AGENCY]
_NO_NUMBER = _("“%(value)s” không phải là số triệu đồng. Ghi ví dụ 12,5 hoặc 1250.")


class PlanFilterForm(forms.Form):
    """The filters above the list of plans."""

    q = forms.CharField(label=_("Tìm"), required=False, widget=forms.SearchInput)
    year = forms.TypedChoiceField(label=_("Năm"), required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(label=_("Loại"), required=False, choices=[("", _("tất cả")), *PlanKind.choices])
    state = forms.ChoiceField(label=_("Trạng thái"), required=False, choices=[("", _("tất cả")), *PlanState.choices])
    owner = NamedChoiceField(
        label=_("Của cơ quan"), required=False, queryset=Agency.objects.none(), empty_label=_("tất cả")
    )

    def __init__(self, *args: Any, years: Iterable[int], owners: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", _("tất cả")), *((year, year) for year in years)]  # type: ignore[attr-defined]
        self.fields["owner"].queryset = Agency.objects.filter(pk__in=list(owners))  # type: ignore[attr-defined]


class RowFilterForm(forms.Form):
    """The filters above the rows of a plan."""

    q = forms.CharField(label=_("Tìm trong kế hoạch"), required=False, widget=forms.SearchInput)
    domain = NamedChoiceField(
        label=_("Lĩnh vực"), required=False, queryset=Domain.objects.none(), empty_label=_("tất cả")
    )
    agency = NamedChoiceField(
        label=_("Cơ quan"), required=False, queryset=Agency.objects.none(), empty_label=_("tất cả")
    )
    role = forms.ChoiceField(label=_("Vai trò"), required=False, choices=[("", _("tất cả")), *DutyRole.choices])
    due_from = DayField(label=_("Kết thúc từ"), required=False)
    due_to = DayField(label=_("đến"), required=False)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        domains = Domain.objects.filter(pk__in=plan.items.values("domain"))
        self.fields["domain"].queryset = domains  # type: ignore[attr-defined]
        self.fields["agency"].queryset = Agency.objects.exclude(kind="unit")  # type: ignore[attr-defined]


class HeadForm(forms.Form):
    """The head of a plan: typed for a draft by hand, or corrected after reading."""

    kind = forms.ChoiceField(label=_("Loại kế hoạch"), choices=_PROVINCE_KINDS)
    owner = forms.ModelChoiceField(label=_("Kế hoạch của"), queryset=Agency.objects.none())
    year = WholeNumberField(label=_("Năm"), min_value=2000, max_value=2100)
    title = forms.CharField(
        label=_("Tên kế hoạch"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}), strip=True
    )
    document_kind = forms.CharField(
        label=_("Loại văn bản"), max_length=50, required=False, help_text=_("Ví dụ: Quyết định, Kế hoạch")
    )
    number = forms.CharField(
        label=_("Số, ký hiệu"), max_length=60, required=False, help_text=_("Ví dụ 15/KH-UBND; để trống khi chưa ký")
    )
    issued_on = DayField(label=_("Ngày ban hành"), required=False)
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=200, required=False)
    signer = forms.CharField(label=_("Người ký"), max_length=100, required=False)
    theme = forms.CharField(label=_("Chủ đề"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, owners: list[Agency], fixed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        owner.queryset = Agency.objects.filter(pk__in=[agency.pk for agency in owners])  # type: ignore[attr-defined]
        if len(owners) == 1:
            owner.initial = owners[0].pk
            owner.empty_label = None  # type: ignore[attr-defined]
        if all(agency.kind != "province" for agency in owners):
            self.fields["kind"].choices = [(PlanKind.AGENCY, PlanKind.AGENCY.label)]  # type: ignore[attr-defined]
        elif any(agency.kind != "province" for agency in owners):
            self.fields["kind"].choices = PlanKind.choices  # type: ignore[attr-defined]
        if fixed:
            del self.fields["kind"], self.fields["owner"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        owner, kind = cleaned.get("owner"), cleaned.get("kind")
        if owner and kind and (owner.kind == "province") == (kind == PlanKind.AGENCY):
            self.add_error("kind", _("Loại kế hoạch không hợp với cơ quan đã chọn. Hãy chọn lại một trong hai."))
        return cleaned

    def head(self, *, like: PlanHead | None = None) -> PlanHead:
        """The typed head; legal bases and recipients stay as they were read."""
        names = ("year", "title", "document_kind", "number", "issued_on", "issuer", "signer", "theme")
        values = {name: self.cleaned_data[name] for name in names}
        values["title"] = squeeze(values["title"])
        return PlanHead(
            **values, legal_bases=like.legal_bases if like else (), recipients=like.recipients if like else ()
        )


class IssueForm(VersionForm):
    """Number and date under which a plan is put into force."""

    number = forms.CharField(label=_("Số, ký hiệu"), max_length=60)
    issued_on = DayField(label=_("Ngày ban hành"))


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


CELLS = (
    "level", "outline_code", "title", "acceptance_note", "deliverable", "lead_text", "coordinating_text",
    "start_text", "end_text", "budget_million_vnd", "note",
)  # fmt: skip


def prints_of(values: Mapping[str, Any]) -> dict[str, str]:
    """A short print of each cell: enough to see whether it is still the same, without sending it twice."""
    return {name: f"{crc32(str(values[name]).encode()):x}" for name in CELLS}


def seen_text(prints: Mapping[str, str]) -> str:
    return ".".join(prints[name] for name in CELLS)


def row_initial(item: PlanItem) -> dict[str, Any]:
    """What the form shows for a row."""
    names = ("level", "outline_code", "title", "acceptance_note", "deliverable", "lead_text", "coordinating_text")
    shown = {name: getattr(item, name) for name in (*names, "note", "version")}
    start, end = printed_times(item.schedule, item.time_frame_text)
    budget = plain_number(item.budget_million_vnd).replace(".", ",")
    shown |= {"start_text": start, "end_text": end, "budget_million_vnd": budget}
    return shown | {"seen": seen_text(prints_of(shown))}


def checked_budget(typed: str) -> str:
    try:
        read_budget(typed)
    except DoubtfulNumber as doubt:
        raise forms.ValidationError(doubt_about(typed, doubt.proposals), code="doubtful") from None
    except ValueError:
        raise forms.ValidationError(_NO_NUMBER, params={"value": typed}) from None
    return typed


class PasteForm(forms.Form):
    """A table copied from Excel or Word."""

    text = forms.CharField(
        label=_("Bảng đã sao chép"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "class": "wide"}),
        help_text=_("Chọn các ô trong Excel, bấm Ctrl+C, rồi bấm Ctrl+V vào đây."),
    )


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


class CascadeForm(forms.Form):
    """For which agency, and with which rows, an own plan is begun."""

    agency = forms.ModelChoiceField(label=_("Lập kế hoạch cho"), queryset=Agency.objects.none())
    title = forms.CharField(label=_("Tên kế hoạch"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    with_coordinating = forms.BooleanField(label=_("Lấy cả các dòng cơ quan chỉ phối hợp"), required=False)

    def __init__(self, *args: Any, owners: list[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.filter(pk__in=[agency.pk for agency in owners])
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
