"""What people type about plans."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency, Domain
from caicach.core.text import squeeze
from caicach.plans.contents import PlanHead
from caicach.plans.models import DutyRole, Plan, PlanKind, PlanState
from caicach.ui.fields import DayField, WholeNumberField
from caicach.ui.widgets import NamedChoiceField

_PROVINCE_KINDS = [choice for choice in PlanKind.choices if choice[0] != PlanKind.AGENCY]


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
