"""What people type about a consolidated report."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.consolidation.composing import MOST_LETTERS
from caicach.consolidation.sources import Source, SourceState
from caicach.core.searching import holds, search_terms
from caicach.core.text import fold
from caicach.files.policy import FilePolicy
from caicach.reports.totals import NAMES, Total
from caicach.ui.fields import DayField, NumberField, seen_text
from caicach.ui.versions import VersionForm

SIGNED_COPY = FilePolicy(extensions=("docx", "pdf"), most_bytes=50 * 1024**2)
_SHOWN = (
    ("", gettext_lazy("tất cả")),
    ("open", gettext_lazy("chưa chọn câu nào")),
    ("picked", gettext_lazy("đã chọn")),
    ("missing", gettext_lazy("chưa gửi, đang sửa lại")),
)


class SourceFilter(forms.Form):
    """Which agencies' words are shown."""

    q = forms.CharField(
        label=gettext_lazy("Tìm chữ, cơ quan"), required=False, max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    shown = forms.ChoiceField(label=gettext_lazy("Hiện"), required=False, choices=_SHOWN)

    def narrowed(self, sources: Iterable[Source]) -> list[Source]:
        self.is_valid()
        terms = search_terms(self.cleaned_data.get("q", ""))
        shown = self.cleaned_data.get("shown", "")
        return [
            one
            for one in sources
            if _is_shown(one, shown) and holds(fold(f"{one.agency.name} {one.agency.brief} {one.text}"), terms)
        ]


class PassageForm(VersionForm):
    """The words of a paragraph."""

    text = forms.CharField(
        label=gettext_lazy("Nội dung"), required=False, max_length=MOST_LETTERS,
        help_text=gettext_lazy("Xuống dòng thì thành đoạn mới. Bỏ hết chữ thì bỏ cả đoạn. Nguồn của câu vẫn giữ."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )  # fmt: skip


class NewPassageForm(forms.Form):
    """Words that no agency has written."""

    text = forms.CharField(
        label=gettext_lazy("Viết đoạn mới"), max_length=MOST_LETTERS, validators=[seen_text],
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


class TotalForm(VersionForm):
    """Another total than the sum of the parts, with the reason."""

    def __init__(self, *args: Any, total: Total, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        indicator = total.indicator
        labels = {"numerator": indicator.numerator_label, "denominator": indicator.denominator_label}
        for name in total.names:
            label = labels.get(name) or _("Giá trị")
            self.fields[name] = NumberField(label=label, unit=indicator.unit, required=False, decimal_places=6)
        self.fields["reason"] = forms.CharField(
            label=_("Lý do"), required=False, max_length=1000, validators=[seen_text],
            help_text=_("Vì sao khác tổng của các cơ quan, theo văn bản nào. Để trống cả số thì dùng lại tổng."),
            widget=forms.Textarea(attrs={"rows": 3}),
        )  # fmt: skip
        self.fields["reason"].is_wanted = True  # type: ignore[attr-defined]  # the help says when
        self.names = total.names

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        known = [name for name in self.names if given.get(name) is not None]
        if self.errors or not known:
            return given
        for name in self.names:
            if name not in known:
                self.add_error(name, _("Tỷ lệ cần cả hai số; chưa biết thì để trống cả hai, đừng ghi 0."))
        if not given.get("reason"):
            self.add_error("reason", _("Số khác tổng của các cơ quan cần có lý do."))
        return given

    @property
    def numbers(self) -> dict[str, Decimal | None]:
        return {name: self.cleaned_data.get(name) for name in NAMES}


class AnswerForm(VersionForm):
    """Why a contradiction may stand."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=1000, validators=[seen_text],
        help_text=gettext_lazy("Vì sao hai giá trị khác nhau mà vẫn đúng. Đổi một trong hai giá trị thì phải xem lại."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class CloseForm(VersionForm):
    """The signed copy with what the register says of it."""

    file = forms.FileField(
        label=gettext_lazy("Bản đã ký (PDF hoặc DOCX)"),
        widget=forms.ClearableFileInput(attrs={"accept": SIGNED_COPY.accept}),
    )
    number = forms.CharField(label=gettext_lazy("Số, ký hiệu"), max_length=60)
    issued_on = DayField(label=gettext_lazy("Ngày ban hành"))


def _is_shown(source: Source, shown: str) -> bool:
    if shown == "missing":
        return source.state != SourceState.SIGNED
    if shown in ("open", "picked"):
        return source.state == SourceState.SIGNED and source.is_picked == (shown == "picked")
    return True
