"""Forms about samples: a list as a frame, how to draw, what became of one."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.core.surveys.sampling.allocation import Sharing
from caicach.core.surveys.sampling.plans import Method
from caicach.samples.models import Outcome
from caicach.samples.services import FrameHead
from caicach.samples.sizing import Wish
from caicach.tables.views_import import TableForm
from caicach.ui.fields import DayField, FilterForm, seen_text
from caicach.ui.versions import VersionForm

LONGEST_KEPT = timedelta(days=730)
_BASES = [
    ("total", gettext_lazy("nhập cỡ mẫu")),
    ("precision", gettext_lazy("theo sai số e (n = N / (1 + N·e²))")),
    ("error", gettext_lazy("theo sai số của tỷ lệ, có hệ số thiết kế")),
]
_SHARINGS = [
    (Sharing.PROPORTIONAL.value, gettext_lazy("theo quy mô tầng")),
    (Sharing.EQUAL.value, gettext_lazy("đều nhau")),
    (Sharing.SQUARE_ROOT.value, gettext_lazy("theo căn bậc hai của quy mô")),
]
_METHODS = [
    (Method.SIMPLE.value, gettext_lazy("ngẫu nhiên đơn giản")),
    (Method.BY_SIZE.value, gettext_lazy("xác suất theo quy mô")),
]


class FrameForm(TableForm):
    """A list and what is said of it."""

    name = forms.CharField(label=gettext_lazy("Tên khung mẫu"), max_length=200, validators=[seen_text])
    source_text = forms.CharField(label=gettext_lazy("Nguồn danh sách"), max_length=300, validators=[seen_text])
    as_of = DayField(label=gettext_lazy("Danh sách đến ngày"))
    place_name = forms.CharField(
        label=gettext_lazy("Cột địa bàn gọi là gì"), max_length=60, required=False, initial="thôn, tổ dân phố",
        help_text=gettext_lazy("Chỉ dùng khi bảng có cột địa bàn: khi ấy chọn địa bàn trước, rồi chọn trong địa bàn."),
    )  # fmt: skip
    forget_on = DayField(
        label=gettext_lazy("Ngày xóa tên, địa chỉ"),
        help_text=gettext_lazy("Đến ngày này hệ thống xóa tên, địa chỉ; mã và kết quả vẫn giữ."),
    )
    field_order = ("name", "source_text", "as_of", "place_name", "forget_on", "file", "text")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_forget_on(self) -> date:
        day: date = self.cleaned_data["forget_on"]
        if not self.today < day <= self.today + LONGEST_KEPT:
            raise forms.ValidationError(_("Chọn một ngày sau hôm nay, không quá hai năm."))
        return day

    @property
    def head(self) -> FrameHead:
        names = ("name", "source_text", "as_of", "forget_on", "place_name")
        return FrameHead(**{name: self.cleaned_data[name] for name in names})


class DrawForm(forms.Form):
    """How a sample is to be drawn."""

    basis = forms.ChoiceField(label=gettext_lazy("Cỡ mẫu"), choices=_BASES, initial="total")
    total = forms.IntegerField(label=gettext_lazy("Số cần chọn"), min_value=1, max_value=1_000_000, required=False)
    error = forms.DecimalField(
        label=gettext_lazy("Sai số (%)"), min_value=Decimal("0.1"), max_value=Decimal(50), required=False
    )
    design_effect = forms.DecimalField(
        label=gettext_lazy("Hệ số thiết kế"), min_value=Decimal("0.1"), max_value=Decimal(20), initial=1
    )
    answering = forms.DecimalField(
        label=gettext_lazy("Tỷ lệ dự kiến trả lời (%)"), min_value=Decimal(1), max_value=Decimal(100), initial=100
    )
    minimum = forms.IntegerField(label=gettext_lazy("Ít nhất mỗi tầng"), min_value=0, max_value=1_000_000, initial=0)
    sharing = forms.ChoiceField(label=gettext_lazy("Chia cho các tầng"), choices=_SHARINGS)
    first_stage = forms.ChoiceField(label=gettext_lazy("Cách chọn bước đầu"), choices=_METHODS)
    per_place = forms.IntegerField(
        label=gettext_lazy("Số chọn trong mỗi địa bàn"), min_value=1, max_value=10_000, initial=10
    )
    reserves = forms.IntegerField(
        label=gettext_lazy("Dự phòng"), min_value=0, max_value=1000, initial=2,
        help_text=gettext_lazy("Số người dự phòng ở mỗi địa bàn (không có địa bàn: ở mỗi tầng)."),
    )  # fmt: skip
    seed = forms.CharField(
        label=gettext_lazy("Hạt giống"), max_length=60, validators=[seen_text],
        help_text=gettext_lazy("In trên biên bản; ai có khung mẫu và hạt giống này cũng rút ra đúng mẫu này."),
    )  # fmt: skip
    reason = forms.CharField(label=gettext_lazy("Lý do rút lại"), max_length=300, required=False)

    def __init__(self, *args: Any, has_places: bool, is_again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_places:
            del self.fields["per_place"]
        if not is_again:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        needed = "total" if given.get("basis") == "total" else "error"
        if needed not in self.errors and not given.get(needed):
            self.add_error(needed, _("Cần ô này cho cách tính cỡ mẫu đã chọn."))
        return given

    @property
    def wish(self) -> Wish:
        given = self.cleaned_data
        error = given["error"]
        return Wish(
            basis=given["basis"], total=given["total"], error=error / 100 if error else None,
            design_effect=given["design_effect"], answering=given["answering"] / 100, minimum=given["minimum"],
            sharing=given["sharing"], method=given["first_stage"], per_place=given.get("per_place") or 1,
            reserves=given["reserves"],
        )  # fmt: skip


class OutcomeForm(VersionForm):
    """What became of one who is to be asked."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Kết quả"),
        choices=[one for one in Outcome.choices if one[0] != Outcome.RESERVE],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=gettext_lazy("Ghi chú"), max_length=300, required=False)


class UnitFilter(FilterForm):
    """Which units of a draw are shown."""

    words = forms.CharField(
        label=gettext_lazy("Tìm mã"), max_length=60, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    stratum = forms.ChoiceField(label=gettext_lazy("Tầng"), required=False)
    outcome = forms.ChoiceField(
        label=gettext_lazy("Kết quả"), required=False, choices=[("", gettext_lazy("Mọi kết quả")), *Outcome.choices]
    )

    def __init__(self, *args: Any, strata: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["stratum"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Mọi tầng")), *((name, name) for name in strata)]
