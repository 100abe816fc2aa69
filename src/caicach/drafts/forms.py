"""Forms of drafts: the facts of a set, a new criterion, a copy for the next year."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caicach.core.scoring.criteria import CriteriaSet, Criterion, CriterionKind, Ties
from caicach.core.scoring.errors import BadRule, SetProblem
from caicach.core.scoring.plain import from_plain
from caicach.criteria.sentences.problems import problem_sentence
from caicach.drafts.editing import next_code, next_year
from caicach.ui.fields import NumberField, WholeNumberField
from caicach.workbooks import cells
from caicach.workbooks.layout import fact_cell

STAGES = ("leaf", "domain", "printed_total", "published", "share")
_READERS: dict[str, Callable[[Any, list[SetProblem]], Any]] = {
    "decided_on": cells.read_day,
    "effective_on": cells.read_day,
    "years": cells.read_years,
    "groups": cells.read_texts,
    "tie_breakers": cells.read_texts,
    "bands": cells.read_bands,
}


def _lines(rows: int = 2) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _rounding(label: Any) -> forms.CharField:
    told = _("Ví dụ “4 chữ số; nửa làm tròn lên”; để trống: không làm tròn.")
    return forms.CharField(label=label, required=False, help_text=told)


class FactsForm(forms.Form):
    """What a set says around its criteria."""

    name = forms.CharField(label=_("Tên bộ tiêu chí"), max_length=300, widget=_lines())
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=200)
    decision = forms.CharField(label=_("Quyết định"), max_length=100, required=False)
    decided_on = forms.CharField(label=_("Ngày quyết định"), required=False, help_text=_("ngày/tháng/năm"))
    effective_on = forms.CharField(label=_("Ngày áp dụng"), required=False, help_text=_("ngày/tháng/năm"))
    years = forms.CharField(
        label=_("Năm đánh giá"), required=False, help_text=_("Nhiều năm cách nhau bằng dấu chấm phẩy.")
    )
    agency_kind = forms.CharField(label=_("Loại cơ quan"), max_length=40, required=False)
    groups = forms.CharField(
        label=_("Nhóm xếp hạng"), required=False, help_text=_("Mỗi nhóm một dòng."), widget=_lines()
    )
    max_score = NumberField(label=_("Tổng điểm tối đa"), max_digits=8, decimal_places=4, min_value=0)
    bonus_limit = NumberField(label=_("Điểm thưởng nhiều nhất"), max_digits=8, decimal_places=4, min_value=0)
    penalty_limit = NumberField(label=_("Điểm trừ nhiều nhất"), max_digits=8, decimal_places=4, min_value=0)
    bands = forms.CharField(
        label=_("Xếp loại"), required=False, help_text=_("Mỗi loại một dòng, ví dụ “Tốt: từ 80%”."), widget=_lines(5)
    )
    ties = forms.ChoiceField(
        label=_("Thứ hạng khi bằng điểm"), choices=[(Ties.SKIP.value, "1, 1, 3"), (Ties.DENSE.value, "1, 1, 2")]
    )
    tie_breakers = forms.CharField(
        label=_("Lĩnh vực phân định khi bằng điểm"),
        required=False,
        help_text=_("Số của lĩnh vực, mỗi số một dòng, xét từ trên xuống."),
        widget=_lines(),
    )
    leaf = _rounding(_("Làm tròn điểm tiêu chí"))
    domain = _rounding(_("Làm tròn điểm lĩnh vực"))
    printed_total = _rounding(_("Làm tròn tổng điểm in ra"))
    published = _rounding(_("Làm tròn điểm công bố"))
    share = forms.CharField(label=_("Làm tròn tỷ lệ điểm"), help_text=_("Chữ số của tỷ lệ từ 0 đến 1."))
    method = forms.CharField(label=_("Phương pháp"), required=False, widget=_lines(5))
    source = forms.CharField(
        label=_("Nguồn"), required=False, help_text=_("Văn bản quy định bộ tiêu chí."), widget=_lines()
    )
    version = forms.CharField(widget=forms.HiddenInput)

    made: CriteriaSet

    @staticmethod
    def shown(criteria_set: CriteriaSet, version: str) -> dict[str, Any]:
        """What the form shows for a set."""
        typed = ("max_score", "bonus_limit", "penalty_limit", "ties")
        held: dict[str, Any] = {name: getattr(criteria_set, name) for name in typed}
        for name in FactsForm.base_fields:
            if name not in held and name != "version":
                held[name] = fact_cell(criteria_set, f"roundings.{name}" if name in STAGES else name)
        return held | {"version": version}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            self._read(cleaned)
        return cleaned

    def _read(self, cleaned: Mapping[str, Any]) -> None:
        """The facts as a set without criteria; what is wrong goes to its field."""
        plain: dict[str, Any] = {"key": "-", "roundings": {}}
        for name, value in list(cleaned.items()):
            if name == "version" or value in ("", None):
                continue
            found: list[SetProblem] = []
            reader = cells.read_rounding if name in STAGES else _READERS.get(name)
            read = reader(value, found) if reader else value
            for one in found:
                self.add_error(name, problem_sentence(one))
            if name in STAGES:
                plain["roundings"][name] = read
            else:
                plain[name] = read
        if self.errors:
            return
        try:
            self.made = from_plain(CriteriaSet, plain)
        except BadRule as wrong:
            for one in wrong.problems:
                field = next((part for part in reversed(one.place) if part in self.fields), None)
                self.add_error(field, problem_sentence(one))


class AddForm(forms.Form):
    """The beginning of a criterion; the rest is filled in on its own page."""

    code = forms.CharField(label=_("Số"), max_length=30)
    name = forms.CharField(label=_("Tiêu chí"), max_length=500, widget=_lines())
    max_score = NumberField(label=_("Điểm tối đa"), max_digits=8, decimal_places=4, min_value=0)

    @staticmethod
    def proposed(criteria_set: CriteriaSet, under: str) -> dict[str, str]:
        return {"code": next_code(criteria_set, under)}

    def criterion(self, beside: Criterion | None) -> Criterion:
        """The typed criterion; of the same kind as the one it comes under."""
        return Criterion(**self.cleaned_data, kind=beside.kind if beside else CriterionKind.NORMAL)


class CopyForm(forms.Form):
    """What another year's set is called."""

    key = forms.SlugField(label=_("Mã bộ"), max_length=80, help_text=_("Chữ không dấu, số, gạch nối; mỗi bộ một mã."))
    name = forms.CharField(label=_("Tên bộ tiêu chí"), max_length=300, widget=_lines())
    year = WholeNumberField(label=_("Năm đánh giá"), min_value=2000, max_value=2100)

    @staticmethod
    def proposed(criteria_set: CriteriaSet) -> dict[str, Any]:
        """The same with the next year in it."""
        year = max(criteria_set.years, default=None)
        key, name = next_year(criteria_set.key, year), next_year(criteria_set.name, year)
        return {"key": key, "name": name, "year": year + 1 if year else None}
