"""Forms about measuring targets: how a figure is measured, values of a day, what a list shows."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.agencies.fields import AgencyField
from caicach.agencies.models import Agency
from caicach.files.models import Document
from caicach.files.policy import EVIDENCE
from caicach.indicators.models import Indicator
from caicach.targets.models import Course, Direction, Gauge, Reach, Way
from caicach.targets.readings import STANDINGS
from caicach.targets.services import GaugeFacts, ValueEntry
from caicach.ui.fields import DayField, NumberField, plain_number

MOST_DOCUMENTS = 50
QUARTERS = ("quarter_1", "quarter_2", "quarter_3", "quarter_4")


class TargetFilter(forms.Form):
    """What the list of a plan's targets shows."""

    q = forms.CharField(
        label=gettext_lazy("Tìm"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    state = forms.ChoiceField(
        label=gettext_lazy("Tình trạng"),
        required=False,
        choices=[("", gettext_lazy("Mọi tình trạng")), *((one.value, words) for one, words in STANDINGS.items())],
    )

    @property
    def chosen(self) -> dict[str, str]:
        """What is valid; what is wrong narrows nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class GaugeForm(forms.Form):
    """How one figure of a target is measured."""

    name = forms.CharField(
        label=gettext_lazy("Nội dung đo"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Một con số trong chỉ tiêu, viết gọn."),
    )  # fmt: skip
    way = forms.ChoiceField(label=gettext_lazy("Cách đo"), choices=Way.choices, widget=forms.RadioSelect)
    indicator = forms.ModelChoiceField(
        Indicator.objects.all(), label=gettext_lazy("Chỉ số trong sổ số liệu"), required=False, to_field_name="code",
        empty_label="—", help_text=gettext_lazy("Chỉ dùng khi lấy từ sổ số liệu; tỷ lệ tính ra phần trăm."),
    )  # fmt: skip
    reach = forms.ChoiceField(label=gettext_lazy("Đo cho"), choices=Reach.choices)
    keeper = AgencyField(
        label=gettext_lazy("Cơ quan cung cấp giá trị"), required=False,
        help_text=gettext_lazy("Khi nhập giá trị chung; để trống là cơ quan ban hành kế hoạch."),
    )  # fmt: skip
    direction = forms.ChoiceField(label=gettext_lazy("Hướng"), choices=Direction.choices)
    aim = NumberField(label=gettext_lazy("Mức phải đạt"), max_digits=20, decimal_places=6, unit="%")
    upper = NumberField(
        label=gettext_lazy("Mức trên, nếu là khoảng"), required=False, max_digits=20, decimal_places=6, unit="%"
    )
    unit = forms.CharField(label=gettext_lazy("Đơn vị tính"), max_length=40, required=False)
    is_strict = forms.BooleanField(label=gettext_lazy("Phải hơn (kém) hẳn mức này"), required=False)
    course = forms.ChoiceField(label=gettext_lazy("Lộ trình"), choices=Course.choices)
    start = NumberField(
        label=gettext_lazy("Mức đầu kỳ"), required=False, max_digits=20, decimal_places=6, unit="%",
        help_text=gettext_lazy("Khi tăng (giảm) đều; để trống là từ 0."),
    )  # fmt: skip
    quarter_1 = NumberField(label=gettext_lazy("Hết quý I"), required=False, unit="%")
    quarter_2 = NumberField(label=gettext_lazy("Hết quý II"), required=False, unit="%")
    quarter_3 = NumberField(label=gettext_lazy("Hết quý III"), required=False, unit="%")
    quarter_4 = NumberField(label=gettext_lazy("Hết quý IV"), required=False, unit="%")
    first_on = DayField(label=gettext_lazy("Đo từ ngày"))
    last_on = DayField(label=gettext_lazy("Đến ngày"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        self._check_way(told)
        if told.get("direction") == Direction.BETWEEN:
            if told.get("upper") is None:
                self.add_error("upper", _("Khoảng cần cả mức trên."))
            elif told.get("aim") is not None and told["upper"] < told["aim"]:
                self.add_error("upper", _("Mức trên nhỏ hơn mức phải đạt. Hãy xem lại hai mức."))
        if told.get("first_on") and told.get("last_on") and told["last_on"] <= told["first_on"]:
            self.add_error("last_on", _("Đến ngày phải muộn hơn từ ngày. Hãy xem lại hai ngày."))
        if told.get("course") == Course.QUARTERS and all(told.get(name) is None for name in QUARTERS):
            self.add_error("quarter_1", _("Ghi mức của ít nhất một quý, hoặc chọn lộ trình khác."))
        return told

    def _check_way(self, told: dict[str, Any]) -> None:
        if told.get("way") == Way.LEDGER and not told.get("indicator") and "indicator" not in self.errors:
            self.add_error("indicator", _("Chọn chỉ số, hoặc chọn nhập giá trị kèm nguồn."))

    @property
    def facts(self) -> GaugeFacts:
        """What the service takes; what the chosen way does not need is left out."""
        told = self.cleaned_data
        is_typed, is_span = told["way"] == Way.TYPED, told["direction"] == Direction.BETWEEN
        quarters = tuple("" if told[name] is None else f"{told[name]:f}" for name in QUARTERS)
        return GaugeFacts(
            name=told["name"], unit=told["unit"], way=told["way"], reach=told["reach"], keeper=told["keeper"],
            indicator=None if is_typed else told["indicator"], direction=told["direction"], aim=told["aim"],
            upper=told["upper"] if is_span else None, is_strict=told["is_strict"] and not is_span,
            course=told["course"], first_on=told["first_on"], last_on=told["last_on"],
            start=told["start"] if told["course"] == Course.LINEAR else None,
            quarters=quarters if told["course"] == Course.QUARTERS else ("", "", "", ""),
        )  # fmt: skip


def gauge_initial(gauge: Gauge) -> dict[str, Any]:
    """What the form shows of a gauge as it is."""
    told = {name: getattr(gauge, name) for name in GaugeFacts.__dataclass_fields__ if name != "quarters"}
    return {**told, "version": gauge.version, **quarters_initial(gauge.quarters)}


def quarters_initial(quarters: Sequence[str]) -> dict[str, Any]:
    return {name: Decimal(text) if text else None for name, text in zip(QUARTERS, [*quarters, *[""] * 4], strict=False)}


class ValuesForm(forms.Form):
    """Values of one day from one source: for all together, or a line for each agency; a blank line tells nothing."""

    as_of = DayField(label=gettext_lazy("Số liệu đến ngày"))
    source_text = forms.CharField(
        label=gettext_lazy("Nguồn"), max_length=300, required=False,
        help_text=gettext_lazy("Số, ngày văn bản, báo cáo hoặc hệ thống. Để trống nếu là văn bản chọn ở dưới."),
    )  # fmt: skip
    document = forms.ModelChoiceField(
        Document.objects.none(), label=gettext_lazy("Văn bản trong sổ"), required=False, empty_label="—"
    )
    file = forms.FileField(
        label=gettext_lazy("Hoặc tệp văn bản, sẽ vào sổ"), required=False,
        widget=forms.ClearableFileInput(attrs={"accept": EVIDENCE.accept}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, gauge: Gauge, agencies: Sequence[Agency], documents: QuerySet[Document], keeps_register: bool,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        field = self.fields["document"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = documents
        newest = [(one.pk, str(one)) for one in documents[:MOST_DOCUMENTS]]
        field.choices = [("", "—"), *newest]
        if not newest:
            del self.fields["document"]
        if not keeps_register:
            del self.fields["file"]
        self.gauge, self.agencies = gauge, list(agencies)
        for agency in self.agencies:
            label = _("Giá trị") if gauge.is_whole else agency.brief
            self.fields[f"value-{agency.pk}"] = NumberField(label=label, required=False, unit=gauge.unit)

    @property
    def lines(self) -> list[tuple[Agency, forms.BoundField]]:
        return [(agency, self[f"value-{agency.pk}"]) for agency in self.agencies]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if "as_of" in told and not any(told.get(name) for name in ("source_text", "document", "file")):
            self.add_error("source_text", _("Ghi nguồn, hoặc chọn văn bản."))
        if not self.errors and not any(told.get(f"value-{agency.pk}") is not None for agency in self.agencies):
            raise forms.ValidationError(_("Chưa ghi giá trị nào. Ô trống là chưa có số liệu, không phải bằng 0."))
        return told

    def entries(self, new: Document | None) -> list[ValueEntry]:
        """new: the document that the file has become."""
        told = self.cleaned_data
        document = new or told.get("document")
        return [
            ValueEntry(
                gauge=self.gauge, agency=agency, as_of=told["as_of"], value=told[f"value-{agency.pk}"],
                source_text=told["source_text"] or str(document)[:300], document=document,
            )
            for agency in self.agencies
            if told[f"value-{agency.pk}"] is not None
        ]  # fmt: skip


class TakeBackForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Lý do rút giá trị"), max_length=300)


def shown_aim(gauge: Gauge) -> str:
    """The aim in words: "từ 98%", "tối đa 30 hạng", "10–15%"."""
    number = plain_number(gauge.aim)
    unit = gauge.unit if gauge.unit == "%" else f" {gauge.unit}" if gauge.unit else ""
    if gauge.upper is not None:
        return f"{number}–{plain_number(gauge.upper)}{unit}"
    words = {
        (Direction.AT_LEAST, False): _("từ %(number)s"),
        (Direction.AT_LEAST, True): _("trên %(number)s"),
        (Direction.AT_MOST, False): _("tối đa %(number)s"),
        (Direction.AT_MOST, True): _("dưới %(number)s"),
    }
    sentence = words.get((Direction(gauge.direction), gauge.is_strict), "%(number)s")
    return sentence % {"number": f"{number}{unit}"}
