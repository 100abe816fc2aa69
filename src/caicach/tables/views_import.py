"""Bringing a table in, the same way in every room: read, preview row by row, write what was seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.agencies.permissions import require
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.tables.rows import RowProblem
from caicach.tables.sheet import (
    MAX_ROWS,
    TableRow,
    UnreadableTable,
    as_pasted,
    read_pasted,
    read_table,
)

STATES = ("new", "changed", "same")


class TableForm(forms.Form):
    """A table as a file or as pasted cells."""

    file = forms.FileField(
        label=gettext_lazy("Tệp XLSX hoặc CSV"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    text = forms.CharField(
        label=gettext_lazy("hoặc dán các ô, cả dòng tiêu đề"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # what the preview was made of

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("file") and not cleaned.get("text", "").strip():
            self.add_error("file", _("Chọn một tệp hoặc dán các ô."))
        return cleaned

    def table(self, headings: dict[str, tuple[str, ...]], *, most_rows: int = MAX_ROWS) -> list[TableRow] | None:
        """The rows; None with the reason on the form when the table cannot be read."""
        file = self.cleaned_data["file"]
        try:
            if file:
                return read_table(file.read(), file.name, headings, most_rows=most_rows)
            return read_pasted(self.cleaned_data["text"], headings, most_rows=most_rows)
        except UnreadableTable as error:
            self.add_error("file" if file else "text", str(error))
            return None


class TablePlan(Protocol):
    """What a table would do today. fingerprint: the same as long as it would do the same."""

    problems: list[RowProblem]

    @property
    def fingerprint(self) -> str: ...

    def count(self, state: str) -> int: ...


Planned = TypeVar("Planned", bound=TablePlan)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableImport(Generic[Planned]):
    """One kind of table that is brought in.

    name: of the address that takes the table; that which writes it is called the same with `_apply`. after: where it
    is seen once written. template: of the first page; that of the preview is called the same with `_preview`.
    apply: writes all rows and says so in a sentence. more: what else the first page shows.
    """

    permission: Permission
    headings: dict[str, tuple[str, ...]]
    plan: Callable[[Sequence[TableRow]], Planned]
    apply: Callable[[Planned, User], str]
    name: str
    after: str
    template: str
    more: Callable[[], dict[str, Any]] = dict

    def ask(self, request: Request) -> HttpResponse:
        """Step 1 takes the table, step 2 shows what it would do; nothing is written here."""
        require(request.user, self.permission)
        form = TableForm(request.POST or None, request.FILES or None)
        table = form.table(self.headings) if form.is_bound and form.is_valid() else None
        return self._first(request, form) if table is None else self._preview(request, table)

    def write(self, request: Request) -> HttpResponse:
        """Step 3 writes what was previewed, read again from the same cells."""
        require(request.user, self.permission)
        form = TableForm(request.POST)
        table = form.table(self.headings) if form.is_valid() else None
        if table is None:
            return self._first(request, form)
        plan = self.plan(table)
        has_moved_on = form.cleaned_data["seen"] != plan.fingerprint
        if plan.problems or has_moved_on:
            return self._preview(request, table, has_moved_on=has_moved_on and not plan.problems)
        messages.success(request, self.apply(plan, request.user))
        return redirect(self.after)

    def _first(self, request: Request, form: TableForm) -> HttpResponse:
        context = {"form": form, "headings": [spellings[0] for spellings in self.headings.values()], **self.more()}
        return render(request, f"{self.template}.html", context, status=422 if form.is_bound else 200)

    def _preview(self, request: Request, table: list[TableRow], *, has_moved_on: bool = False) -> HttpResponse:
        """What the table would do today. has_moved_on: things are no longer as they were when this was shown before."""
        plan = self.plan(table)
        context = {
            "has_moved_on": has_moved_on,
            "plan": plan,
            "text": as_pasted(table, self.headings),
            "problem_rows": {problem.row for problem in plan.problems},
            "first_page": self.name,
            "written_at": f"{self.name}_apply",
            **{state: plan.count(state) for state in STATES},
        }
        status = 422 if plan.problems else 409 if has_moved_on else 200
        return render(request, f"{self.template}_preview.html", context, status=status)
