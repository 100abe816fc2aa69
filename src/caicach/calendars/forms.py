"""What a calendar is narrowed to; the address keeps it, so that it can be shared."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from caicach.agencies.dates import DatesAsked, sources
from caicach.agencies.models import Agency, Domain
from caicach.agencies.permissions import agencies_where
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.plans.models import Plan
from caicach.ui.fields import FilterForm
from caicach.ui.widgets import NamedChoiceField, PlainSelect
from caicach.work.selection import Desk

OWN, WHOLE = "own", "whole"


class _PlanChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only for the checker
    """A plan by its title, which may be long."""

    widget = PlainSelect

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.title) if len(obj.title) <= 70 else f"{obj.title[:69]}…"


class CalendarFilter(FilterForm):
    """The filters above a calendar. What is wrong in one narrows nothing."""

    whose = forms.ChoiceField(
        label=_("Của ai"), required=False, choices=[(OWN, _("Của tôi")), (WHOLE, _("Tất cả"))], widget=PlainSelect
    )
    kind = forms.ChoiceField(label=_("Loại"), required=False, widget=PlainSelect)
    agency = NamedChoiceField(Agency.objects.none(), label=_("Cơ quan"), required=False, empty_label=_("Mọi cơ quan"))
    domain = NamedChoiceField(Domain.objects.all(), label=_("Lĩnh vực"), required=False, empty_label=_("Mọi lĩnh vực"))
    plan = _PlanChoice(Plan.objects.none(), label=_("Kế hoạch"), required=False, empty_label=_("Mọi kế hoạch"))
    month = forms.RegexField(r"^\d{4}-(0[1-9]|1[0-2])$", required=False, widget=forms.HiddenInput)
    day = forms.DateField(required=False, input_formats=["%Y-%m-%d"], widget=forms.HiddenInput)
    year = forms.IntegerField(required=False, min_value=2000, max_value=2100, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, user: User, today: date) -> None:
        given = {name: data[name] for name in data if data[name]}
        super().__init__({"whose": usual_view(user, today)} | given)
        self._user, self._today = user, today
        seen = agencies_where(user, Permission.ASSIGNMENT_VIEW).only("pk", "name")
        self._offer("agency", seen)
        assigned = Plan.objects.visible_to(user).in_force().filter(assigned_at__isnull=False)
        self._offer("plan", assigned.only("pk", "title").order_by("-year", "kind", "title"))
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [("", _("Mọi loại")), *((one.code, one.label) for one in sources())]

    def _offer(self, name: str, rows: QuerySet[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    @property
    def kinds(self) -> tuple[str, ...]:
        kind = self.chosen.get("kind")
        return (kind,) if kind else ()

    def asked(self, first: date, last: date) -> DatesAsked:
        """The question to the rooms about these days. Who chooses an agency asks about it, not about the own desk."""
        chosen = self.chosen
        agency, domain, plan = (chosen.get(name) for name in ("agency", "domain", "plan"))
        return DatesAsked(
            user=self._user,
            first=first,
            last=last,
            today=self._today,
            is_own=agency is None and chosen.get("whose") != WHOLE,
            agency=agency.pk if agency else None,
            domain=domain.pk if domain else None,
            plan=plan.pk if plan else None,
        )

    @property
    def first_of_month(self) -> date:
        asked = self.chosen.get("month")
        if not asked:
            return (self.chosen.get("day") or self._today).replace(day=1)
        year, month = (int(part) for part in asked.split("-"))
        return date(max(min(year, 2100), 2000), month, 1)

    @property
    def monday(self) -> date:
        day = self.chosen.get("day") or self._today
        day = min(max(day, date(2000, 1, 10)), date(2100, 12, 20))
        return day - timedelta(days=day.weekday())

    @property
    def of_year(self) -> int:
        return int(self.chosen.get("year") or self._today.year)


def usual_view(user: User, today: date) -> str:
    """Who has a desk begins with it, who watches the province with the whole."""
    desk = Desk.of(user, on=today)
    return WHOLE if desk.watches or not desk.works_in else OWN
