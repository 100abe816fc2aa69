"""What the rooms want of a person now: shown on the page where the day begins, each with the way to it.

All rooms are asked in one query: each says which of its rows to look at and puts what it needs of them into one
column, and is then given those rows to make errands of.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, DateField, Expression, F, Min, QuerySet, Value
from django.db.models.functions import JSONObject

from caicach.people.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One thing to do. told: what hurries, in a few words."""

    text: str
    told: str
    url: str
    icon: str


Facts = dict[str, Any]
"""What a row says, as JSON holds it: a day is an ISO text (`day_of`), a UUID a text."""
Question = QuerySet[Any, Any]
"""Rows with the one column that `facts_of` makes."""


@dataclass(frozen=True, slots=True)
class Teller:
    """How a room tells its errands. ask: its questions by name, only those that this person may put."""

    ask: Callable[[User, date], Mapping[str, Question]]
    tell: Callable[[User, date, Mapping[str, list[Facts]]], Iterable[Errand]]

    def errands(self, user: User, on: date) -> list[Errand]:
        """What this room alone wants of a person."""
        return list(_told([self], user, on))


_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    """Enter what another room wants of people."""
    if teller not in _tellers:
        _tellers.append(teller)


def errands_of(user: User, on: date) -> list[Errand]:
    """Everything that the rooms want of this person on a day."""
    return list(_told(_tellers, user, on))


def facts_of(rows: QuerySet[Any, Any], **columns: str | Expression) -> Question:
    """A question: these columns, given by path or expression, of these rows."""
    given = {name: F(column) if isinstance(column, str) else column for name, column in columns.items()}
    question: Question = rows.order_by().annotate(facts=JSONObject(**given)).values_list("facts")
    return question


def count_of(rows: QuerySet[Any, Any], *, first: str | None = None) -> Question:
    """A question for how many rows there are (`many`) and the first of their days; none of them, nothing is told."""
    day = Min(first) if first else Value(None, output_field=DateField())
    counted = rows.order_by().annotate(all=Value(1)).values("all").annotate(many=Count("pk"), first=day)
    return facts_of(counted, many="many", first="first")


def day_of(fact: str | None) -> date | None:
    """The day that a fact holds."""
    return date.fromisoformat(fact[:10]) if fact else None


def key_of(fact: str) -> UUID:
    """The UUID that a fact holds; the databases write it in two ways."""
    return UUID(fact)


def _told(tellers: list[Teller], user: User, on: date) -> Iterator[Errand]:
    asked = {f"{number} {name}": rows for number, one in enumerate(tellers) for name, rows in one.ask(user, on).items()}
    found: dict[int, dict[str, list[Facts]]] = defaultdict(lambda: defaultdict(list))
    for label, facts in _answers(asked):
        place, _space, name = label.partition(" ")
        if facts.get("many") != 0:
            found[int(place)][name].append(facts)
    for number, one in enumerate(tellers):
        if number in found:
            yield from one.tell(user, on, found[number])


def _answers(asked: Mapping[str, Question]) -> Iterable[tuple[str, Facts]]:
    labelled = [
        rows.annotate(label=Value(label, output_field=CharField())).values_list("label", "facts")
        for label, rows in asked.items()
    ]
    return labelled[0].union(*labelled[1:], all=True) if labelled else ()
