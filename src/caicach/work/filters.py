"""What a list of duties is narrowed to; the address keeps it, so that it can be shared."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency, Domain
from caicach.plans.models import DutyRole, Plan
from caicach.work.models import AssignmentQuerySet
from caicach.work.status import BESIDE_THE_RATE, COMPLETED, IN_TIME, OPEN, AssignmentStatus
from caicach.work.widgets import PlainSelect

Choice = tuple[str, str | Promise]

STATUS_GROUPS: dict[str, tuple[str | Promise, frozenset[AssignmentStatus]]] = {
    "open": (_("chưa xong"), OPEN),
    "completed": (_("đã hoàn thành"), COMPLETED),
    "in_time": (_("đang trong hạn"), IN_TIME),
    "beside": (_("ngoài tỷ lệ"), BESIDE_THE_RATE),
}
DUE_CHOICES: list[Choice] = [
    ("", _("Mọi thời hạn")),
    ("week", _("trong 7 ngày tới")),
    ("month", _("trong tháng này")),
    ("none", _("không có hạn")),
]
SORTS = {
    "due": ("due_on", "pk"),
    "agency": ("agency__protocol_order", "agency__collation_key", "due_on", "pk"),
    "item": ("item__plan", "item__order", "pk"),
    "progress": ("progress_percent", "pk"),
}


def status_choices() -> list[Choice]:
    """The groups of statuses, then each alone."""
    groups: list[Choice] = [(code, label) for code, (label, _statuses) in STATUS_GROUPS.items()]
    return [("", _("Mọi trạng thái")), *groups, *AssignmentStatus.choices]


def statuses_for(code: str) -> frozenset[AssignmentStatus]:
    """The statuses that a filter value stands for."""
    if code in STATUS_GROUPS:
        return STATUS_GROUPS[code][1]
    return frozenset({AssignmentStatus(code)})


class WorkFilter(forms.Form):
    """The filters above every list of duties. What is wrong in it narrows nothing."""

    q = forms.CharField(label=_("Tìm"), required=False, max_length=200)
    domain = forms.ModelChoiceField(
        Domain.objects.all(),
        label=_("Lĩnh vực"),
        required=False,
        empty_label=_("Mọi lĩnh vực"),
        widget=PlainSelect,
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label=_("Cơ quan"),
        required=False,
        empty_label=_("Mọi cơ quan"),
        widget=PlainSelect,
    )
    role = forms.ChoiceField(
        label=_("Vai trò"), required=False, choices=[("", _("Mọi vai trò")), *DutyRole.choices], widget=PlainSelect
    )
    status = forms.ChoiceField(label=_("Trạng thái"), required=False, choices=status_choices, widget=PlainSelect)
    due = forms.ChoiceField(label=_("Thời hạn"), required=False, choices=DUE_CHOICES, widget=PlainSelect)
    plan = forms.ModelChoiceField(Plan.objects.all(), required=False, widget=forms.HiddenInput)
    year = forms.IntegerField(required=False, min_value=2000, max_value=2100, widget=forms.HiddenInput)
    month = forms.RegexField(r"^\d{4}-(0[1-9]|1[0-2])$", required=False, widget=forms.HiddenInput)
    person = forms.ChoiceField(
        label=_("Người làm"),
        required=False,
        choices=[("", _("Mọi người")), ("nobody", _("chưa giao cho ai")), ("me", _("giao cho tôi"))],
        widget=PlainSelect,
    )

    def __init__(self, *args: Any, agencies: QuerySet[Agency] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Agency.objects.none() if agencies is None else agencies.only("pk", "name")
        if agencies is None:
            del self.fields["agency"]

    @property
    def chosen(self) -> dict[str, Any]:
        """The valid values that narrow something."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


def narrowed(rows: AssignmentQuerySet, chosen: dict[str, Any], *, today: date, user: Any) -> AssignmentQuerySet:
    """The rows that fit every chosen filter."""
    narrowings: dict[str, Callable[[AssignmentQuerySet, Any], AssignmentQuerySet]] = {
        "q": lambda rows, words: rows.matching(words),
        "domain": lambda rows, domain: rows.filter(item__domain=domain),
        "agency": lambda rows, agency: rows.filter(agency=agency),
        "role": lambda rows, role: rows.filter(role=role),
        "status": lambda rows, code: rows.in_status(today, statuses_for(code)),
        "due": lambda rows, code: _due(rows, code, today),
        "plan": lambda rows, plan: rows.of_plan(plan),
        "year": lambda rows, year: rows.of_year(year),
        "month": lambda rows, month: _in_month(rows, month),
        "person": lambda rows, who: rows.given_to_nobody() if who == "nobody" else rows.handed_to(user),
    }
    for name, value in chosen.items():
        rows = narrowings[name](rows, value)
    return rows


def ordered(rows: AssignmentQuerySet, sort: str) -> AssignmentQuerySet:
    """Sorted by a column, "-" before its name for the other way round; by due date where the name is unknown."""
    fields = [F(field) for field in SORTS.get(sort.removeprefix("-"), SORTS["due"])]
    if sort.startswith("-"):
        return rows.order_by(*(field.desc(nulls_last=True) for field in fields))
    return rows.order_by(*(field.asc(nulls_last=True) for field in fields))


def _due(rows: AssignmentQuerySet, code: str, today: date) -> AssignmentQuerySet:
    if code == "none":
        return rows.filter(due_on=None)
    if code == "week":
        return rows.filter(due_on__range=(today, today + timedelta(days=7)))
    return _in_month(rows, f"{today:%Y-%m}")


def _in_month(rows: AssignmentQuerySet, month: str) -> AssignmentQuerySet:
    year, number = (int(part) for part in month.split("-"))
    return rows.filter(due_on__range=(date(year, number, 1), date(year, number, monthrange(year, number)[1])))
