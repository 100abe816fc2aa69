"""The "rõ": who, what, when, with which result, on whose responsibility. What is not clear is named."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from caicach.plans.models import PlanItem

CLEAR_WITHOUT_DATE = frozenset({"continuous", "recurring"})


class Clarity(models.TextChoices):
    """One thing that must be clear in a duty."""

    PERSON = "person", _("người")
    WORK = "work", _("việc")
    TIME = "time", _("thời gian")
    RESULT = "result", _("kết quả")
    RESPONSIBILITY = "responsibility", _("trách nhiệm")


@dataclass(frozen=True, slots=True)
class ClarityMark:
    """Whether one of them is clear."""

    clarity: Clarity
    is_clear: bool


def clarities() -> list[Clarity]:
    """Those that the province asks for: all five unless a setting names others."""
    chosen = getattr(settings, "CAICACH_CLARITIES", None)
    return list(Clarity) if chosen is None else [Clarity(code) for code in chosen]


def clarity_of_item(item: PlanItem, *, leads: int) -> list[ClarityMark]:
    """How clear a row of a plan is: the person is the agency that it names."""
    time = item.due_on is not None or item.schedule.get("kind") in CLEAR_WITHOUT_DATE
    return clarity_marks(item, person=leads > 0, time=time, responsibility=leads > 0)


def clarity_marks(item: PlanItem, *, person: bool, time: bool, responsibility: bool) -> list[ClarityMark]:
    """The marks of a row, given what the room that asks knows of it."""
    clear = {
        Clarity.PERSON: person,
        Clarity.WORK: bool(item.title.strip()),
        Clarity.TIME: time,
        Clarity.RESULT: bool(item.deliverable.strip()),
        Clarity.RESPONSIBILITY: responsibility,
    }
    return [ClarityMark(one, clear[one]) for one in clarities()]
