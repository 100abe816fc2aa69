"""The rows that a request asks of a plan: the same filters and order for the page, the print and the files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from caicach.people.requests import Request
from caicach.plans.forms import RowFilterForm
from caicach.plans.listing import SORTS, Line, counts_of, lines_of, sorted_lines
from caicach.plans.models import Plan, PlanItem
from caicach.ui.formats import shown_day


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in words, and the address without it."""

    label: str
    value: str
    query: str


@dataclass(frozen=True)
class ShownRows:
    """Rows of a plan as asked for. The addresses of files carry the same question."""

    form: RowFilterForm
    lines: Sequence[Line]
    whole: dict[str, int]
    columns: frozenset[str]  # those that hold anything in this plan
    sort: str
    query: QueryDict

    @cached_property
    def counts(self) -> dict[str, int]:
        return counts_of(line for line in self.lines if not line.is_context)

    @cached_property
    def chips(self) -> list[Chip]:
        cleaned = getattr(self.form, "cleaned_data", {})
        fields = [(field.name, str(field.label)) for field in self.form]
        return [Chip(label, self._words(name), self._without(name)) for name, label in fields if cleaned.get(name)]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.chips)

    @property
    def is_as_in_the_plan(self) -> bool:
        return not (self.chips or self.sort)

    @property
    def items(self) -> list[PlanItem]:
        return [line.item for line in self.lines]

    @property
    def question(self) -> str:
        """What stands behind the question mark in addresses of the same rows."""
        kept = self.query.copy()
        kept.pop("xem", None)
        return f"?{kept.urlencode()}" if kept else ""

    @property
    def in_order(self) -> str:
        """The same rows in the order of the plan."""
        return self._without("sort")

    def _words(self, name: str) -> str:
        value = self.form.cleaned_data[name]
        if hasattr(value, "year"):
            return shown_day(value)
        choices = dict(getattr(self.form.fields[name], "choices", ()))
        return str(choices.get(value, value)) if isinstance(value, str) else str(value)

    def _without(self, name: str) -> str:
        kept = self.query.copy()
        kept.pop(name, None)
        return f"?{kept.urlencode()}"


def _columns_of(items: Iterable[PlanItem]) -> frozenset[str]:
    names = ("time_frame_text", "deliverable", "acceptance_note", "budget_million_vnd", "scores")
    return frozenset(name for item in items for name in names if getattr(item, name) not in ("", None, {}))


def shown_rows(request: Request, plan: Plan) -> ShownRows:
    """The rows of a plan by the filters and the order in the address; what is no filter narrows nothing."""
    form = RowFilterForm(request.GET, plan=plan)
    filters = form.cleaned_data if form.is_valid() else None
    whole = lines_of(plan)
    lines = lines_of(plan, filters) if filters and any(filters.values()) else whole
    sort = request.GET.get("sort", "")
    sort = sort if sort.removeprefix("-") in SORTS else ""
    return ShownRows(
        form=form,
        lines=sorted_lines(lines, sort) if sort else lines,
        whole=counts_of(whole),
        columns=_columns_of(line.item for line in whole),
        sort=sort,
        query=request.GET,
    )
