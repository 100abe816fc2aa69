"""What people type to set a round up: facts and days, the agencies with their groups, who appraises what."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.agencies.matching import AgencyFinder
from caicach.agencies.models import Agency
from caicach.assessments.models import Phase, Round
from caicach.criteria.models import CriteriaSet, Criterion
from caicach.rounds.beginnings import Bodies, sets_for
from caicach.ui.fields import DayField, NumberField, WholeNumberField

SEPARATOR = ";"


class NewRoundForm(forms.Form):
    """From which round or set the new one is made, and for which year."""

    year = WholeNumberField(label=gettext_lazy("Năm đánh giá"), min_value=2000, max_value=2100)
    criteria_set = forms.ChoiceField(label=gettext_lazy("Bộ tiêu chí"))
    previous = forms.ChoiceField(
        label=gettext_lazy("Lấy theo đợt"), required=False,
        help_text=gettext_lazy("Cơ quan, nhóm, thời hạn của đợt đó được đưa sang, bạn sửa ở bước sau."),
    )  # fmt: skip

    replaces = forms.ChoiceField(
        label=gettext_lazy("Thay cho đợt đang thực hiện"), required=False,
        help_text=gettext_lazy(
            "Khi bộ tiêu chí đổi giữa năm: lúc mở đợt mới, đợt cũ dừng; điểm tự chấm, tài liệu của tiêu chí không đổi "
            "được đưa sang để cơ quan xem lại."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sets = {str(one.pk): one for one in sets_for(year)}
        self.rounds = {str(one.pk): one for one in Round.objects.exclude(state="draft")}
        _choose(self.fields["criteria_set"], [(key, one.name) for key, one in self.sets.items()])
        running = [(key, one.name) for key, one in self.rounds.items() if one.is_open]
        _choose(self.fields["replaces"], [("", _("không thay đợt nào"))] + running)
        _choose(
            self.fields["previous"],
            [("", _("không, bắt đầu từ bộ tiêu chí"))] + [(key, one.name) for key, one in self.rounds.items()],
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        old = self.rounds.get(given.get("replaces", ""))
        if old is not None and str(old.criteria_set_id) == given.get("criteria_set"):
            self.add_error("criteria_set", _("Đợt cũ đã dùng bộ này. Hãy chọn bộ tiêu chí mới thay cho nó."))
        return given

    def replaced(self) -> Round | None:
        """The running round whose place the new one takes."""
        return self.rounds.get(self.cleaned_data["replaces"])

    def chosen(self) -> tuple[CriteriaSet, Round | None]:
        given = self.cleaned_data
        criteria_set = CriteriaSet.objects.get(pk=self.sets[given["criteria_set"]].pk)
        return criteria_set, self.rounds.get(given["previous"])


class SetupForm(forms.Form):
    """Facts and days of a round."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label=gettext_lazy("Tên đợt"), max_length=200)
    period_first = DayField(label=gettext_lazy("Số liệu từ ngày"))
    period_last = DayField(label=gettext_lazy("Số liệu đến hết ngày"))
    agencies_on = DayField(label=gettext_lazy("Danh sách cơ quan tính đến ngày"))
    second_share = NumberField(
        label=gettext_lazy("Tỷ lệ đọc lại (%)"), unit="%", min_value=0, max_value=100, decimal_places=1,
        help_text=gettext_lazy("Chọn ngẫu nhiên bằng mã cố định; người thứ hai đọc lại, không đổi điểm."),
    )  # fmt: skip
    may_lower = forms.BooleanField(label=gettext_lazy("Giải trình có thể làm giảm điểm"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for phase in Phase:
            label = str(phase.label).capitalize()
            self.fields[f"{phase}_opens"] = DayField(label=_("%(phase)s: từ ngày") % {"phase": label})
            self.fields[f"{phase}_closes"] = DayField(label=_("%(phase)s: đến hết ngày") % {"phase": label})

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        pairs = [(f"{phase}_opens", f"{phase}_closes") for phase in Phase] + [("period_first", "period_last")]
        for first, last in pairs:
            if given.get(first) and given.get(last) and given[last] < given[first]:
                self.add_error(last, _("Ngày cuối phải sau ngày đầu."))
        return given

    def windows(self) -> dict[Phase, tuple[date, date]]:
        given = self.cleaned_data
        return {phase: (given[f"{phase}_opens"], given[f"{phase}_closes"]) for phase in Phase}

    def pairs(self) -> list[tuple[Any, Any]]:
        """The fields of each phase, side by side."""
        return [(self[f"{phase}_opens"], self[f"{phase}_closes"]) for phase in Phase]


def typed_bodies(typed: dict[str, str], nodes: Iterable[Criterion]) -> tuple[Bodies, dict[str, str]]:
    """The bodies of the nodes from names set apart by semicolons, and what is wrong, by the key of the node."""
    finder, by_code = AgencyFinder.of_register(), {agency.code: agency for agency in Agency.objects.all()}
    bodies: Bodies = {}
    wrong: dict[str, str] = {}
    for node in nodes:
        names = [name.strip() for name in typed.get(str(node.pk), "").split(SEPARATOR) if name.strip()]
        answers = [(name, finder.find(name)) for name in names]
        unknown = [f"{answer.what} {answer.repair}" for _name, answer in answers if not answer.code]
        if unknown:
            wrong[str(node.pk)] = " ".join(unknown)
        found = [by_code[answer.code] for _name, answer in answers if answer.code]
        if found:
            bodies[node.pk] = found
    return bodies, wrong


def _choose(field: forms.Field, choices: list[tuple[str, Any]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
