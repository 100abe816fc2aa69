"""Making reminder letters, one for each agency or one with an annex: long work, kept together or not at all."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_noop, override

from caicach.agencies.models import Agency
from caicach.jobs.context import JobContext
from caicach.jobs.faults import faultpoint
from caicach.letters.values import overdue_annex, overdue_rows
from caicach.notices.permissions import urgeable
from caicach.papers.keeping import Source, keep_paper
from caicach.papers.making import make_paper
from caicach.people.models import User
from caicach.work.models import Assignment

MAKE_LETTERS = "letters.make_reminders"
KIND = "reminder_letter"


def late_duties(user: User, today: date) -> QuerySet[Assignment]:
    """What leads owe, and what this person may urge about."""
    return urgeable(Assignment.objects.visible_to(user)).leads().overdue(today)


def make_asked_letters(context: JobContext) -> dict[str, Any]:
    """The handler of the job. Duties that were done in between are left out; who owes nothing gets no letter."""
    params, by = context.job.params, context.job.asked_by
    assert by is not None
    today, sender = date.fromisoformat(params["today"]), Agency.objects.get(pk=params["sender"])
    duties = late_duties(by, today).filter(agency__in=params["agencies"])
    rows = list(
        duties.select_related("agency", "item__plan").order_by(
            "agency__protocol_order", "agency__collation_key", "due_on", "pk"
        )
    )
    letters = _one(rows, params, today) if params["is_one"] else _each(rows, params, today)
    made: list[tuple[str, bytes]] = []
    for place, (title, values) in enumerate(letters):
        context.progress(place, len(letters), gettext_noop("Lập công văn"))
        with override("vi"):
            made.append((title, make_paper(kind=KIND, values=values, on=today)))
    faultpoint("letters.made")
    with context.effect() as result:
        source = Source(path=reverse("notices:overdue_list"), title="Việc quá hạn", key="urging")
        for title, content in made:
            keep_paper(content=content, kind=KIND, title=title, agency=sender, on=today, by=by, source=source)
        result |= {"letters": len(made)}
    return result


def _each(rows: list[Assignment], params: dict[str, Any], today: date) -> list[tuple[str, dict[str, Any]]]:
    letters = []
    for agency in dict.fromkeys(row.agency for row in rows):
        own = [row for row in rows if row.agency == agency]
        values = {**params["values"], "kinh_gui": agency.name, "viec_qua_han": overdue_rows(own, today)}
        letters.append((f"Công văn đôn đốc {agency.name}", values))
    return letters


def _one(rows: list[Assignment], params: dict[str, Any], today: date) -> list[tuple[str, dict[str, Any]]]:
    if not rows:
        return []
    names = list(dict.fromkeys(row.agency.name for row in rows))
    told = names[0] if len(names) == 1 else "Các cơ quan có tên tại Phụ lục"
    values = {**params["values"], "kinh_gui": told, "phu_luc": overdue_annex(rows, today)}
    return [(f"Công văn đôn đốc {len(names)} cơ quan", values)]
