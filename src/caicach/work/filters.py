"""What a list of duties is narrowed to; the address keeps it, so that it can be shared."""

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency, Domain, brief_name
from caicach.people.models import User
from caicach.plans.models import DutyRole, Plan, PlanItem
from caicach.ui.formats import shown_day
from caicach.ui.widgets import NamedChoiceField, PlainSelect
from caicach.work.models import AssignmentQuerySet
from caicach.work.status import BESIDE_THE_RATE, COMPLETED, IN_TIME, OPEN, AssignmentStatus

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
LATELY: list[Choice] = [
    ("completed", _("hoàn thành trong bảy ngày qua")),
    ("overdue", _("mới quá hạn trong bảy ngày qua")),
]
PERSON_CHOICES: list[Choice] = [
    ("", _("Mọi người làm")),
    ("nobody", _("chưa giao cho ai")),
    ("me", _("giao cho tôi")),
]
WEEK = timedelta(days=7)
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
    domain = NamedChoiceField(Domain.objects.all(), label=_("Lĩnh vực"), required=False, empty_label=_("Mọi lĩnh vực"))
    agency = NamedChoiceField(Agency.objects.none(), label=_("Cơ quan"), required=False, empty_label=_("Mọi cơ quan"))
    role = forms.ChoiceField(
        label=_("Vai trò"), required=False, choices=[("", _("Mọi vai trò")), *DutyRole.choices], widget=PlainSelect
    )
    status = forms.ChoiceField(label=_("Trạng thái"), required=False, choices=status_choices, widget=PlainSelect)
    due = forms.ChoiceField(label=_("Thời hạn"), required=False, choices=DUE_CHOICES, widget=PlainSelect)
    plan = forms.ModelChoiceField(Plan.objects.none(), required=False, widget=forms.HiddenInput)
    year = forms.IntegerField(required=False, min_value=2000, max_value=2100, widget=forms.HiddenInput)
    month = forms.RegexField(r"^\d{4}-(0[1-9]|1[0-2])$", required=False, widget=forms.HiddenInput)
    since = forms.DateField(required=False, input_formats=["%Y-%m-%d"], widget=forms.HiddenInput)
    until = forms.DateField(required=False, input_formats=["%Y-%m-%d"], widget=forms.HiddenInput)
    item = forms.ModelChoiceField(PlanItem.objects.none(), label=_("Dòng"), required=False, widget=forms.HiddenInput)
    lately = forms.ChoiceField(label=_("Bảy ngày qua"), required=False, choices=LATELY, widget=forms.HiddenInput)
    person = forms.ChoiceField(label=_("Người làm"), required=False, choices=PERSON_CHOICES, widget=PlainSelect)

    def __init__(
        self,
        *args: Any,
        user: User,
        agencies: QuerySet[Agency] | None = None,
        people: Iterable[User] = (),
        **kwargs: Any,
    ) -> None:
        """agencies: those to choose from, none leaves the choice out. people: who may be looked for by name."""
        super().__init__(*args, **kwargs)
        self._offer("agency", Agency.objects.none() if agencies is None else agencies.only("pk", "name"))
        if "plan" in self.data:
            self._offer("plan", Plan.objects.visible_to(user))
        if "item" in self.data:
            self._offer("item", PlanItem.objects.visible_to(user))
        if agencies is None:
            del self.fields["agency"]
        person = self.fields["person"]
        assert isinstance(person, forms.ChoiceField)
        person.choices = [*PERSON_CHOICES, *((str(one.pk), str(one)) for one in people)]
        self.fields["q"].widget = forms.TextInput(attrs={"type": "search", "placeholder": _("Tìm việc, cơ quan")})

    def _offer(self, name: str, rows: QuerySet[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    @property
    def chosen(self) -> dict[str, Any]:
        """The valid values that narrow something."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    def words(self) -> list[tuple[str, str]]:
        """Each chosen filter by its name and in words, for the chips above a list and the head of its file."""
        return [(name, self._words(name, value)) for name, value in self.chosen.items()]

    def _words(self, name: str, value: Any) -> str:
        if name == "q":
            return f"“{value}”"
        if name == "year":
            return _("năm %(year)s") % {"year": value}
        if name == "month":
            return _("hạn tháng %(month)s") % {"month": "/".join(reversed(value.split("-")))}
        if name in ("since", "until"):
            said = _("hạn từ %(day)s") if name == "since" else _("hạn đến %(day)s")
            return said % {"day": shown_day(value)}
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            return brief_name(str(value))
        assert isinstance(field, forms.ChoiceField)
        return str(dict(field.choices)[value])  # type: ignore[arg-type]  # a list, once the form stands


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
        "since": lambda rows, day: rows.filter(due_on__gte=day),
        "until": lambda rows, day: rows.filter(due_on__lte=day),
        "item": lambda rows, item: rows.filter(item=item),
        "lately": lambda rows, code: _lately(rows, code, today),
        "person": lambda rows, who: _of_person(rows, who, user),
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


def _lately(rows: AssignmentQuerySet, code: str, today: date) -> AssignmentQuerySet:
    """What was completed, or fell overdue, in the last seven days; the dashboard counts the same rows."""
    if code == "completed":
        return rows.filter(confirmed_on__gte=today - WEEK)
    return rows.overdue(today).filter(due_on__gte=today - WEEK)


def _of_person(rows: AssignmentQuerySet, who: str, user: Any) -> AssignmentQuerySet:
    if who == "nobody":
        return rows.given_to_nobody()
    return rows.handed_to(user.pk if who == "me" else int(who))


def _in_month(rows: AssignmentQuerySet, month: str) -> AssignmentQuerySet:
    year, number = (int(part) for part in month.split("-"))
    return rows.filter(due_on__range=(date(year, number, 1), date(year, number, monthrange(year, number)[1])))
