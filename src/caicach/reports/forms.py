"""What people type about a report: words, changed numbers, notes, a report of its own days."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.core.period import Period
from caicach.people.models import User
from caicach.reports.models import PartFigure, PartSection, ReportKind
from caicach.reports.services import NUMBERS
from caicach.ui.fields import DayField, NumberField, seen_text
from caicach.ui.versions import VersionForm

MOST_LETTERS = 2000


class SectionForm(VersionForm):
    """The words of a section."""

    text = forms.CharField(
        label=gettext_lazy("Nội dung"),
        help_text=gettext_lazy("Chỉ viết lời; số liệu đứng bên dưới, lấy từ sổ. Không có gì thì ghi “Không”."),
        max_length=20000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].is_wanted = True  # type: ignore[attr-defined]  # may wait, and is wanted in the end


class FigureForm(VersionForm):
    """Another number than the ledger has, with the reason."""

    def __init__(self, *args: Any, row: PartFigure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        indicator = row.indicator
        labels = {"numerator": indicator.numerator_label, "denominator": indicator.denominator_label}
        wanted = ("numerator", "denominator") if indicator.is_ratio else ("value",)
        for name in wanted:
            label = labels.get(name) or _("Giá trị")
            self.fields[name] = NumberField(label=label, unit=indicator.unit, required=False, decimal_places=6)
        self.fields["reason"] = forms.CharField(
            label=_("Lý do"),
            help_text=_("Vì sao khác sổ số liệu, theo văn bản nào. Để trống cả số thì dùng lại số của sổ."),
            required=False,
            max_length=1000,
            validators=[seen_text],
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        self.fields["reason"].is_wanted = True  # type: ignore[attr-defined]  # the help says when

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if any(given.get(name) is not None for name in NUMBERS) and not given.get("reason"):
            self.add_error("reason", _("Số khác sổ số liệu cần có lý do."))
        return given

    @property
    def numbers(self) -> dict[str, Decimal | None]:
        return {name: self.cleaned_data.get(name) for name in NUMBERS}


class ReasonForm(VersionForm):
    """An act that says why."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=1000, validators=[seen_text],
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class OwnersForm(VersionForm):
    """For each section the person who writes it, chosen from those who work in the agency."""

    def __init__(self, *args: Any, sections: Iterable[PartSection], people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        choices = [("", _("đầu mối, thủ trưởng")), *((key, one.full_name) for key, one in self.people.items())]
        self.codes = []
        for section in sections:
            self.codes.append(section.code)
            field = forms.ChoiceField(required=False, choices=choices, initial=section.owner_id or "")
            field.label = f"{section.order}. {section.title}"
            field.is_wanted = True  # type: ignore[attr-defined]  # nobody in particular is a choice, too
            self.fields[f"owner_{section.code}"] = field

    @property
    def owners(self) -> dict[str, User | None]:
        return {code: self.people.get(self.cleaned_data[f"owner_{code}"]) for code in self.codes}


class ReturnForm(VersionForm):
    """A note for each section that comes back; a section without a note stays signed."""

    def __init__(self, *args: Any, sections: Iterable[PartSection], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = []
        for section in sections:
            self.codes.append(section.code)
            self.fields[f"note_{section.code}"] = forms.CharField(
                label=section.title, required=False, max_length=MOST_LETTERS, validators=[seen_text],
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not any(self.notes.values()):
            raise forms.ValidationError(_("Ghi ý kiến ở ít nhất một mục; mục không có ý kiến thì giữ nguyên."))
        return given

    @property
    def notes(self) -> dict[str, str]:
        return {code: self.cleaned_data.get(f"note_{code}", "") for code in self.codes}


class OpenForm(forms.Form):
    """Which report to open: one of the windows that are over, or one of other days."""

    kind = forms.ModelChoiceField(queryset=ReportKind.objects.none(), label=gettext_lazy("Loại báo cáo"))
    name = forms.CharField(
        label=gettext_lazy("Tên báo cáo"), max_length=200, required=False,
        help_text=gettext_lazy("Báo cáo chuyên đề thì ghi tên; báo cáo định kỳ để trống."),
    )  # fmt: skip
    first = DayField(label=gettext_lazy("Từ ngày"), required=False)
    last = DayField(label=gettext_lazy("Đến ngày"), required=False)
    due_department = DayField(label=gettext_lazy("Hạn gửi của sở, ban, ngành"), required=False)
    due_commune = DayField(label=gettext_lazy("Hạn gửi của UBND cấp xã"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        field = self.fields["kind"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = ReportKind.objects.valid_on(today)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        kind: ReportKind | None = given.get("kind")
        if kind is None:
            return given
        if kind.yearly is None:
            for name in ("name", "first", "last"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Báo cáo chuyên đề cần có tên, từ ngày và đến ngày."))
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            self.add_error("last", _("Đến ngày sớm hơn từ ngày. Hãy xem lại hai ngày."))
        self._check_due(given)
        return given

    def _check_due(self, given: dict[str, Any]) -> None:
        if self.errors:
            return
        for name in ("due_department", "due_commune"):
            if (due := given.get(name)) and due <= self.period.last:
                self.add_error(name, _("Hạn gửi phải sau ngày cuối kỳ báo cáo."))

    @property
    def period(self) -> Period:
        """The window of a periodic report; the typed days of another."""
        yearly = self.cleaned_data["kind"].yearly
        if yearly is not None:
            found: Period = yearly.newest_ended(self.today)
            return found
        return Period(self.cleaned_data["first"], self.cleaned_data["last"])

    @property
    def due_on(self) -> dict[str, date]:
        days = {"department": self.cleaned_data["due_department"], "commune": self.cleaned_data["due_commune"]}
        return {level: day for level, day in days.items() if day}


def begun_figure(row: PartFigure) -> dict[str, Any]:
    """What the form about a number starts with."""
    typed = {name: getattr(row, f"given_{name}") for name in NUMBERS}
    return {**typed, "reason": row.reason, "version": row.version}
